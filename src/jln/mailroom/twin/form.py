"""A form as data: what is asked, in every language, and which answers it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

Type = Literal[
    "choice",
    "choices",
    "yesno",
    "confirm",
    "pick",
    "rank",
    "points",
    "text",
    "longtext",
    "number",
    "date",
    "file",
]
#: One text a language, by its code.
Text = Mapping[str, str]
#: Several words a language.
Words = Mapping[str, Sequence[str]]

TEXTS = ("text", "longtext")
#: Types whose options are written out under the question.
LISTED = ("choice", "choices", "pick", "rank", "points")


@dataclass(frozen=True, slots=True)
class Option:
    """`words` count when they stand alone or first, `phrases` inside a sentence."""

    key: str
    label: Text
    words: Words = field(default_factory=dict)
    phrases: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """The form's own words for yes or for no, besides those of the lexicon."""

    words: Words = field(default_factory=dict)
    phrases: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class Field:
    """One question. Only the attributes of its type mean anything."""

    key: str
    type: Type
    name: Text
    label: Text
    required: bool = False
    required_if: Mapping[str, Sequence[object]] = field(default_factory=dict)
    main: bool = False
    role: str = ""
    options: tuple[Option, ...] = ()
    with_text: bool = False
    passes_on: Mapping[str, str] = field(default_factory=dict)  # of an option's text: the question
    below: str = ""  # the question that what stands below the answer goes to
    text_required_for: tuple[str, ...] = ()
    yes: Side = field(default_factory=Side)
    no: Side = field(default_factory=Side)
    kind: str = ""
    min: int | None = None
    max: int | None = None
    total: int | None = None
    max_chars: int | None = None
    integer: bool = False
    units: tuple[Unit, ...] = ()
    default_unit: str | None = None
    partial: bool = False
    not_before: str = ""
    not_after: str = ""

    @property
    def is_note(self) -> bool:
        """The free text below the answers."""
        return self.role == "note"

    @property
    def is_numbered(self) -> bool:
        """Whether it is a question; notes and files stand below them."""
        return not self.is_note and self.type != "file"


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked of one person in one message; what may follow from it is decided elsewhere."""

    id: str
    fields: tuple[Field, ...]
    title: Text = field(default_factory=dict)
    intro: Text = field(default_factory=dict)
    action: str = ""
    risk: str = "execute"
    independent: bool = False
    asked: frozenset[str] = frozenset()  # where a letter asks for some only

    @property
    def only(self) -> Field | None:
        """The one question that this letter asks, however many the form has."""
        wanted = [each for each in self.questions if not self.asked or each.key in self.asked]
        return wanted[0] if len(wanted) == 1 else None

    @property
    def questions(self) -> tuple[Field, ...]:
        """The fields that carry a number, or the only question."""
        return tuple(each for each in self.fields if each.is_numbered)

    @property
    def is_single(self) -> bool:
        """A form of one question numbers its options; a longer one its questions."""
        return len(self.questions) == 1

    @property
    def main(self) -> Field | None:
        """The question that an answer without a number means.

        The only question is one even if nobody said so.
        """
        chosen = next((each for each in self.fields if each.main), None)
        if self.asked:
            return self.only or (chosen if chosen and chosen.key in self.asked else None)
        return chosen or self.only

    @property
    def note(self) -> Field | None:
        """Where the free text goes."""
        return next((each for each in self.fields if each.is_note), None)

    @property
    def file(self) -> Field | None:
        """Where attachments go."""
        return next((each for each in self.fields if each.type == "file"), None)

    def codes(self, question: Field) -> tuple[str, ...]:
        """What stands before each option.

        Digits are free for questions in long forms, for places and points always.
        """
        if question.type not in LISTED:
            return ()
        count = len(question.options)
        if question.type in ("rank", "points"):
            return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count])
        if self.is_single:
            return tuple(str(place) for place in range(1, count + 1))
        return tuple("abcdefghijklmnopqrstuvwxyz"[:count])

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Form:
        """A form as it stands in a JSON file; what it does not say has its default."""
        values = {
            key: row[key]
            for key in ("id", "title", "intro", "action", "risk", "independent")
            if key in row
        }
        return cls(fields=tuple(_field(each) for each in row["fields"]), **values)


def _field(row: Mapping[str, Any]) -> Field:
    plain = (
        "key type name label required required_if main role with_text kind min max total"
        " max_chars integer"
        " default_unit partial not_before not_after"
    )
    values: dict[str, Any] = {key: row[key] for key in plain.split() if key in row}
    values["options"] = tuple(_option(each) for each in row.get("options", ()))
    values["text_required_for"] = tuple(row.get("text_required_for", ()))
    values["units"] = tuple(Unit(each["key"], each["words"]) for each in row.get("units", ()))
    for side in ("yes", "no"):
        values[side] = _side(row.get(side, {}))
    return Field(**values)


def _option(row: Mapping[str, Any]) -> Option:
    return Option(row["key"], row["label"], row.get("words", {}), row.get("phrases", {}))


def _side(row: Mapping[str, Any]) -> Side:
    return Side(cast("Words", row.get("words", {})), cast("Words", row.get("phrases", {})))
