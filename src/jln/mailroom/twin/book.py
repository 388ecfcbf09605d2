"""The questions of one form with their words: what a text addressed to a question answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jln.mailroom.twin import choice, dates, fold, held, lists, numbers, points, single, vocabulary
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import TEXTS, Field, Form
from jln.mailroom.twin.result import Found, Result, Unclear
from jln.mailroom.twin.sheet import Line, Sheet, words_of
from jln.mailroom.twin.vocabulary import Vocabulary

_CHOICES = ("choice", "yesno", "confirm")
#: Longer lines are no bare answers.
_SHORT = 150
_LISTS = ("choices", "rank", "pick")
# Before words only: "1: 10" is an answer that begins with a number of its own.
_ONE = re.compile(r"\s*1\s*(?:=\s*|[.):]\s+)(?=[^\W\d_])")
_TWO = re.compile(r"^\s*2\s*[=.):]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What one question was told, and up to where the text was used."""

    question: Field
    result: Result


class Book:
    """A form, ready to be read against."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._vocabularies: dict[str, Vocabulary] = {}

    def words(self, question: Field) -> Vocabulary:
        """The vocabulary of a question, made when it is first needed."""
        if question.key not in self._vocabularies:
            self._vocabularies[question.key] = vocabulary.of(self.form, question)
        return self._vocabularies[question.key]

    def addressed(self, question: Field, sheet: Sheet, start: int, end: int) -> Result:
        """What a text that belongs to this question answers.

        Always something, if only that it is not clear.
        """
        result = self._addressed(question, sheet, start, end)
        if isinstance(result, Unclear):
            return replace(result, said=fold.collapse(sheet.text[start:end]))
        return result

    def _addressed(self, question: Field, sheet: Sheet, start: int, end: int) -> Result:
        lines = [line for line in sheet.lines if start <= line.end and line.start < end]
        tokens = sheet.between(start, end)
        if not words_of(tokens):
            return (
                Unclear("no_answer")
                if not sheet.text[start:end].strip()
                else Unclear("not_understood")
            )
        if question.type in TEXTS:
            return self._text(question, sheet, start, end)
        if question.type in _CHOICES:
            return self._choice(question, sheet, tokens, lines)
        return self._other(question, sheet, tokens, lines)

    def _text(self, question: Field, sheet: Sheet, start: int, end: int) -> Result:
        text = fold.collapse(unnumbered(self.form, sheet.text[start:end]))
        if question.max_chars is not None and len(text) > question.max_chars:
            return Unclear("out_of_range")
        if self._is_stray_code(text):
            return Unclear("not_understood")
        return Found(text, start, end)

    def _is_stray_code(self, text: str) -> bool:
        """`2. B` below `1. D` numbers a ranking; it names nobody else."""
        main = self.form.main
        codes = self.form.codes(main) if main and main.type in ("rank", "points") else ()
        return fold.flat(text).upper() in codes

    def _choice(
        self, question: Field, sheet: Sheet, tokens: list[Token], lines: list[Line]
    ) -> Result:
        words = self.words(question)
        here = _first_line(tokens, lines)
        result = choice.read(sheet, here, words, with_text=question.with_text)
        if result is None:
            result = self._phrase(sheet, tokens, words)
        if isinstance(result, Found) and question.with_text:
            text = fold.collapse(sheet.text[result.end : tokens[-1].end]).strip(" ,;:-–—،")
            return Found(
                {"option": result.value, "text": text}, result.start, tokens[-1].end, result.how
            )
        return result or Unclear("not_understood")

    def _phrase(self, sheet: Sheet, tokens: list[Token], words: Vocabulary) -> Result:
        for sentence in sheet.sentences(tokens[0].start, tokens[-1].end):
            result = choice.in_sentence(sentence, words)
            if result is not None:
                return result
        return None

    def _other(
        self, question: Field, sheet: Sheet, tokens: list[Token], lines: list[Line]
    ) -> Result:
        whole = self._closed(question, sheet, tokens, lines)
        if isinstance(whole, Found) or len(lines) < 2:  # noqa: PLR2004 -- a first line and more
            return whole
        first = _first_line(tokens, lines)
        alone = self._closed(question, sheet, first, lines[:1])
        return alone if isinstance(alone, Found) else whole

    def _closed(
        self, question: Field, sheet: Sheet, tokens: list[Token], lines: list[Line]
    ) -> Result:
        text = sheet.text[tokens[0].start : tokens[-1].end]
        if question.type == "number":
            return numbers.read(question, text, tokens)
        if question.type == "date":
            return dates.read(question, text, tokens)
        part = [
            Line(max(line.start, tokens[0].start), line.end, _inside(line.tokens, tokens))
            for line in lines
        ]
        return self.leading(
            question, sheet, [line for line in part if line.tokens]
        ) or self._strange(question)

    def leading(self, question: Field, sheet: Sheet, lines: list[Line]) -> Result:
        """The first of these lines, as far as they are one answer of a list."""
        words = self.words(question)
        if question.type == "points":
            return points.leading(question, sheet, lines, words)
        return lists.leading(question, sheet, lines, words)

    def _strange(self, question: Field) -> Unclear:
        named = question.type == "pick" or question.kind in ("person", "institution")
        return Unclear("not_on_list" if named else "not_understood")

    def is_answer(self, row: str) -> bool:
        """Whether a short line answers, or holds an answer back: then it greets nobody."""
        if len(row) > _SHORT:
            return False
        tokens = fold.tokens(row)
        if self.names_an_option(tokens):
            return True
        words = [self.words(each) for each in self.form.questions if each.type in _CHOICES]
        return any(held.hedged(tokens, each) is not None for each in words)

    def names_an_option(self, tokens: list[Token]) -> bool:
        """Whether these words are nothing but an option of some question."""
        listed = (each for each in self.form.questions if each.type in (*_CHOICES, *_LISTS))
        return any(single.bare(tokens, self.words(each)) is not None for each in listed)


def unnumbered(form: Form, text: str) -> str:
    """The text without a number that its only question does not have; a list keeps its own."""
    mark = _ONE.match(text) if form.is_single else None
    return text[mark.end() :] if mark and not _TWO.search(text) else text


def _first_line(tokens: list[Token], lines: list[Line]) -> list[Token]:
    first = next((line for line in lines if _inside(line.tokens, tokens)), None)
    return _inside(first.tokens, tokens) if first else tokens


def _inside(some: list[Token], tokens: list[Token]) -> list[Token]:
    return [token for token in some if tokens[0].start <= token.start < tokens[-1].end]
