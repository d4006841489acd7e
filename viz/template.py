"""What every page needs: the files beside it, a template environment that escapes, hashes for the security policy."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["csp_hash", "get_template", "read_asset"]


def read_asset(name: str) -> str:
    """Return the text of a file of viz/assets."""
    return files("immunokg.viz").joinpath(f"assets/{name}").read_text(encoding="utf-8")


def get_template(name: str) -> Template:
    """Return a template of viz/assets; it escapes what it is given and refuses names it was not given."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(read_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)


def csp_hash(text: str) -> str:
    """Return the source expression by which a content security policy allows this script or style alone."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
