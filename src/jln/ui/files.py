"""Files that a browser keeps for ever, each under a name that holds its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jln.ui import sheet

_FOLDER = Path(__file__).parent / "static"
_SOURCES = {
    "htmx.js": _FOLDER / "js" / "htmx.min.js",
    "mark.svg": _FOLDER / "mark.svg",
    "passkey.js": _FOLDER / "js" / "passkey.js",
}


def _named(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{ending}"


_CONTENT = {name: path.read_bytes() for name, path in _SOURCES.items()}
# Short name -> name under /static/.
NAMES = {name: _named(name, content) for name, content in _CONTENT.items()}


def place(folder: Path) -> None:
    """Write sheet, script and mark under their names. Safe to repeat."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {NAMES[name]: content for name, content in _CONTENT.items()}
    wanted[sheet.SHEET_NAME] = sheet.SHEET.encode()
    for name, content in wanted.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
