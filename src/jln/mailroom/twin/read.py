"""What a reply means for a form: outcome, clear values, what to ask back, what is left over.

The order matters: machines first, then the form's own lines, text under its questions, UNDO
and commands, lines in order, marked lines, and last what has no mark. Nothing is guessed, and
nothing here acts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from jln.mailroom.twin import fold, lexicon, page, repeated
from jln.mailroom.twin.ballot import Ballot
from jln.mailroom.twin.book import Book
from jln.mailroom.twin.form import Form
from jln.mailroom.twin.free import read_free
from jln.mailroom.twin.known import Known
from jln.mailroom.twin.page import Page
from jln.mailroom.twin.result import Found, How
from jln.mailroom.twin.sheet import Sheet, words_of
from jln.mailroom.twin.source import Message
from jln.mailroom.twin.typed import read_slots, read_under

Outcome = Literal["complete", "partial", "ambiguous", "nothing", "undo", "command"]
#: A command is short; a longer message is text, whatever its words.
_MOST_WORDS = 8
_SHORT = 200
#: Answers stand at the beginning; what lies beyond is text for a person.
_MOST_CHARS = 6_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The one object that a reply comes to."""

    outcome: Outcome
    values: dict[str, Any] = field(default_factory=dict)
    unclear: tuple[tuple[str | None, str], ...] = ()
    left_over_text: str = ""
    read_from: dict[str, How] = field(default_factory=dict)
    doubtful: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As it is printed and stored."""
        return {
            "outcome": self.outcome,
            "values": self.values,
            "unclear": [{"field": key, "reason": reason} for key, reason in self.unclear],
            "left_over_text": self.left_over_text,
            "read_from": self.read_from,
            "lexicon": lexicon.version(),
        }


def answer(form: Form, message: Message) -> Answer:
    """Read a reply to this form. Never raises, acts on nothing, knows nothing of who wrote."""
    if message.is_automatic:
        return Answer("nothing")
    known = Known(form)
    book = Book(form)
    split = page.split(form, known, message, lambda row: _says_something(book, row))
    ballot = Ballot(form)
    read_slots(book, ballot, split.slots)
    left = read_under(book, known, ballot, split.under)
    if ballot.is_empty:
        short = _undo(book, split) or _command(book, split)
        if short:
            return short
    near, far = _divided(split.free)
    sheet = Sheet(repeated.numbered(form, near))
    read_free(book, known, ballot, sheet, is_greeted=split.greeting)
    passed = _pass_on(book, ballot)
    left += [*passed, _put_below(form, ballot, sheet.left()), fold.collapse(far)]
    _add_files(form, ballot, message)
    return _conclude(form, ballot, split, " ".join(filter(None, left)))


def _pass_on(book: Book, ballot: Ballot) -> list[str]:
    """The text behind an option goes to the question that it answers; what answers none is left."""
    left = []
    for question in book.form.fields:
        if not question.passes_on:
            continue
        said = ballot.said.get(question.key, [])
        for place, result in enumerate(said):
            if not isinstance(result, Found) or not isinstance(result.value, dict):
                continue
            option, text = result.value["option"], result.value["text"]
            said[place] = replace(result, value=option)
            key = question.passes_on.get(option)
            other = next((each for each in book.form.fields if each.key == key), None)
            if other and text:
                ballot.add(other, book.addressed(other, Sheet(text), 0, len(text)))
            elif text:
                left.append(text)
    return left


def _put_below(form: Form, ballot: Ballot, left: str) -> str:
    """The lines below an answer go to the question that asks for its words."""
    values = ballot.values()
    for question in form.fields:
        if left and question.below and question.key in values:
            said = values.get(question.below, "")
            ballot.said[question.below] = [Found(f"{said} {left}".strip())]
            return ""
    return left


def _divided(text: str) -> tuple[str, str]:
    """What is read, and what lies beyond; no word is cut in two."""
    if len(text) <= _MOST_CHARS:
        return text, ""
    end = max(text.rfind(" ", 0, _MOST_CHARS), text.rfind("\n", 0, _MOST_CHARS))
    end = end if end > 0 else _MOST_CHARS
    return text[:end], text[end:]


def _says_something(book: Book, row: str) -> bool:
    words = words_of(fold.tokens(row[:_SHORT]))
    return book.is_answer(row) or bool(_command_of(words))


def _undo(book: Book, split: Page) -> Answer | None:
    """UNDO alone on the first line, perhaps with the number of what is taken back."""
    first, _, rest = split.free.strip().partition("\n")
    words = words_of(fold.tokens(first[:_SHORT]))
    if (
        not words
        or len(first) > _SHORT
        or _command_of(words[:-1] if words[-1].kind == "number" else words) != "undo"
    ):
        return None
    if book.names_an_option(fold.tokens(first)):
        return None
    number = words[-1].text if words[-1].kind == "number" else ""
    return Answer("undo", left_over_text=fold.collapse(f"{number} {rest}"))


def _command(book: Book, split: Page) -> Answer | None:
    """A command that is the whole message, and no option of the form."""
    if len(split.free) > _SHORT:
        return None
    tokens = fold.tokens(split.free)
    name = _command_of(words_of(tokens))
    if not name or name == "undo" or any(token.text in "?؟" for token in tokens):
        return None
    return None if book.names_an_option(tokens) else Answer("command", {"command": name})


def _command_of(words: list[fold.Token]) -> str:
    if not 0 < len(words) <= _MOST_WORDS:
        return ""
    known = lexicon.commands()
    name = known.get(tuple(token.text for token in words), "")
    while not name and len(words) > 1:
        size = lexicon.find(words[-2:], 0, lexicon.patterns("tail")) == 2  # noqa: PLR2004 -- "por favor"
        if not size and not lexicon.find(words, len(words) - 1, lexicon.patterns("tail")):
            break
        words = words[: -2 if size else -1]
        name = known.get(tuple(token.text for token in words), "")
    return name


def _add_files(form: Form, ballot: Ballot, message: Message) -> None:

    if form.file and message.files:
        ballot.add(form.file, Found(list(message.files)))


def _conclude(form: Form, ballot: Ballot, split: Page, left: str) -> Answer:
    unclear = ballot.unclear()
    values = ballot.values()
    new = fold.collapse(split.new)
    if unclear:
        return Answer(
            "ambiguous", values, tuple(unclear), new, ballot.read_from(), ballot.doubtful()
        )
    if not values or (form.note and set(values) == {form.note.key}):
        return Answer("nothing", left_over_text=new)
    left = _with_note(form, ballot, left)
    outcome: Outcome = "partial" if ballot.missing() else "complete"
    return Answer(outcome, ballot.values(), (), left, ballot.read_from())


def _with_note(form: Form, ballot: Ballot, left: str) -> str:
    """What is left over is the note, if the form has one; a note that was named comes first."""
    note = form.note
    if note is None or not left:
        return left
    named = ballot.values().get(note.key, "")
    ballot.said[note.key] = [Found(f"{named} {left}".strip())]
    return ""
