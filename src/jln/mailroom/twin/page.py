"""A reply taken apart: the person's own text, filled answer lines, text under questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jln.mailroom.twin import letter, quotes
from jln.mailroom.twin.form import Field, Form
from jln.mailroom.twin.known import Known
from jln.mailroom.twin.source import Message, Row

_PLUS = re.compile(r"\s*\+\s+\S")
#: The form stands far above this; a thread may go on for ever.
_MOST_ROWS = 1_500
_MEMBER = re.compile(r"\s*\|")


@dataclass(frozen=True, slots=True)
class Typed:
    """Text that belongs to one question because of where it was typed.

    `item` is the option's line above it.
    """

    question: Field
    text: str
    item: str = ""


@dataclass
class Page:
    """`free` is the new text outside the form, `new` all of it, as it reaches a person."""

    free: str = ""
    new: str = ""
    greeting: str = ""
    slots: list[Typed] = field(default_factory=list)
    under: list[Typed] = field(default_factory=list)


def split(form: Form, known: Known, message: Message, is_answer: letter.IsAnswer) -> Page:
    """The page of this reply; `is_answer` tells a short answer from a greeting or a name."""
    return _Splitter(form, known, message, is_answer).page()


class _Splitter:
    def __init__(
        self, form: Form, known: Known, message: Message, is_answer: letter.IsAnswer
    ) -> None:
        self.is_answer = is_answer
        self.form = form
        self.sender = message.sender
        self.known = known
        self.written = message.rows[:_MOST_ROWS]
        self.rows = quotes.leveled(self.written)
        self.slots: list[Typed] = []
        self.under: list[Typed] = []
        self.runs: list[list[str]] = []
        self.fresh: list[str] = []

    def page(self) -> Page:
        """Each row goes to the free text, to a question, or nowhere."""
        start, end, level = self._frame()
        if start < 0:
            self._without_stars()
        else:
            self._free(self.rows[:start], before=True)
            self._inside(self.rows[start + 1 : end], level, start)
            self._free(self.rows[end + 1 :], before=False)
        return self._assembled()

    def _frame(self) -> tuple[int, int, int]:
        """The two lines of stars at the first level that has them, and that level."""
        stars = [
            place
            for place, row in enumerate(self.rows)
            if row.level <= 1 and quotes.is_stars(row.text)
        ]
        for level in (1, 0):
            here = [place for place in stars if self.rows[place].level == level]
            if here:
                end = here[1] if len(here) > 1 else len(self.rows)
                return here[0], end, level
        return -1, -1, 0

    def _free(self, rows: Sequence[Row], *, before: bool) -> None:
        """New rows outside the stars.

        Of a form copied without marks, its own lines are nobody's.
        """
        run: list[str] = []
        for row in rows:
            if before and not row.level and self.known.has_title([row.text]):
                break
            if row.level > 0:
                self._close(run)
                run = []
            elif not self.known.is_surrounding(row.text):
                run.append(row.text)
        if not before and self._is_unmarked():
            run = []
        self._close(run)

    def _is_unmarked(self) -> bool:
        """A whole message quoted without any mark: what stands below its form is its own footer."""
        return not any(row.level for row in self.rows) and self.known.has_title(
            row.text for row in self.rows
        )

    def _close(self, run: list[str]) -> None:
        kept = letter.body(self._without_copy(run), self.sender, self.is_answer)
        if any(row.strip() for row in kept):
            self.runs.append(kept)

    def is_bare(self, start: int) -> bool:
        """Whether the quote around these stars carries no marks.

        Headers are looked for in all rows.
        """
        stars = [place for place, row in enumerate(self.written) if quotes.is_stars(row.text)]
        nth = sum(1 for row in self.rows[:start] if quotes.is_stars(row.text))
        return nth < len(stars) and quotes.is_bare(self.written, stars[nth])

    def _inside(self, rows: Sequence[Row], level: int, start: int) -> None:
        """Between the stars: the form's lines, what was filled in, what was typed below."""
        whole = self.known.is_whole(row.text for row in rows if row.level == level)
        foreign = whole and (level == 0 or self.is_bare(start))
        walk = _Walk(self)
        for row in rows:
            if row.level > level or _MEMBER.match(row.text):
                continue
            is_new = row.level < level or (foreign and not self.known.is_form(row.text))
            walk.new(row.text) if is_new and row.text.strip() else walk.quoted(
                row.text, is_new=is_new
            )
        walk.end()

    def _without_stars(self) -> None:
        """Quotes whose stars were lost: answer lines count only below a question of this form."""
        walk = _Walk(self)
        run: list[str] = []
        seen = False
        for row in self.rows:
            if row.level == 1:
                seen = seen or self.known.question_of(row.text) is not None
                if seen:
                    walk.slot(row.text)
                self._close(run)
                run = []
            elif row.level == 0:
                run.append(row.text)
        self._close(run)
        walk.end()

    def _without_copy(self, run: list[str]) -> list[str]:
        """The form's own lines, copied into new text, say nothing.

        What was filled in stays as a marked line.
        """
        if not any(self.known.is_question(row) for row in run):
            return run
        return [row for row in run if self._is_filled(row) or not self.known.is_form(row)]

    def _is_filled(self, row: str) -> bool:
        slot = self.known.slot_of(row)
        return slot is not None and bool(slot[1])

    def _after_greeting(self, row: str) -> tuple[str, str]:
        """The first row without a greeting, and how sure it is that there was one."""
        said = row[letter.inline_greeting(row) :]
        if self.is_answer(said) or not said.strip():
            return said, ""
        sure = letter.greeting(said)
        return ("", sure) if sure else (said, "")

    def _assembled(self) -> Page:
        rows: list[str] = []
        for run in self.runs:
            rows += [*([""] if rows else []), *run]
        page = Page(slots=self.slots, under=self.under)
        page.new = "\n".join([*rows, *self.fresh])
        first = next((place for place, row in enumerate(rows) if row.strip()), len(rows))
        for row in rows[first : first + 1]:
            said, page.greeting = self._after_greeting(row)
            rows = [said, *rows[first + 1 :]]
        page.free = "\n".join(rows).strip("\n")
        return page


class _Walk:
    """The way down a form: which question, which item stands above."""

    def __init__(self, splitter: _Splitter) -> None:
        self.splitter = splitter
        self.question: Field | None = splitter.form.only
        self.item = ""
        self.is_below = False
        self.waiting: list[str] = []
        self.filling: list[str] | None = None

    def new(self, text: str) -> None:
        """The person typed this here."""
        self._fill()
        self.waiting.append(text)

    def quoted(self, text: str, *, is_new: bool) -> None:
        """A line of the form: it closes what was typed above it."""
        if is_new:
            if self.waiting:
                self.waiting.append("")
            return
        if not text.strip():
            self._fill()
            return
        self._flush()
        if not self.slot(text):
            self._move(text)

    def slot(self, text: str) -> bool:
        """An answer line, filled in or empty."""
        self._fill()
        found = self.splitter.known.slot_of(text)
        if found is None:
            return False
        question, answer = found
        self.question, self.item = question, ""
        if answer:
            self.filling = [answer]
        return True

    def _move(self, text: str) -> None:
        known = self.splitter.known
        if _PLUS.match(text):
            self.is_below, self.item = True, ""
            return
        question = known.question_of(text)
        if question is not None:
            self.question, self.item = question, ""
        elif self.question is not None:
            self.item = known.item_of(self.question, text) or self.item

    def _fill(self) -> None:
        if self.filling and self.question is not None:
            self.splitter.slots.append(Typed(self.question, " ".join(self.filling)))
        self.filling = None

    def _flush(self) -> None:
        rows, self.waiting = self.waiting, []
        kept = letter.body(rows, self.splitter.sender, self.splitter.is_answer)
        text = "\n".join(kept).strip("\n")
        if not text.strip():
            return
        if self.question is None or self.is_below:
            self.splitter.runs.append(kept)
        else:
            self.splitter.under.append(Typed(self.question, text, self.item))
            self.splitter.fresh.append(text)

    def end(self) -> None:
        """The stars close."""
        self._fill()
        self._flush()
