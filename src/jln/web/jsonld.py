"""What a page says to machines: JSON-LD in a data block, which no browser runs."""

from __future__ import annotations

import json

from markupsafe import Markup

CONTENT_TYPE = "application/ld+json"


def written(data: dict[str, object]) -> str:
    """JSON on one line, in the letters of its languages; nothing in it can close its element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def block(data: dict[str, object]) -> Markup:
    """For the head of a page."""
    return Markup(f'<script type="{CONTENT_TYPE}">{written(data)}</script>')  # noqa: S704 -- `<` cannot stand in it
