"""The one style sheet: joined, made small, named by its hash.

A first visit gets it inside the page; a reader whose cookie `style` holds
`SHEET_HASH` has it on the device already and gets a link.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_FOLDER = Path(__file__).parent / "static" / "css"
_PIECES = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
# After `:` only: before it a space is the descendant sign (`a :hover`). `+` and `-`
# keep their spaces, which calc() needs.
_SPACES = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" ?([{};,>]) ?"), r"\1"),
    (re.compile(r"([\w)]): "), r"\1:"),
    (re.compile(r" !important"), "!important"),
    (re.compile(r";+\}"), "}"),
    (re.compile(r"(?<![\w.)])0\.(\d)"), r".\1"),
)


def minified(css: str) -> str:
    """The same rules without comments and idle space; quoted text is left alone."""
    quoted: list[str] = []

    def put_by(piece: re.Match[str]) -> str:
        if piece[1] is None:
            return " "
        quoted.append(piece[1])
        return f'"{len(quoted) - 1}"'

    css = _PIECES.sub(put_by, css)
    for pattern, by in _SPACES:
        css = pattern.sub(by, css)
    return re.sub(r'"(\d+)"', lambda at: quoted[int(at[1])], css).strip()


def joined() -> str:
    """All pieces in the order of their numbers."""
    return "\n".join(path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.css")))


SHEET = minified(joined())
_DIGEST = hashlib.sha256(SHEET.encode()).digest()
SHEET_HASH = _DIGEST.hex()[:12]
SHEET_NAME = f"jln.{SHEET_HASH}.css"
# For `style-src`: what may stand in a <style> element, to the byte.
CSP_HASHES = (f"'sha256-{base64.b64encode(_DIGEST).decode()}'",)
