"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const [columnWidth, rowHeight] = data.spacing;
  const narrow = window.matchMedia("(max-width: 800px)").matches;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const byId = (id) => document.getElementById(id);
  const SIGN = { 1: "+", "-1": "−", 0: "" };

  const KINDS = {
    Agent: ["#dbe9f6", "#22384d"], AgentClass: ["#dbe9f6", "#22384d"], Formulation: ["#dbe9f6", "#22384d"],
    Regimen: ["#dbe9f6", "#22384d"], Genotype: ["#e9e0f5", "#3a2f4d"], Intervention: ["#dff0e2", "#23402a"],
    Metabolite: ["#f6edd6", "#453a1c"], Exposure: ["#f6edd6", "#453a1c"], Target: ["#f6edd6", "#453a1c"],
    Pathway: ["#eeeeea", "#2f3538"], Process: ["#eeeeea", "#2f3538"], CellType: ["#eeeeea", "#2f3538"],
    Organ: ["#eeeeea", "#2f3538"], Pathogen: ["#eeeeea", "#2f3538"], ClinicalState: ["#f8dfdc", "#4d2826"],
    Biomarker: ["#dff0e2", "#23402a"], Test: ["#dff0e2", "#23402a"],
  };
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function element(tag, text, parts = {}) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [name, value] of Object.entries(parts)) made.setAttribute(name, value);
    return made;
  }

  function grade(claim) {
    return claim.contested ? `${claim.confidence}, contested` : claim.confidence;
  }

  // A phone shows the columns from top to bottom: left to right would be too small to read.
  function styledNode(node) {
    const [column, row] = [node.x / columnWidth, node.y / rowHeight];
    const fill = (KINDS[node.group] || KINDS.Process)[dark.matches ? 1 : 0];
    return {
      ...node, group: undefined,
      x: narrow ? row * 150 : node.x, y: narrow ? column * 105 : node.y,
      color: { background: fill, border: data.about[node.id].start ? colour("--accent") : colour("--quiet"),
               highlight: { background: fill, border: colour("--accent") } },
      borderWidth: data.about[node.id].start ? 3 : 1,
      font: { color: colour("--ink"), size: 16, face: "system-ui, sans-serif" },
      widthConstraint: { maximum: narrow ? 120 : 176 }, margin: 8,
      title: undefined,
    };
  }

  function styledEdge(edge) {
    const claim = data.claims[edge.id];
    const stroke = claim.sign > 0 ? "--plus" : claim.sign < 0 ? "--minus" : "--quiet";
    return {
      ...edge, width: 2,
      color: { color: colour(stroke), highlight: colour(stroke), hover: colour(stroke) },
      arrows: { to: { enabled: true, type: claim.sign < 0 ? "bar" : "arrow", scaleFactor: 0.9 } },
      dashes: claim.confidence !== "established",
      font: { size: 22, color: colour(stroke), strokeWidth: 5, strokeColor: colour("--paper"), align: "horizontal" },
      selectionWidth: 3,
    };
  }

  const nodes = new vis.DataSet(data.nodes.map(styledNode));
  const edges = new vis.DataSet(spread(data.edges).map(styledEdge));
  const network = new vis.Network(byId("graph"), { nodes, edges }, {
    physics: false,
    interaction: { hover: true, dragNodes: false, keyboard: { enabled: true, bindToWindow: false } },
    edges: { smooth: false },
  });

  // Parallel claims between the same two nodes bend apart, so that each can be clicked.
  function spread(list) {
    const seen = {};
    return list.map((edge) => {
      const key = [edge.from, edge.to].sort().join(" ");
      const place = (seen[key] = (seen[key] || 0) + 1);
      if (place === 1) return edge;
      return { ...edge, smooth: { enabled: true, type: place % 2 ? "curvedCW" : "curvedCCW", roundness: 0.15 * place } };
    });
  }

  function evidence(list) {
    return list.map((item) => {
      const quote = element("blockquote");
      quote.append(element("p", (item.stance === "supports" ? "" : item.stance + ": ") + item.finding));
      item.frequencies.forEach((text) => quote.append(element("p", text, { class: "frequency" })));
      const foot = element("footer", item.kind + ": ");
      if (/^https?:\/\//.test(item.url)) {
        foot.append(element("a", item.source, { href: item.url, rel: "noopener noreferrer" }));
      } else {
        foot.append(item.source);
      }
      foot.append(element("br"), [...item.xrefs, "licence: " + item.licence].join(" · "));
      quote.append(foot);
      return quote;
    });
  }

  function show(...parts) {
    byId("detail").replaceChildren(...parts);
    byId("detail").hidden = byId("back").hidden = false;
    byId("answer").hidden = true;
    byId("panel").scrollTop = 0;
  }

  function showClaim(id) {
    const claim = data.claims[id];
    network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
    const about = element("dl");
    const rows = [["sign", SIGN[claim.sign] || "none"], ["confidence", grade(claim)]];
    if (claim.context) rows.push(["holds in", claim.context]);
    if (claim.inferred) rows.push(["origin", "inherited from its class"]);
    rows.push(["claim", id]);
    rows.forEach(([name, value]) => about.append(element("dt", name), element("dd", value)));
    show(element("h2", claim.says), about,
      ...evidence(claim.evidence));
  }

  function showNode(id) {
    const node = data.about[id];
    network.setSelection({ nodes: [id], edges: [] });
    const about = element("dl");
    const rows = [["kind", node.kind], ["also", node.synonyms.join(", ")], ["identifiers", node.xrefs.join(", ")],
      ["IRI", node.iri]];
    rows.filter((row) => row[1]).forEach(([name, value]) => about.append(element("dt", name), element("dd", value)));
    const claims = Object.values(data.claims).filter((claim) => claim.from === id || claim.to === id);
    const list = element("ol", undefined, { class: "hops" });
    claims.forEach((claim) => list.append(hopItem(claim, false)));
    show(element("h2", node.label), element("p", node.definition), about, list);
  }

  function hopItem(claim, weakest) {
    const sign = claim.sign > 0 ? "plus" : claim.sign < 0 ? "minus" : "none";
    const button = element("button", undefined, { type: "button", class: sign + (weakest ? " weakest" : "") });
    const words = element("span", claim.says + " ");
    const sources = claim.evidence.length === 1 ? "1 source" : claim.evidence.length + " sources";
    words.append(element("small", `${grade(claim)}, ${sources}${weakest ? ", weakest hop" : ""}`));
    button.append(element("span", SIGN[claim.sign] || "·", { class: "sign" }), words);
    button.addEventListener("click", () => showClaim(claim.id));
    const item = element("li");
    item.append(button);
    return item;
  }

  document.querySelectorAll("ol[data-path]").forEach((list) => {
    const path = data.paths[Number(list.dataset.path)];
    path.edges.forEach((id) => list.append(hopItem(data.claims[id], id === path.weakest)));
  });
  let group = "";
  if (byId("claims")) data.edges.forEach((edge) => {
    const claim = data.claims[edge.id];
    if (claim.predicate !== group) byId("claims").append(element("li", group = claim.predicate, { class: "group" }));
    byId("claims").append(hopItem(claim, false));
  });
  const kinds = [...new Set(data.nodes.map((node) => data.about[node.id].kind))];
  kinds.forEach((kind) => {
    const chip = element("b", kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
    chip.style.background = (KINDS[kind] || KINDS.Process)[dark.matches ? 1 : 0];
    byId("kinds").append(chip);
  });

  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showClaim(event.edges[0]);
  });
  byId("back").addEventListener("click", () => {
    byId("detail").hidden = byId("back").hidden = true;
    byId("answer").hidden = false;
    network.unselectAll();
  });
  const fit = () => network.fit({ animation: false, maxZoomLevel: 1.2 });
  byId("fit").addEventListener("click", fit);
  window.addEventListener("resize", fit);
  dark.addEventListener("change", () => {
    nodes.update(data.nodes.map(styledNode));
    edges.update(spread(data.edges).map(styledEdge));
  });
  fit();
  document.documentElement.dataset.ready = "true";
})();
