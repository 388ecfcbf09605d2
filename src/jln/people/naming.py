"""Whom words name: "Njeri, please, they know the file" names Njeri. Pure.

A name counts where the words begin with it: "anybody but Njeri" and "not Njeri" name nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.people.models import Person

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LONGEST = 6
"""Words of a name that are looked at."""

SHORT, LONG = 2, 4
"""So many words may be a name: one that begins with a small letter, any other."""


def words(text: str) -> list[str]:
    """The words of a text or a name, as they are compared."""
    return [word.casefold() for word in _WORD.findall(text)]


def beginnings(text: str) -> list[str]:
    """What the text may begin with, the longest first: "ato mensah", "ato"."""
    found = words(text)[:LONGEST]
    return [" ".join(found[:count]) for count in range(len(found), 0, -1)]


def named(text: str, people: Iterable[Person]) -> list[Person]:
    """Whom a text begins with, by as many words as can be; several, if it is not clear.

    A name is said whole, by its first words, or by any one of its words.
    """
    known = {one: words(one.name) for one in people}
    for start in beginnings(text):
        said = start.split()
        found = [
            one
            for one, parts in known.items()
            if parts[: len(said)] == said or (len(said) == 1 and said[0] in parts)
        ]
        if found:
            return found
    return []


def is_remark(text: str) -> bool:
    """Whether a piece beside a name is a sentence and no other name, by its length and letters."""
    said = words(text)
    most = SHORT if text.strip()[:1].islower() else LONG
    return len(said) > most and not said[0].isdecimal()
