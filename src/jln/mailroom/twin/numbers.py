"""A number and what it counts; where a mark could group or divide, the person is asked."""

from __future__ import annotations

import re

from jln.mailroom.twin import fold, guards, lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import Field
from jln.mailroom.twin.result import Found, Result, Unclear
from jln.mailroom.twin.sheet import words_of

_NUMBER = re.compile(r"\d[\d.,'٬٫ ]*(?<=\d)")
_GROUPED = re.compile(r"\d{1,3}([ '٬.,])\d{3}(?:\1\d{3})*\Z")


def read(question: Field, text: str, tokens: list[Token]) -> Result:
    """The number of this text, if it is nothing else.

    `tokens` are its words, for what takes it back.
    """
    reason = guards.reserved(tokens) or ("negation" if guards.negated(words_of(tokens)) else "")
    plain = fold.plain(text).strip(" .;!()")
    found = _NUMBER.findall(plain)
    if reason or len(found) != 1:
        return Unclear(reason or ("contradiction" if found else "number"))
    before, _, after = plain.partition(found[0])
    if before.strip(" -+=:~") or before.endswith("-"):
        return Unclear("number")
    value = _value(found[0].strip(), integer=question.integer)
    unit = _unit(question, after)
    for part in (value, unit):
        if isinstance(part, Unclear):
            return part
    if isinstance(value, Unclear) or not _is_inside(question, value):
        return Unclear("out_of_range")
    return Found({"value": value, "unit": unit}, tokens[0].start, tokens[-1].end)


def _is_inside(question: Field, value: float) -> bool:
    low = question.min is None or value >= question.min
    return low and (question.max is None or value <= question.max)


def _value(written: str, *, integer: bool) -> int | float | Unclear:
    if written.isdigit():
        return int(written[:15])
    grouped = _GROUPED.match(written)
    if grouped and (integer or grouped[1] in " '٬"):
        return int(re.sub(r"\D", "", written)[:15])
    if integer:
        return Unclear("number_format")
    return _decimal(written)


def _decimal(written: str) -> float | Unclear:
    plain = re.sub(r"[ '٬]", "", written)
    marks = [char for char in plain if not char.isdigit()]
    last = marks[-1] if marks else ""
    if len(set(marks)) > 2 or (len(set(marks)) == 2 and marks.count(last) > 1):  # noqa: PLR2004 -- one mark groups, one divides
        return Unclear("number_format")
    if len(set(marks)) == 1 and last != "٫" and (len(marks) > 1 or re.search(r"\D\d{3}\Z", plain)):
        return _several_groups(plain) if len(marks) > 1 else Unclear("number_format")
    whole, _, part = plain.rpartition(last)
    return float(re.sub(r"\D", "", whole) + "." + part) if last else float(plain)


def _several_groups(plain: str) -> float | Unclear:
    """`1.200.000` groups twice, so its mark cannot divide."""
    return float(re.sub(r"\D", "", plain)) if _GROUPED.match(plain) else Unclear("number_format")


def _unit(question: Field, after: str) -> str | Unclear | None:
    words = fold.tokens(after)
    spoken = _without_small(words_of(words))
    if not spoken:
        return (
            question.default_unit
            if question.default_unit or not question.units
            else Unclear("unit")
        )
    for unit in question.units:
        for row in unit.words.values():
            if any(tuple(token.text for token in spoken) == fold.pattern(word) for word in row):
                return unit.key
    return Unclear("unit")


def _without_small(words: list[Token]) -> list[Token]:
    """Courtesy and articles off both ends."""
    small = {"de", "of", "the", "d'", "des"}
    while words and (words[0].text in small):
        words = words[1:]
    for size in (3, 2, 1):
        if (
            len(words) >= size
            and lexicon.find(words, len(words) - size, lexicon.patterns("tail")) == size
        ):
            return words[:-size]
    return words
