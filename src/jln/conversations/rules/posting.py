"""What may be written, thanked for, hidden and taken back; a question's title. Pure.

A post can be taken back for two minutes, as the page says beside it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

UNDO_FOR = timedelta(minutes=2)
"""A post can be taken back so long; its letters wait as long."""
LONGEST_TITLE = 200
LONGEST_POST = 60_000
LONGEST_WORDS = 300
SOMEONE_ELSES = _("This form was sent before by somebody else. Open the page again.")

_SENTENCE = re.compile(r"(?<=[.?!؟。？])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_TITLE = 140
_LOOKED_AT = 4_000  # letters of a text in which its question is looked for
_BROKEN = 55  # a line as long as this was broken by a program; mail breaks at 60 to 78
_FEWEST_WORDS = 4


def may_post(text: str, *, is_open: bool) -> Verdict:
    """May this be written here?"""
    return (
        unless(is_open, "topic_closed", _("This conversation is closed. Start a new question."))
        & unless(bool(text.strip()), "nothing_written", _("Write your answer first."))
        & unless(
            len(text) <= LONGEST_POST,
            "too_long",
            _("This is longer than a post can be. Send it in two parts."),
        )
    )


def may_thank(*, is_own: bool, has_author: bool) -> Verdict:
    """May one thank for this post?"""
    return unless(not is_own, "own_post", _("This is your own post.")) & unless(
        has_author, "no_author", _("The person who wrote this is no longer in the network.")
    )


def may_hide(because: str) -> Verdict:
    """May staff hide something for this reason? Readers see it."""
    return unless(bool(because), "no_reason", _("Say why. Readers see the reason."))


def may_undo(*, is_own: bool, posted_at: datetime, answered: bool, at: datetime) -> Verdict:
    """May the author still take a post back?"""
    return (
        unless(is_own, "not_yours", _("Only the person who wrote a post can take it back."))
        & unless(
            at - posted_at <= UNDO_FOR,
            "too_late",
            _("A post can be taken back for two minutes. Write another one to correct it."),
        )
        & unless(
            not answered, "answered", _("Somebody has answered already, so the question stays.")
        )
    )


def title_from(text: str) -> str:
    """A question's title when none was given: the sentence that asks, else the first one."""
    sentences = _sentences(text)
    asking = next((_question(one) for one in sentences if _asks(one)), "")
    said = [one for one in sentences if not _greets(one)] or sentences
    return _cut(asking or next(iter(said), ""))


def first_sentences(text: str, most: int, *, but: str = "") -> str:
    """What a text says first, in whole sentences of so many letters together; one at least."""
    said = ""
    for sentence in _sentences(text):
        if _greets(sentence) or sentence == but:
            continue
        if said and len(said) + len(sentence) >= most:
            break
        said = f"{said} {sentence}".strip()
    return said


def _sentences(text: str) -> list[str]:
    return [one for line in _whole_lines(text) for one in _SENTENCE.split(line) if one]


def _whole_lines(text: str) -> list[str]:
    """Lines as they were written: what a mail program broke is joined again."""
    lines: list[str] = []
    is_broken = False
    for line in text[:_LOOKED_AT].splitlines():
        said = " ".join(line.split())
        if is_broken and said:
            lines[-1] += f" {said}"
        elif said:
            lines.append(said)
        is_broken = len(said) >= _BROKEN
    return lines


def _asks(sentence: str) -> bool:
    """A question of some words; "Any ideas?" is no title."""
    return sentence.endswith(("?", "؟", "？")) and len(_WORD.findall(sentence)) >= _FEWEST_WORDS


def _question(sentence: str) -> str:
    """In Spanish a question can begin inside a sentence."""
    before, mark, asked = sentence.rpartition("¿")
    return f"¿{asked[:1].upper()}{asked[1:]}" if mark and before else sentence


def _greets(sentence: str) -> bool:
    """Does it say nothing of the question, as "Dear colleagues," does?"""
    words = len(_WORD.findall(sentence))
    return words <= 1 or (words < _FEWEST_WORDS and sentence.endswith((",", "،", "!", ":")))


def _cut(sentence: str) -> str:
    if len(sentence) <= _TITLE:
        return sentence
    cut = sentence[:_TITLE]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:") + " …"
