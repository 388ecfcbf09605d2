"""The written part of a demonstration: what people ask, answer, state and try.

Plain text files, so that whoever writes them needs no syntax but this: a line that begins
with `===` starts an entry, `---` an answer, `!!!` a problem stated in the topic above it.
Such a line holds words; `name=value` among them is an option, the rest are in fixed order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
MARKS = ("===", "---", "!!!")
THANKS = "thanks:"


@dataclass(slots=True)
class Part:
    """One marked line with the text under it."""

    mark: str
    words: list[str]
    options: dict[str, str]
    text: str
    where: str

    @property
    def first_line(self) -> str:
        """A title, or a statement."""
        return self.text.partition("\n")[0].strip()

    @property
    def rest(self) -> str:
        """What follows the first line."""
        return self.text.partition("\n")[2].strip()

    @property
    def body(self) -> str:
        """The text without the line of thanks under it."""
        return self.text.partition(f"\n{THANKS}")[0].strip()

    @property
    def thanks(self) -> str:
        """What the asker said in thanks for it; empty if she did not."""
        return self.text.partition(f"\n{THANKS}")[2].strip()

    @property
    def language(self) -> str:
        """English unless it says otherwise."""
        return self.options.get("lang", "en")

    def listed(self, option: str) -> list[str]:
        """The values of an option that is a list: `shared=GH,KE`."""
        return [one for one in self.options.get(option, "").split(",") if one]


@dataclass(slots=True)
class Question:
    """A topic: key, theme and country of the asker; its answers; a problem stated in it."""

    part: Part
    answers: list[Part] = field(default_factory=list)
    problem: Part | None = None

    @property
    def key(self) -> str:
        """The name by which other entries refer to it."""
        return self.part.words[0]

    @property
    def theme(self) -> str:
        """The theme's code."""
        return self.part.words[1]

    @property
    def country(self) -> str:
        """The asker's country."""
        return self.part.words[2]


@cache
def questions() -> tuple[Question, ...]:
    """All topics, in the order of the files."""
    found: list[Question] = []
    for path in sorted(FOLDER.glob("topics-*.txt")):
        for part in parts(path):
            if part.mark == "===":
                found.append(Question(part))
            elif part.mark == "---":
                found[-1].answers.append(part)
            else:
                found[-1].problem = part
    return tuple(found)


@cache
def problems() -> tuple[Part, ...]:
    """Problems that were not stated in a topic: key, theme, country, year or month."""
    return tuple(parts(FOLDER / "problems.txt"))


@cache
def adaptations() -> tuple[Part, ...]:
    """Adaptations: product, country. The text is lines that begin with `used:`, `change:` ...

    `from=product:country` names the adaptations where it began.
    """
    return tuple(parts(FOLDER / "adaptations.txt"))


def parts(path: Path) -> Iterator[Part]:
    """The marked parts of a file."""
    part: Part | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark = line[:3]
        if mark in MARKS:
            if part:
                yield part
            part = _head(mark, line[3:].split(), f"{path.name}:{number}")
        elif part:
            part.text = f"{part.text}\n{line}".strip("\n")
    if part:
        yield part


def _head(mark: str, words: list[str], where: str) -> Part:
    options = dict(word.split("=", 1) for word in words if "=" in word)
    plain = [word for word in words if "=" not in word]
    return Part(mark, plain, options, "", where)


@cache
def names() -> dict[str, list[str]]:
    """First names by country code; `staff` and `team` for people of no country."""
    lines = (FOLDER / "names.txt").read_text("utf-8").splitlines()
    return {words[0]: words[1:] for words in map(str.split, lines)}


@cache
def table(name: str) -> dict[str, Any]:
    """A file of words: `titles`, `institutions`, `about`, `thanks`."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found
