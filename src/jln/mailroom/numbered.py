"""What a reply says to the numbers of a message: which it asks for, what it says to which.

Pure: no database. A line of a quoted message that begins with one of its numbers is the
number what is written below it speaks to; what follows the last of them is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jln.mail.reading.phrases import digits, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jln.mail.reading.model import Line

_QUOTED = re.compile(r"\s*(\d{1,2})\.\s")
_ADDRESSED = re.compile(
    r"\s*(?:#|no\.?\s?|n°\s?)?(\d{1,2})\s*[.:)=\-\u2013]\s+(\S.*)", re.IGNORECASE
)
_ONLY_NUMBERS = re.compile(r"(?:\d{1,2}|and|et|y|e|و|[\s,;&+.#])+", re.IGNORECASE)
_LONGEST_HEAD = 20  # letters by which a line of the message is known again


@dataclass(slots=True)
class Said:
    """What was found: whole texts wanted, words by number, and words to nobody."""

    wanted: list[int] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    others: str = ""


def read(parts: Sequence[Line], ends: Iterable[str]) -> Said:
    """Read the new lines of a reply beside the quoted ones. After a line of `ends`: no number."""
    heads = {_head(one) for one in ends if one.strip()}
    said, others = Said(), []
    words: dict[int, list[str]] = {}
    quoted, typed = 0, 0
    for line in parts:
        text = line.text.strip()
        if line.level:
            found = _QUOTED.match(digits(line.text))
            quoted = int(found[1]) if found else (0 if _head(text) in heads else quoted)
            typed = 0
        elif line.new and text:
            typed = _take(text, quoted, typed, said, words) or typed
            if not (typed or quoted or _asks(text, said)):
                others.append(text)
        elif not line.new:
            typed = 0
    said.words = {number: "\n".join(lines) for number, lines in words.items()}
    said.others = "\n".join(others)
    return said


def _take(text: str, quoted: int, typed: int, said: Said, words: dict[int, list[str]]) -> int:
    """One new line to the number it stands under or begins with; which number it began."""
    if not quoted and _asks(text, said):
        return typed
    found = _ADDRESSED.match(digits(text))
    if found and not quoted:
        words.setdefault(int(found[1]), []).append(text[found.start(2) :])
        return int(found[1])
    if quoted or typed:
        words.setdefault(quoted or typed, []).append(text)
    return 0


def _asks(text: str, said: Said) -> bool:
    """A line of nothing but numbers asks for what they name."""
    plain = digits(text)
    if not _ONLY_NUMBERS.fullmatch(plain):
        return False
    numbers = [int(one) for one in re.findall(r"\d+", plain)]
    said.wanted += [one for one in numbers if one not in said.wanted]
    return bool(numbers)


def _head(text: str) -> str:
    return fold(text)[:_LONGEST_HEAD]
