"""Plain text and tables of commas: a page is as much as is read at a glance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = 3_000  # letters


def pages(content: bytes) -> Iterable[str]:
    """In UTF-8, else as Western European programs write."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return cut(text)


def cut(text: str) -> list[str]:
    """A text without pages of its own, in pages that end between words."""
    words = " ".join(text.split())
    return textwrap.wrap(words, PAGE, break_on_hyphens=False) or [""]
