"""Icons as small shapes in the page itself.

Repeats of a shape cost three bytes after compression, so there is no sprite:
a fragment swapped into a page carries all it needs.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

SHAPES = {
    "home": '<path d="M3 9.5 10 3.5l7 6V17h-4.5v-5h-5v5H3z"/>',
    "ask": '<path d="M3 4h14v9.5H9L5 17v-3.5H3z"/>',
    "work": '<path d="M6.5 2.5v15M13.5 2.5v15M2.5 6.5h15M2.5 13.5h15"/>',
    "library": '<path d="M4 3v14M8 3v14M12 3.5l4.5 13M2.5 17h15"/>',
    "people": '<circle cx="7.5" cy="7" r="3"/><path d="M2 17c0-3.5 2.5-5 5.5-5s5.5 1.5 5.5 5'
    'M13 4.2a3 3 0 0 1 0 5.6M15 12.4c2 .5 3 2 3 4.6"/>',
    "calendar": '<path d="M3 5h14v12H3zM3 9h14M7 2.5V6M13 2.5V6"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m13 13 4.5 4.5"/>',
    "mail": '<path d="M2.5 5h15v10.5h-15zM2.5 5.5 10 11.5l7.5-6"/>',
    "download": '<path d="M10 3v10M5.5 9 10 13.5 14.5 9M3 17h14"/>',
    "cite": '<path d="M4 13V9q0-3 3-4M11 13V9q0-3 3-4M4 9h3v4H4zM11 9h3v4h-3z"/>',
    "clock": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
    "check": '<path d="m3.5 10.5 4.5 4.5 8.5-9.5"/>',
    "bell": '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3"/>',
    "globe": '<circle cx="10" cy="10" r="7.5"/>'
    '<path d="M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15"/>',
    "menu": '<path d="M3 5h14M3 10h14M3 15h14"/>',
    "lock": '<path d="M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3"/>',
    "file": '<path d="M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5"/>',
    "edit": '<path d="m3 17 1-4L14 3l3 3L7 16z"/>',
    "pin": '<path d="M10 17.5q5.5-6 5.5-9.5a5.5 5.5 0 0 0-11 0q0 3.5 5.5 9.5z"/>'
    '<circle cx="10" cy="8" r="2"/>',
    "reply": '<path d="M8 4 3 9l5 5M3 9h8q6 0 6 7"/>',
    "warn": '<path d="m10 3 8 14H2zM10 8v4M10 14.4v.2"/>',
    "go": '<path d="M4 10h12M11 5l5 5-5 5"/>',
    "thanks": '<path d="M10 16.5 3.6 10a4 4 0 0 1 6.4-4.6A4 4 0 0 1 16.4 10z"/>',
    "up": '<path d="M10 16V4M5 9l5-5 5 5"/>',
    "down": '<path d="M10 4v12M5 11l5 5 5-5"/>',
    "key": '<circle cx="6.5" cy="10" r="3.5"/><path d="M10 10h7.5v3M14 10v2.5"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "flag": '<path d="M5 17.5V3h10l-2.5 3.5L15 10H5"/>',
}
# Shapes that point along the line of writing.
_TURNING = frozenset({"reply", "go"})


@cache
def icon(name: str) -> Markup:
    """A decoration beside words that say the same; raises `KeyError` on an unknown name."""
    turning = " flip" if name in _TURNING else ""
    return Markup(  # noqa: S704 -- made of the constants above only
        f'<svg class="i{turning}" viewBox="0 0 20 20" aria-hidden="true">{SHAPES[name]}</svg>'
    )
