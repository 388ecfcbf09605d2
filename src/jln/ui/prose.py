"""What people write, shown as they wrote it: paragraphs, line breaks and links, nothing else."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»]+", re.IGNORECASE)
_GAP = re.compile(r"\n[ \t]*\n\s*")
_TAIL = ".,;:!?…،؛؟"
_PAIRS = {")": "(", "]": "["}


def _cut(address: str) -> str:
    """The address without the full stop or bracket of the sentence around it."""
    while address and (
        address[-1] in _TAIL
        or (
            address[-1] in _PAIRS
            and address.count(address[-1]) > address.count(_PAIRS[address[-1]])
        )
    ):
        address = address[:-1]
    return address


def linked(line: str) -> str:
    """One line, escaped, its addresses made links."""
    if "://" not in line:
        return escape(line)
    out, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = escape(_cut(found[0]))
        out += [
            escape(line[at : found.start()]),
            f'<a href="{address}" rel="nofollow ugc" dir="ltr">{address}</a>',
        ]
        at = found.start() + len(_cut(found[0]))
    return "".join((*out, escape(line[at:])))


def text_html(text: str | None) -> Markup:
    """Safe paragraphs, each in its own direction."""
    paragraphs = _GAP.split((text or "").replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    return Markup("").join(
        Markup(f'<p dir="auto">{"<br>".join(map(linked, one.split(chr(10))))}</p>')  # noqa: S704 -- every piece escaped
        for one in paragraphs
        if one.strip()
    )
