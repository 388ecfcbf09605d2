"""The words a reader of replies needs, all languages together.

A word of any of them counts in every form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jln.mailroom.twin import fold

Pattern = tuple[str, ...]


@cache
def _data(name: str) -> dict[str, Any]:
    text = resources.files("jln.mailroom.twin").joinpath("words", f"{name}.json").read_text("utf-8")
    return dict(json.loads(text))


@cache
def version() -> int:
    """Recorded with every answer, so that it can be read again as it was read."""
    return int(_data("lexicon")["version"])


def written(group: str) -> list[str]:
    """The words of a group as they are written."""
    data = _data("lexicon")
    return [*_spread(data["words"].get(group, {})), *_spread(data["more"].get(group, {}))]


def _spread(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for words in by_language.values() for word in words]


class Group:
    """Words of one meaning, looked up by the first of each."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = sorted({each for each in patterns if each}, key=lambda each: -len(each))
        self._by_first: dict[str, list[Pattern]] = {}
        for each in self.patterns:
            self._by_first.setdefault(each[0], []).append(each)

    def at(self, words: Sequence[fold.Token], place: int) -> Iterator[Pattern]:
        """Those that stand here, of each first word the longest first."""
        if place >= len(words):
            return
        first = words[place].text
        for start in {first, fold.unjoined(first)}:
            for each in self._by_first.get(start, ()):
                if fold.matches(words, place, each):
                    yield each


@cache
def patterns(group: str) -> Group:
    """The words of a group as they are looked for."""
    unsigned = (word for word in written(group) if not word.endswith(("no.", "n°", "n.º")))
    return Group(fold.pattern(word) for word in unsigned)


@cache
def commands() -> dict[Pattern, str]:
    """What a message that is nothing but a command says, `undo` among them."""
    data = _data("lexicon")
    found: dict[Pattern, str] = {}
    for name, words in data["commands"].items():
        found |= {fold.pattern(word): name for word in _spread(words)}
    for name, words in data["words"]["commands"].items():
        found |= {fold.pattern(word): name for word in _spread(words)}
    return found | {fold.pattern(word): "undo" for word in _spread(data["words"]["undo"])}


@cache
def ordinals() -> dict[Pattern, int]:
    """First, second, third: the place of an option."""
    by_place = _data("lexicon")["words"]["ordinal"]
    return {
        fold.pattern(word): int(place)
        for place, words in by_place.items()
        for word in _spread(words)
    }


@cache
def months() -> dict[Pattern, int]:
    """Names of months, with abbreviations and the names used from Rabat to Baghdad."""
    data = _data("lexicon")
    names = data["words"]["months"].values()
    found = {fold.pattern(name): place for row in names for place, name in enumerate(row, 1)}
    also = data["more"]["months_also"]
    return found | {fold.pattern(name): int(place) for place, row in also.items() for name in row}


@cache
def abjad() -> dict[str, str]:
    """Arabic letters that stand for the Latin ones of the form."""
    return {
        fold.fold(arabic): latin for arabic, latin in _data("lexicon")["words"]["abjad"].items()
    }


@cache
def letters(group: str) -> Group:
    """How letters begin and end, in more languages than forms are sent in."""
    return Group(fold.pattern(word) for word in _spread(_data("letters")[group]))


def frame(language: str) -> dict[str, str]:
    """What stands around a form in this language: how to answer, why you, how to get fewer."""
    frames = _data("frame")["frames"]
    return dict(frames.get(language, frames["en"]))


def find(words: Sequence[fold.Token], place: int, group: Group) -> int:
    """How many words from here are one of these, at most; 0 if none."""
    return max((len(each) for each in group.at(words, place)), default=0)
