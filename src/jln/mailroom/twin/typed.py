"""Answers that stand in the form itself.

Filled into its answer lines, or typed under its questions.
"""

from __future__ import annotations

from jln.mailroom.twin import points
from jln.mailroom.twin.ballot import Ballot
from jln.mailroom.twin.book import Book
from jln.mailroom.twin.form import TEXTS, Field
from jln.mailroom.twin.known import Known
from jln.mailroom.twin.marked import Marks
from jln.mailroom.twin.page import Typed
from jln.mailroom.twin.result import Found, How, Result, Unclear
from jln.mailroom.twin.sheet import Sheet


def read_slots(book: Book, ballot: Ballot, slots: list[Typed]) -> None:
    """What was filled in after `2 =`."""
    for slot in slots:
        sheet = Sheet(slot.text)
        result = book.addressed(slot.question, sheet, 0, len(slot.text))
        if isinstance(result, Found):
            how: How = "sentence" if result.how == "sentence" else "edited"
            result = Found(result.value, result.start, result.end, how)
        ballot.add(slot.question, result)


def read_under(book: Book, known: Known, ballot: Ballot, under: list[Typed]) -> list[str]:
    """What was typed under each question; returns what is left of it."""
    left: list[str] = []
    items: dict[str, points.Pairs] = {}
    for typed in under:
        number = _points_under(typed)
        if number is not None:
            items.setdefault(typed.question.key, []).append((typed.item, number))
            continue
        left.append(_read_one(book, known, ballot, typed))
    for question in book.form.questions:
        if question.key in items:
            ballot.add(question, points.summed(question, items[question.key]))
    return [text for text in left if text]


def _points_under(typed: Typed) -> int | None:
    """A number below an item's line is that item's points."""
    if typed.question.type != "points" or not typed.item:
        return None
    return points.number_under(Sheet(typed.text).tokens)


def _read_one(book: Book, known: Known, ballot: Ballot, typed: Typed) -> str:
    sheet = Sheet(typed.text)
    result = book.addressed(typed.question, sheet, 0, len(typed.text))
    if isinstance(result, Unclear) and _read_marked(book, known, ballot, sheet):
        return sheet.left()
    ballot.add(typed.question, result)
    _use(sheet, result)
    return sheet.left()


def _read_marked(book: Book, known: Known, ballot: Ballot, sheet: Sheet) -> bool:
    """`2 b` typed below question 1 still answers question 2, if that is what every line says."""
    marks = Marks(book, known)
    found: list[tuple[Field, Result]] = []
    for line in sheet.lines:
        mark = marks.of(line)
        if mark is None or mark.question is None or mark.is_bare:
            return False
        result = book.addressed(mark.question, sheet, mark.start, line.end)
        if isinstance(result, Unclear) or mark.question.type in TEXTS:
            return False
        found.append((mark.question, result))
    for question, result in found:
        ballot.add(question, result)
    sheet.take(0, len(sheet.text) if found else 0)
    return bool(found)


def _use(sheet: Sheet, result: Result) -> None:
    if isinstance(result, Found):
        sheet.take(result.start, result.end)
