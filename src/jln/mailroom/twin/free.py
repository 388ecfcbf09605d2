"""The person's own text: lines in the form's order, marked lines, last what has no mark."""

from __future__ import annotations

from jln.mailroom.twin import choice, held, lists, points, single
from jln.mailroom.twin.ballot import Ballot
from jln.mailroom.twin.book import Book, unnumbered
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import TEXTS, Field
from jln.mailroom.twin.known import Known
from jln.mailroom.twin.marked import Mark, Marks
from jln.mailroom.twin.result import Found, How, Result, Unclear
from jln.mailroom.twin.sheet import Line, Sheet, words_of

_CHOICES = ("choice", "yesno", "confirm")
#: A line this long was broken by a program in the middle of a text.
_WRAPPED = 55


def read_free(
    book: Book, known: Known, ballot: Ballot, sheet: Sheet, *, is_greeted: str = ""
) -> None:
    """Read the free text into the ballot.

    What is used is taken from the sheet. `likely` greetings are not trusted.
    """
    if not sheet.lines or _in_order(book, ballot, sheet):
        return
    open_lines = _Marked(book, known, ballot, sheet).read()
    _Unmarked(book, ballot, sheet, trusts_first=is_greeted != "likely").read(open_lines)


def _in_order(book: Book, ballot: Ballot, sheet: Sheet) -> bool:
    """As many lines as questions, none of them a text, each line an answer in its place."""
    questions = book.form.questions
    if (
        book.form.is_single
        or len(sheet.lines) != len(questions)
        or any(each.type in TEXTS for each in questions)
    ):
        return False
    pairs = list(zip(questions, sheet.lines, strict=True))
    results = [
        (each, book.addressed(each, sheet.part(line.start, line.end), line.start, line.end))
        for each, line in pairs
    ]
    if not all(isinstance(result, Found) for _, result in results):
        return False
    for question, result in results:
        if isinstance(result, Found):
            ballot.add(question, Found(result.value, how="order"))
            sheet.take(result.start, result.end)
    return True


class _Marked:
    """One way down the lines; a text answer goes on until the next mark."""

    def __init__(self, book: Book, known: Known, ballot: Ballot, sheet: Sheet) -> None:
        self.book = book
        self.ballot = ballot
        self.sheet = sheet
        self.marks = Marks(book, known)
        self.open: list[Line] = []
        self.waiting: tuple[Field, int, int] | None = None
        self.found = [self.marks.of(line) for line in sheet.lines]

    def read(self) -> list[Line]:
        """The lines that carry no mark and belong to no text."""
        for place, line in enumerate(self.sheet.lines):
            if not self._read_several(line, place):
                self._read_line(line, place)
        self._close()
        return self.open

    def _read_several(self, line: Line, place: int) -> bool:
        pieces = self.marks.several(self.sheet, line)
        if len(pieces) < 2:  # noqa: PLR2004 -- one is no list
            return False
        self._close()
        for question, start, end in pieces:
            self._add(question, start, end, end if end < line.end else self._next_mark(place))
        self.sheet.take(line.start, pieces[-1][1])
        return True

    def _read_line(self, line: Line, place: int) -> None:
        mark = self.found[place]
        if mark is None or (mark.question is None and not self._is_beyond(mark, line)):
            self._continue(line)
        elif mark.question is None:
            self._close()
            self.ballot.add_stray("no_such_question")
        else:
            self._close()
            self._begin(mark.question, mark, line, place)

    def _is_beyond(self, mark: Mark, line: Line) -> bool:
        """Whether a number past the last question is meant as one, or begins prose."""
        rest = [token for token in line.tokens if token.start >= mark.start]
        is_answer = mark.is_bare or self.book.names_an_option(rest)
        return is_answer or (mark.is_strong and self.waiting is None)

    def _begin(self, question: Field, mark: Mark, line: Line, place: int) -> None:
        if question.type == "file":
            return
        if mark.is_bare and not (mark.is_strong and self._has_text_below(place)):
            if question.required or not mark.is_strong:
                self.ballot.add(question, Unclear("no_answer"))
            else:  # `3 =` of an optional question: none
                self.sheet.take(line.start, line.end)
        elif question.type in TEXTS or mark.is_bare:
            self.waiting = (question, mark.start, line.end)
            self.sheet.take(line.start, mark.start)
        else:
            self.sheet.take(line.start, mark.start)
            self._add(question, mark.start, line.end, self._next_mark(place))
            self._expect_text(question, mark, line)

    def _has_text_below(self, place: int) -> bool:
        """`1.` on a line of its own, and the answer on the next."""
        below = self.found[place + 1 : place + 2]
        return bool(below) and below[0] is None

    def _expect_text(self, question: Field, mark: Mark, line: Line) -> None:
        """A reason that is needed, or was broken by a program, may stand on the next line."""
        said = self.ballot.said.get(question.key, [])
        last = said[-1] if said else None
        if (
            not question.with_text
            or not isinstance(last, Found)
            or not isinstance(last.value, dict)
        ):
            return
        needed = last.value["option"] in question.text_required_for and not last.value["text"]
        ended = line.tokens[-1].text in ".!?؟"
        if needed or (last.value["text"] and not ended and line.end - line.start >= _WRAPPED):
            said.pop()
            self.waiting = (question, mark.start, line.end)

    def _continue(self, line: Line) -> None:
        if self.waiting is None:
            self.open.append(line)
            return
        question, start, _ = self.waiting
        self.waiting = (question, start, line.end)

    def _close(self) -> None:
        if self.waiting is not None:
            question, start, end = self.waiting
            self.waiting = None
            self._add(question, start, end, end)

    def _next_mark(self, place: int) -> int:
        """Where the next marked line begins: a sentence may go on till there, no further."""
        lines = self.sheet.lines
        below = (lines[each].start for each in range(place + 1, len(lines)) if self.found[each])
        return next(below, len(self.sheet.text))

    def _add(self, question: Field, start: int, end: int, limit: int) -> None:
        result = self.book.addressed(question, self.sheet.part(start, limit), start, end)
        self.ballot.add(question, result)
        if isinstance(result, Found):
            self.sheet.take(start, result.end)


class _Unmarked:
    """What has no mark answers the main question, if it is an answer at all."""

    def __init__(self, book: Book, ballot: Ballot, sheet: Sheet, *, trusts_first: bool) -> None:
        self.book = book
        self.ballot = ballot
        self.sheet = sheet
        self.trusts_first = trusts_first

    def read(self, lines: list[Line]) -> None:
        """By the type of the main question.

        Without one, a bare answer belongs nowhere for certain.
        """
        main = self.book.form.main
        if main is None:
            if any(self.book.names_an_option(line.tokens) for line in lines):
                self.ballot.add_stray("which_question")
        elif main.type in TEXTS:
            self._text(main, lines)
        elif main.type in _CHOICES:
            self._choice(main, lines)
        elif main.type in ("number", "date"):
            self._value(main, lines)
        else:
            self._list(main, lines)

    def _text(self, main: Field, lines: list[Line]) -> None:
        """All that is left is the text; a list of other answers may stand before it."""
        if not lines or main.key in self.ballot.said:
            return
        rows = [self.sheet.text[line.start : line.end] for line in lines]
        said = unnumbered(self.book.form, "\n".join(rows))
        how: How = "exact" if self.book.form.only else "unmarked"
        self.ballot.add(main, Found(" ".join(said.split()), how=how))
        for line in lines:
            self.sheet.take(line.start, line.end)

    def _value(self, main: Field, lines: list[Line]) -> None:
        for line in lines:
            result = self.book.addressed(main, self.sheet, line.start, line.end)
            if isinstance(result, Found) or (line is lines[0] and _has_number(line)):
                self._use(main, result)

    def _use(self, main: Field, result: Result) -> None:
        self.ballot.add(main, result)
        if isinstance(result, Found):
            self.sheet.take(result.start, result.end)

    def _choice(self, main: Field, lines: list[Line]) -> None:
        words = self.book.words(main)
        used: set[int] = set()
        for line in lines:
            is_first = line is self.sheet.lines[0]
            result = (
                self._first(main, line)
                if is_first
                else choice.alone(self.sheet, line.tokens, words)
            )
            if result is not None:
                used |= {token.start for token in self._sentence_of(line.tokens[0])}
                self._use(main, self._with_list(line, lines, result))
                # A sign or a bullet before the answer is nobody's text.
                self.sheet.take(line.start, line.tokens[0].start)
        for sentence in self._open_sentences(lines):
            self._sentence(main, sentence, used)

    def _first(self, main: Field, line: Line) -> Result:
        words = self.book.words(main)
        if main.passes_on and self.trusts_first:
            result = self.book.addressed(main, self.sheet, line.start, line.end)
            return None if result == Unclear("not_understood") else result
        if self.trusts_first or single.bare(line.tokens, words) is not None:
            return choice.read(self.sheet, line.tokens, words)
        return held.hedged(line.tokens, words)

    def _with_list(self, line: Line, lines: list[Line], result: Result) -> Result:
        """`1. The map ...` above `2. The table ...` is a list of remarks, whatever its numbers."""
        if not isinstance(result, Found) or line.tokens[0].kind != "number":
            return result
        others = [
            each
            for each in lines
            if each is not line and _is_item(each) and each.words[0].text != line.words[0].text
        ]
        return Unclear("contradiction") if others and _is_item(line) else result

    def _sentence_of(self, token: Token) -> list[Token]:
        return next((each for each in self.sheet.all_sentences if token in each), [token])

    def _open_sentences(self, lines: list[Line]) -> list[list[Token]]:
        """The sentences that stand on open lines, whole."""
        starts = {token.start for line in lines for token in line.tokens}
        return [each for each in self.sheet.all_sentences if each[0].start in starts]

    def _sentence(self, main: Field, sentence: list[Token], used: set[int]) -> None:
        if any(token.start in used for token in sentence):
            return
        words = self.book.words(main)
        result = choice.in_sentence(sentence, words)
        if result is None:
            back = held.hedged(sentence, words)
            result = back if isinstance(back, Unclear) else None
        self._use(main, result)

    def _list(self, main: Field, lines: list[Line]) -> None:
        """The first lines as far as they go; a later line only if it is nothing but an answer."""
        place = 0
        while place < len(lines):
            rest = lines[place:]
            is_first = rest[0] is self.sheet.lines[0]
            result = (
                self.book.leading(main, self.sheet, rest) if is_first else self._strict(main, rest)
            )
            if result is not None:
                self._use(main, result)
            end = result.end if isinstance(result, Found) else rest[0].end
            place += max(1, sum(1 for line in rest if line.start < end))

    def _strict(self, main: Field, rest: list[Line]) -> Result:
        words = self.book.words(main)
        read = points.read if main.type == "points" else lists.read
        result = read(main, rest[0].tokens, words)
        if result is None or (isinstance(result, Unclear) and main.type != "points"):
            return None
        return self.book.leading(main, self.sheet, rest)


def _is_item(line: Line) -> bool:
    """A number, a mark, and more than a word or two."""
    tokens = line.tokens
    return len(line.words) > 3 and tokens[0].kind == "number" and tokens[1].text in ".)"  # noqa: PLR2004 -- prose


def _has_number(line: Line) -> bool:
    return any(token.kind == "number" for token in words_of(line.tokens))
