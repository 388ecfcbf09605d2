"""Lines that say which question they answer: `1. yes`, `2c`, `vote: for`, several on one line."""

from __future__ import annotations

from dataclasses import dataclass

from jln.mailroom.twin import lexicon, single
from jln.mailroom.twin.book import Book
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import TEXTS, Field
from jln.mailroom.twin.known import Known
from jln.mailroom.twin.result import Found
from jln.mailroom.twin.sheet import Line, Sheet, words_of

Pieces = list[tuple[Field, int, int]]
_MARKS = frozenset(".):=-–—]/،؛")
_OPENING = frozenset('([#*•-–·"“«>')
#: Questions are few; higher numbers at the start of a line count something else.
_MOST = 20
#: A line of more words is a text; and however it is made, it is cut up only so often.
_MOST_TOKENS = 120
_MOST_TRIES = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of an answer.

    Its question (None beyond the last), where its text starts, how sure the mark is.
    """

    question: Field | None
    start: int
    is_bare: bool = False
    is_strong: bool = True


class Marks:
    """Finds marks in the lines of one form's replies."""

    def __init__(self, book: Book, known: Known) -> None:
        self.book = book
        self.form = book.form
        self.known = known
        self.tries = 0

    def of(self, line: Line) -> Mark | None:
        """The mark that begins this line."""
        tokens = list(line.tokens)
        while len(tokens) > 1 and tokens[0].text in _OPENING:
            tokens = tokens[1:]
        return self._named(tokens) or (
            None if self.form.is_single else self._numbered(tokens, line)
        )

    def _named(self, tokens: list[Token]) -> Mark | None:
        """A field's name or key, then `:` or `=`."""
        colon = next((place for place, token in enumerate(tokens[:8]) if token.text in ":=："), 0)
        if not colon:
            return None
        name = " ".join(token.text for token in words_of(tokens[:colon]))
        fields = self.known.names.get(name, [])
        if len(fields) != 1:
            return None
        rest = tokens[colon + 1 :]
        return Mark(fields[0], rest[0].start if rest else tokens[colon].end, is_bare=not rest)

    def _numbered(self, tokens: list[Token], line: Line) -> Mark | None:
        """A question's number and a mark, a space or directly a letter."""
        asked = lexicon.find(words_of(tokens), 0, lexicon.patterns("question_word"))
        place = asked if asked and asked < len(tokens) and tokens[asked].kind == "number" else 0
        token = tokens[place]
        if token.kind != "number" or len(token.text) > 2 or not 1 <= int(token.text) <= _MOST:  # noqa: PLR2004 -- two digits
            return None
        rest = tokens[place + 1 :]
        if self._only_numbers(line):
            return None
        return self._mark(int(token.text), token, rest)

    def _only_numbers(self, line: Line) -> bool:
        """Several numbers and nothing else go to a main `rank` or `points`."""
        main = self.form.main
        numbers = line.words
        is_list = main is not None and main.type in ("rank", "points")
        return is_list and len(numbers) > 1 and all(token.kind == "number" for token in numbers)

    def _mark(self, number: int, token: Token, rest: list[Token]) -> Mark | None:
        questions = self.form.questions
        question = questions[number - 1] if number <= len(questions) else None
        marks = _marks_before(rest)
        following = rest[marks] if marks < len(rest) else None
        if following is None:
            return Mark(question, rest[-1].end if rest else token.end, True, marks > 0)  # noqa: FBT003 -- bare
        if marks and following.kind == "number" and following.glued and rest[marks - 1].glued:
            valued = question is not None and question.type in ("number", "date")
            if not (valued and rest[marks - 1].text in ":=)"):
                return None
        if not marks and following.kind == "mark" and following.text not in "\"“«'(*":
            return None
        return Mark(question, following.start, is_strong=marks > 0)

    def several(self, sheet: Sheet, line: Line) -> Pieces:
        """The pieces of `1 yes 2 no`, if every piece is valid; else nothing."""
        first = self.of(line)
        if self.form.is_single or first is None or first.question is None or first.is_bare:
            return []
        if len(line.tokens) > _MOST_TOKENS:
            return []
        self.tries = _MOST_TRIES
        return self._pieces(sheet, line, first.question, first.start, {first.question.key}) or []

    def _pieces(
        self, sheet: Sheet, line: Line, question: Field, start: int, used: set[str]
    ) -> Pieces | None:
        """The shortest piece that is valid, then the same from the next number on."""
        for cut in [token for token in line.tokens if token.start > start]:
            rest = self._piece_and_rest(sheet, line, question, start, used, cut)
            if rest is not None:
                return rest
        return [(question, start, line.end)] if _has_words(sheet, start, line.end) else None

    def _piece_and_rest(
        self, sheet: Sheet, line: Line, question: Field, start: int, used: set[str], cut: Token
    ) -> Pieces | None:
        """The piece up to this token, if another answer begins there and both are valid."""
        mark = self._at(line, cut)
        self.tries -= mark is not None
        if (
            self.tries < 0
            or mark is None
            or mark.question is None
            or mark.is_bare
            or mark.question.key in used
        ):
            return None
        end = _before(line, cut.start)
        if not self._is_valid(question, sheet, start, end):
            return None
        rest = self._pieces(sheet, line, mark.question, mark.start, used | {mark.question.key})
        if rest is None or (
            question.type in TEXTS and not self._may_cut(sheet, mark, question, rest)
        ):
            return None
        return [(question, start, end), *rest]

    def _may_cut(self, sheet: Sheet, mark: Mark, question: Field, rest: Pieces) -> bool:
        """Whether a number ends a text: the next question's does, if all behind it is valid."""
        order = [each.key for each in self.form.questions]
        follows = order.index(rest[0][0].key) == order.index(question.key) + 1
        whole = all(
            isinstance(self.book.addressed(each, sheet.part(start, end), start, end), Found)
            for each, start, end in rest
        )
        return follows and whole and (mark.is_strong or len(rest) > 1)

    def _at(self, line: Line, cut: Token) -> Mark | None:
        rest = [token for token in line.tokens if token.start >= cut.start]
        if cut.kind == "mark":
            return None
        return self._named(rest) or self._numbered(rest, Line(cut.start, line.end, rest))

    def _is_valid(self, question: Field, sheet: Sheet, start: int, end: int) -> bool:
        """A piece inside a line is only the answer, with nothing behind it."""
        tokens = sheet.between(start, end)
        if not words_of(tokens):
            return False
        if question.type in ("choice", "yesno", "confirm"):
            return single.bare(tokens, self.book.words(question)) is not None
        return isinstance(self.book.addressed(question, sheet.part(start, end), start, end), Found)


def _marks_before(rest: list[Token]) -> int:
    """How many marks follow the number; a sign before another number is none of them."""
    marks = 0
    while marks < min(2, len(rest)) and rest[marks].text in _MARKS:
        following = rest[marks + 1] if marks + 1 < len(rest) else None
        if marks and following is not None and following.kind == "number" and following.glued:
            break
        marks += 1
    return marks


def _has_words(sheet: Sheet, start: int, end: int) -> bool:
    """The last piece may have text behind it, or be held back."""
    return bool(words_of(sheet.between(start, end)))


def _before(line: Line, end: int) -> int:
    """The end of a piece, without the comma or the "and" before the next number."""
    tokens = [token for token in line.tokens if token.end <= end]
    while tokens and (
        tokens[-1].text in ",;/|،؛" or lexicon.find(tokens[-1:], 0, lexicon.patterns("and"))
    ):
        is_letter = len(tokens[-1].text) == 1 and tokens[-1].kind == "word"
        if is_letter and (len(tokens) < 2 or tokens[-2].kind != "mark"):  # noqa: PLR2004 -- "2 e 3 b": the letter is the answer
            break
        tokens.pop()
    return tokens[-1].end if tokens else end
