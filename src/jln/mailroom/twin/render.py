"""A form as plain text: numbered questions between two lines of stars, in the reader's language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from jln.mailroom.twin import lexicon
from jln.mailroom.twin.form import LISTED, Field, Form, Text

_WIDTH = 72
_STARS = "***"
_HANG = "   "
_OPTION_HANG = "      "
#: A letter with its headers weighs about so much; said so that nobody fears to open it.
_KILOBYTES = 3


def render(form: Form, language: str, *, why: str = "", size: int = _KILOBYTES) -> str:
    """The whole text part; `why` says why this reader gets it, if not for a seat in the network."""
    return "\n".join(
        [
            *_wrapped(_in(form.title, language)),
            *_introduced(form, language),
            "",
            _STARS,
            *between(form, language),
            _STARS,
            *_footer(form, language, why, size),
            "",
        ]
    )


def between(form: Form, language: str) -> Iterator[str]:
    """The lines between the stars; only these are read back."""
    for number, question in enumerate(form.questions, 1):
        if form.asked and question.key not in form.asked:
            continue
        yield from _question(form, question, language, number)
        yield ""
    for each in form.fields:
        if not each.is_numbered and not form.asked:
            yield from _wrapped(f"+ {_in(each.label, language)}")


def _introduced(form: Form, language: str) -> list[str]:
    intro = _in(form.intro, language)
    if not intro:
        return []
    said = [[line] if line.startswith("|") else _wrapped(line) for line in intro.split("\n")]
    return ["", *(piece for lines in said for piece in lines)]


def _question(form: Form, question: Field, language: str, number: int) -> Iterator[str]:
    name = _in(question.name, language)
    asked = f"{_in(question.label, language)} [{name}]"
    yield from _wrapped(asked if form.is_single else f"{number}. {asked}")
    for code, option in zip(form.codes(question), question.options, strict=False):
        yield from _wrapped(f"{code}) {_in(option.label, language)}", _HANG, _OPTION_HANG)
    if question.type in ("yesno", "confirm"):
        frame = lexicon.frame(language)
        yield f"{_HANG}{frame['yes']} / {frame['no']}"
    yield f"{_HANG}{name if form.is_single else number} ="


def how(form: Form, language: str) -> str:
    """How to answer: by number, or of an only question without any the answer alone."""
    only = form.only
    has_numbers = only is None or not form.is_single or only.type in LISTED
    return lexicon.frame(language)["how" if has_numbers else "how_one"]


def _footer(form: Form, language: str, why: str, size: int) -> list[str]:
    frame = lexicon.frame(language)
    reasons = [why or frame["why"], frame["stop"], frame["size"] % {"size": size}]
    return [*_wrapped(how(form, language)), *_wrapped(" ".join(reasons))]


def _in(text: Text, language: str) -> str:
    """The text in this language, or in the first that it has."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")


def _wrapped(text: str, first: str = "", rest: str = _HANG) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
