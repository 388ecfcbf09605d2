"""The words by which one question can be answered.

Its options' codes, labels, keys, words and phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import Field, Form, Option
from jln.mailroom.twin.lexicon import Pattern

Value = str | bool
How = Literal["code", "word", "ordinal", "both", "beyond", "clash"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An option named at some place.

    By how many words, and how. `clash` is a number beside another option's word.
    """

    size: int
    value: Value
    how: How


@dataclass
class Vocabulary:
    """One question's words, looked up by the first of them."""

    codes: dict[str, Value] = field(default_factory=dict)
    words: dict[str, list[tuple[Pattern, Value]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[Pattern, Value]]] = field(default_factory=dict)
    ordinals: dict[Pattern, Value] = field(default_factory=dict)
    names: dict[Value, list[frozenset[str]]] = field(default_factory=dict)
    is_numbered: bool = False
    is_lettered: bool = False

    def add(self, value: Value, words: Iterable[str], phrases: Iterable[str] = ()) -> None:
        """More words for one option."""
        for word in words:
            pattern = fold.pattern(word)
            row = self.words.setdefault(pattern[0], []) if pattern else []
            if (pattern, value) not in row:
                row.append((pattern, value))
        for phrase in phrases:
            pattern = fold.pattern(phrase)
            self.phrases.setdefault(pattern[0], []).append((pattern, value))

    def phrases_at(self, words: list[Token], place: int) -> list[tuple[Pattern, Value]]:
        """The phrases that stand here, each with its option."""
        first = words[place].text
        rows = [*self.phrases.get(first, ()), *self.phrases.get(first[1:], ())]
        return [each for each in rows if fold.matches(words, place, each[0])]

    def at(self, words: list[Token], place: int) -> Iterator[Hit]:
        """Every way in which an option is named by the words from here."""
        if place >= len(words):
            return
        code = self._code(words, place)
        if code:
            yield code
            yield from self._with_word(words, place, code)
        for hit in self._words_at(words, place):
            yield hit
            yield from self._with_code(words, place + hit.size, hit)
        for pattern, value in self.ordinals.items():
            if fold.matches(words, place, pattern) and _is_tight(words, place, pattern):
                yield Hit(len(pattern), value, "ordinal")

    def longest(self, words: list[Token], place: int) -> Hit | None:
        """The longest of them; a word before a code, a code before an ordinal."""
        order = {"word": 0, "both": 1, "clash": 2, "code": 3, "beyond": 4, "ordinal": 5}
        hits = sorted(self.at(words, place), key=lambda hit: (-hit.size, order[hit.how]))
        return hits[0] if hits else None

    def _code(self, words: list[Token], place: int) -> Hit | None:
        token = words[place]
        text = lexicon.abjad().get(token.text, token.text)
        if token.accented and text == token.text and token.kind == "word":
            return None
        if text in self.codes:
            return Hit(1, self.codes[text], "code")
        if self.is_numbered and token.kind == "number" and len(token.text) <= 2:  # noqa: PLR2004 -- longer ones are years and telephones
            return Hit(1, "", "beyond")
        return None

    def _with_word(self, words: list[Token], place: int, code: Hit) -> Iterator[Hit]:
        """A number and its own label are one answer; a number and another's are two."""
        if place + 1 >= len(words):
            return
        for hit in self._words_at(words, place + 1):
            yield Hit(1 + hit.size, code.value, "both" if hit.value == code.value else "clash")

    def _with_code(self, words: list[Token], place: int, word: Hit) -> Iterator[Hit]:
        """The same the other way round: "For, 1"."""
        code = self._code(words, place) if self.is_numbered and place < len(words) else None
        if code and code.how == "code":
            how: How = "both" if code.value == word.value else "clash"
            yield Hit(word.size + 1, word.value, how)

    def _words_at(self, words: list[Token], place: int) -> Iterator[Hit]:
        first = words[place].text
        rows = list(self.words.get(first, ()))
        if first[0] in fold.JOINED:
            rows += self.words.get(first[1:], ())
        for pattern, value in rows:
            if fold.matches(words, place, pattern):
                yield Hit(len(pattern), value, "word")


def _is_tight(words: list[Token], place: int, pattern: Pattern) -> bool:
    """`1st` is an ordinal, `1 st` and `2 e` are not."""
    return len(pattern) == 1 or words[place].kind != "number" or words[place + 1].glued


def of(form: Form, question: Field) -> Vocabulary:
    """The vocabulary of one question of this form."""
    if question.type in ("yesno", "confirm"):
        return _yes_or_no(question)
    vocabulary = Vocabulary()
    codes = form.codes(question)
    vocabulary.is_numbered = bool(codes) and codes[0].isdecimal()
    vocabulary.is_lettered = bool(codes) and not vocabulary.is_numbered
    for code, option in zip_longest(codes, question.options):
        if code is not None:
            vocabulary.codes[code.casefold()] = option.key
        vocabulary.add(
            option.key, [option.key, *_spread(option.label), *_lists(option)], _phrases(option)
        )
        vocabulary.names[option.key] = [
            frozenset(fold.pattern(name)) for name in option.label.values()
        ]
    if question.type in ("choice", "pick"):
        keys = [option.key for option in question.options]
        places = lexicon.ordinals().items()
        vocabulary.ordinals = {
            pattern: keys[place - 1] for pattern, place in places if place <= len(keys)
        }
    return vocabulary


def _yes_or_no(question: Field) -> Vocabulary:
    vocabulary = Vocabulary()
    for value, group, side in ((True, "yes", question.yes), (False, "no", question.no)):
        own = [word for words in side.words.values() for word in words]
        phrases = [phrase for row in side.phrases.values() for phrase in row]
        vocabulary.add(value, [*lexicon.written(group), *own], phrases)
    if question.type == "confirm":
        vocabulary.add(True, lexicon.written("confirm"))  # noqa: FBT003 -- the value of the answer
    return vocabulary


def _spread(label: object) -> list[str]:
    return list(label.values()) if hasattr(label, "values") else [str(label)]


def _lists(option: Option) -> list[str]:
    return [word for words in option.words.values() for word in words]


def _phrases(option: Option) -> list[str]:
    return [phrase for phrases in option.phrases.values() for phrase in phrases]
