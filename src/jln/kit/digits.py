"""A number out of an address or a form, which anybody can write as they like."""

from __future__ import annotations

MOST = 9
"""Digits: more than the rows of any table, and no work to read."""


def number_in(text: str, *, otherwise: int = 0, digits: int = MOST) -> int:
    """The whole number that was written; `otherwise` for anything else, or a longer one."""
    return int(text) if text.isdecimal() and len(text) <= digits else otherwise
