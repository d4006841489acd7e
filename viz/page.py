"""Write a view as one HTML file that needs no network: pyvis makes the network, we make the page.

pyvis 0.3.2 fetches bootstrap, does not escape labels and writes a `lib` folder, so its template is not used:
its `Network` holds nodes, edges and options, its bundled vis-network draws them, and the page is ours. A strict
content security policy allows only the scripts and styles of the file itself, by hash.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from immunokg.viz.template import csp_hash, get_template, read_asset
from immunokg.viz.view import View
from immunokg.viz.words import NOTHING_CLAIMED, NOTICE, sign_mark

__all__ = ["render_page", "write_page"]

SHAPES = {
    "Agent": "box", "AgentClass": "box", "Formulation": "box", "Regimen": "box", "Metabolite": "box",
    "Target": "ellipse", "Pathway": "ellipse", "Process": "ellipse", "CellType": "ellipse",
    "Organ": "ellipse", "Pathogen": "ellipse", "Exposure": "box",
}  # fmt: skip
DEFAULT_SHAPE = "box"
COLUMN_WIDTH, ROW_HEIGHT = 210, 96
LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"


def write_page(view: View, path: Path) -> None:
    """Write the page of `view` to `path`, UTF-8, the same bytes for the same view."""
    path.write_text(render_page(view), encoding="utf-8", newline="\n")


def render_page(view: View) -> str:
    """Return the page of `view`: HTML with styles, scripts and data inside."""
    style, script = read_asset("page.css"), read_asset("page.js")
    library = files("pyvis").joinpath(LIBRARY).read_text(encoding="utf-8").replace("</script", "<\\/script")
    return get_template("page.html.j2").render(
        view=view,
        notice=NOTICE,
        nothing_claimed=NOTHING_CLAIMED,
        data=_json_for_html(_network(view)),
        style=style,
        script=script,
        library=library,
        style_hash=csp_hash(style),
        script_hashes=f"{csp_hash(library)} {csp_hash(script)}",
    )


def _json_for_html(data: Any) -> str:
    """Return JSON that cannot end or open a script element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _network(view: View) -> dict[str, Any]:
    """Return nodes and edges as vis-network takes them, and what the panel shows of them."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(
            node["id"],
            label=node["label"],
            shape=SHAPES.get(node["kind"], DEFAULT_SHAPE),
            x=node["column"] * COLUMN_WIDTH,
            y=node["row"] * ROW_HEIGHT,
            group=node["kind"],
        )
    for edge in view.edges:
        network.add_edge(
            edge["from"], edge["to"], id=edge["id"], label=sign_mark(edge["sign"]) if edge["causal"] else ""
        )
    nodes, edges, *_ = network.get_network_data()
    for node in nodes:
        node.pop("color", None)
        node.pop("font", None)
    return {
        "nodes": nodes,
        "edges": edges,
        "about": {node["id"]: node for node in view.nodes},
        "claims": {edge["id"]: edge for edge in view.edges},
        "clinical": list(view.claims),
        "paths": list(view.paths),
        "spacing": [COLUMN_WIDTH, ROW_HEIGHT],
    }
