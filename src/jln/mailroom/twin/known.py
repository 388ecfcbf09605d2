"""The lines of a form as it was sent, in any language.

What is not one of them may be the person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin.form import Field, Form

_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.)]\s+\S")
_ITEM = re.compile(r"\s*([^\W_])\)\s+\S")
_SLOT = re.compile(r"\s*([^=]{1,40}?)\s*=\s*(.*)$")
_NAMED = re.compile(r"\[([^\]]{1,60})\]\s*$")
#: A piece of a broken line this long cannot be somebody's answer.
_PIECE = 20
#: No line of a form is longer.
_LONGEST = 300


class Known:
    """Every line that a form has, by what it is."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.names = _names(form)
        self.labels = [_flat(text) for each in form.fields for text in each.label.values()]
        self.options = {
            _flat(text)
            for each in form.fields
            for option in each.options
            for text in option.label.values()
        }
        self.titles = {_flat(text) for text in form.title.values()}
        self.whole = self._whole()

    def _whole(self) -> str:
        """All texts of the form and around it, for pieces of lines that were broken again."""
        around = [
            text
            for language in ("en", "fr", "es", "pt", "ar")
            for text in lexicon.frame(language).values()
        ]
        texts = [*self.form.title.values(), *self.form.intro.values(), *around]
        return " | ".join([_flat(text) for text in texts] + self.labels + sorted(self.options))

    def slot_of(self, row: str) -> tuple[Field, str] | None:
        """The question of an answer line, and what was filled in."""
        match = _SLOT.match(row)
        if not match:
            return None
        name = fold.flat(match[1])
        if (
            name.isdigit()
            and not self.form.is_single
            and 1 <= int(name) <= len(self.form.questions)
        ):
            return self.form.questions[int(name) - 1], match[2].strip()
        fields = self.names.get(name, [])
        return (fields[0], match[2].strip()) if len(fields) == 1 else None

    def question_of(self, row: str) -> Field | None:
        """The question that this line asks."""
        match = _NUMBERED.match(row)
        if match and not self.form.is_single:
            asked = self.form.questions[: int(match[1])] if int(match[1]) else ()
            return asked[-1] if len(asked) == int(match[1]) > 0 else None
        named = _NAMED.search(row) if len(row) <= _LONGEST else None
        fields = self.names.get(fold.flat(named[1]), []) if named else []
        return fields[0] if len(fields) == 1 else None

    def is_question(self, row: str) -> bool:
        """Whether this is exactly a question's line: its label, then its name in brackets."""
        named = _NAMED.search(row) if len(row) <= _LONGEST else None
        if not named or fold.flat(named[1]) not in self.names:
            return False
        return any(label and label in _flat(row) for label in self.labels)

    def item_of(self, question: Field, row: str) -> str:
        """The option whose line this is, by its letter."""
        match = _ITEM.match(row)
        codes = [code.casefold() for code in self.form.codes(question)]
        code = fold.fold(match[1]) if match else ""
        return question.options[codes.index(code)].key if code in codes else ""

    def is_form(self, row: str) -> bool:
        """Whether this line was in the form when it was sent."""
        flat = _flat(row) if len(row) <= _LONGEST else "-"
        if not flat or row.strip().startswith(("+", "|")) or self._is_slot(row):
            return True
        bare = re.sub(r"^\w{1,2}\s", "", flat) if _ITEM.match(row) or _NUMBERED.match(row) else ""
        if bare in self.options or self.is_question(row) or flat in _YES_NO:
            return True
        return len(flat) >= _PIECE and flat in self.whole

    def _is_slot(self, row: str) -> bool:
        return self.slot_of(row) is not None

    def is_whole(self, rows: Iterable[str]) -> bool:
        """Whether all that looks like this form's lines is of this form, as it is today."""
        looks = [row for row in rows if _ITEM.match(row) or _NAMED.search(row)]
        return bool(looks) and all(self.is_form(row) for row in looks)

    def is_surrounding(self, row: str) -> bool:
        """Whether this is a line around the form: title, introduction, how to answer."""
        flat = _flat(row) if len(row) <= _LONGEST else ""
        return flat in self.titles or (len(flat) >= _PIECE and flat in self.whole)

    def has_title(self, rows: Iterable[str]) -> bool:
        """Whether the form's title stands on a line of its own."""
        return any(
            _flat(row) in self.titles for row in rows if row.strip() and len(row) <= _LONGEST
        )


def _flat(text: str) -> str:
    return fold.flat(fold.clean(text))


_YES_NO = frozenset(
    _flat(f"{frame['yes']} {frame['no']}")
    for frame in map(lexicon.frame, ("en", "fr", "es", "pt", "ar"))
)


def _names(form: Form) -> dict[str, list[Field]]:
    """Names in every language, and keys, with the fields they may mean."""
    found: dict[str, list[Field]] = {}
    for each in form.fields:
        for name in {*each.name.values(), each.key}:
            row = found.setdefault(_flat(name), [])
            if each not in row:
                row.append(each)
    return found
