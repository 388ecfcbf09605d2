"""Questions repeated in words: `Where is it used? Two regions.` is marked as if by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jln.mailroom.twin.form import Field, Form

_ASKED = re.compile(r"[^?؟]*[?؟]")
_OWN_NUMBER = re.compile(r"(?:^|\n)[ \t]*(\d{1,2})[ \t]*[.):=-]?[ \t]*$")
#: A shorter question could be somebody's own.
_SHORTEST = 8
_MOST_OF_A_NAME = 40


def numbered(form: Form, text: str) -> str:
    """The text with each question that it repeats replaced by the question's number.

    Beside such a question, a name with a colon begins an answer inside a line, too.
    """
    if form.is_single or not any(mark in text for mark in "?؟"):
        return text
    is_any = False
    for number, question in enumerate(form.questions, 1):
        for label, help_text in _labels(question):
            text, is_here = _marked(text, label, help_text, number)
            is_any = is_any or is_here
    return _named(form, text) if is_any else text


def _labels(question: Field) -> Iterator[tuple[str, str]]:
    """The question as it is asked in each language, and what stands behind it in the form."""
    for label in dict.fromkeys(question.label.values()):
        asked = _ASKED.match(label)
        if asked and len(asked[0]) >= _SHORTEST:
            yield asked[0], label[asked.end() :].strip()


def _marked(text: str, label: str, help_text: str, number: int) -> tuple[str, bool]:
    words = r"\s+".join(re.escape(word) for word in label[:-1].split())
    pattern = re.compile(rf"{words}\s*[?؟]+[ \t]*", re.IGNORECASE)
    found = pattern.search(text)
    if found is None or not text[found.end() :].strip():
        return text, False
    before, after = text[: found.start()], text[found.end() :]
    if help_text and after.startswith(help_text[:10]):  # a line of the form itself
        return text, False
    own = _OWN_NUMBER.search(before)
    if own:
        return (f"{before}{after}", True) if int(own[1]) == number else (text, False)
    gap = _gap(before)
    return (text, False) if gap is None else (f"{before.rstrip(' ')}{gap}{number}. {after}", True)


def _gap(before: str) -> str | None:
    """What has to stand before the number; None inside a sentence."""
    kept = before.rstrip(" \t\"“«'-–—*•")
    if not kept or kept.endswith("\n"):
        return ""
    return "\n" if kept[-1] in ".!?؟;:,،" else None


def _named(form: Form, text: str) -> str:
    names = {name for each in form.questions for name in (*each.name.values(), each.key)}
    known = "|".join(re.escape(name) for name in sorted(names) if len(name) < _MOST_OF_A_NAME)
    pattern = re.compile(rf"(?<=[.!?؟;,،])[ \t]+(?=(?:{known})[ \t]*[:=])", re.IGNORECASE)
    return pattern.sub("\n", text)
