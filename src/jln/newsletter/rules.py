"""What is ready, what an edition holds, when it goes: no database, no request, no clock."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.newsletter.terms import EVERY, HELD_FOR, REMINDED_BEFORE, Missing, Ready

ENGLISH = "en"
WORDS_A_MINUTE = 200
LAST_HOUR = timedelta(hours=12)  # of a day on earth: west of Greenwich


@dataclass(frozen=True, slots=True)
class Text:
    """A piece in one language; `of_mark`: the mark of the English that it renders."""

    title: str
    text: str = ""
    of_mark: str = ""


Texts = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece as an edition shows it. `language`: of its text, where that is another one."""

    title: str
    text: str
    path: str
    language: str
    title_language: str
    is_marked: bool

    @property
    def has_title(self) -> bool:
        """Is the title in the edition's own language, whatever the text is in?"""
        return not self.is_marked or self.title_language != self.language


def mark_of(title: str, text: str) -> str:
    """Changes with every word of a text."""
    said = "\n".join((" ".join(title.split()), " ".join(text.split())))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def source_of(texts: Texts) -> str:
    """The language that the others render: English, where there is any, else what renders none."""
    written = [code for code, one in texts.items() if not one.of_mark]
    return ENGLISH if ENGLISH in texts else min(written or texts, default=ENGLISH)


def ready(texts: Texts, language: str) -> Ready:
    """How far a piece is in a language."""
    if language not in texts:
        return Ready.MISSING
    source = source_of(texts)
    mine, first = texts[language], texts[source]
    if language == source:
        return Ready.READY
    if first.text and not mine.text:
        return Ready.TITLE
    is_same = mine.of_mark == mark_of(first.title, first.text)
    return Ready.READY if is_same else Ready.OLDER


def part_of(texts: Texts, language: str, missing: Missing, path: str) -> Part | None:
    """The piece in an edition; None where it is left out.

    What is older counts as not ready: only its title is taken.
    """
    if not texts:
        return None
    state, source = ready(texts, language), source_of(texts)
    if state == Ready.READY:
        mine = texts[language]
        return Part(mine.title, mine.text, path, language, language, is_marked=False)
    if missing == Missing.LEAVE_OUT:
        return None
    has_title = state != Ready.MISSING
    title = texts[language].title if has_title else texts[source].title
    return Part(
        title, texts[source].text, path, source, language if has_title else source, is_marked=True
    )


def is_whole(pieces: Sequence[Texts], subjects: Mapping[str, str], language: str) -> bool:
    """Is everything of an edition ready?"""
    return bool(subjects.get(language)) and all(
        ready(texts, language) == Ready.READY for texts in pieces
    )


def goes_at(due: datetime, at: datetime, missing: Missing, *, whole: bool) -> bool:
    """May an edition whose hour is `due` go now? One that is held goes after two days anyway."""
    is_held = missing == Missing.HOLD and not whole and at < due + HELD_FOR
    return at >= due and not is_held


def last_hour(on: date, hour: int) -> datetime:
    """When the hour of a day has come everywhere."""
    return datetime.combine(on, time(hour), UTC) + LAST_HOUR


def words_of(text: str) -> int:
    """As an editor counts them."""
    return len(text.split())


def minutes_of(words: int) -> int:
    """How long reading takes; at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def next_day(last: date | None, today: date) -> date:
    """The day of the next issue: a fortnight after the last, never in the past."""
    wanted = last + EVERY if last else today + EVERY
    while wanted <= today:
        wanted += EVERY
    return wanted


def may_agree(
    *,
    is_draft: bool,
    is_own: bool,
    send_on: date | None,
    deadline_on: date | None,
    today: date,
    has_subject: bool,
    pieces: int,
    closed: Sequence[str],
) -> Verdict:
    """May it be agreed to? `closed`: titles of pieces whose page not every reader can open."""
    verdict = unless(is_draft, "no_draft", _("Only a draft can be agreed to."))
    verdict &= unless(not is_own, "own", _("A second person agrees: not who wrote it last."))
    verdict &= unless(has_subject, "no_subject", _("Its English subject is missing."))
    verdict &= unless(pieces > 0, "empty", _("Nothing is in it yet."))
    in_time = send_on is not None and send_on >= today
    verdict &= unless(in_time, "past", _("Its day is missing, or has passed."))
    in_order = deadline_on is None or send_on is None or deadline_on >= send_on
    verdict &= unless(in_order, "deadline", _("Its deadline is before the day it is sent."))
    said = _("Not every reader can open: %(titles)s") % {"titles": "; ".join(closed)}
    return verdict & unless(not closed, "closed", said)


def may_change(*, is_draft: bool) -> Verdict:
    """Words change until somebody has agreed to them."""
    said = _("It is agreed to. Stop it first; then it can be changed.")
    return unless(is_draft, "no_draft", said)


def may_stop(*, is_agreed: bool) -> Verdict:
    """What is not on its way cannot be stopped."""
    return unless(is_agreed, "not_agreed", _("It is not on its way."))


def moved(order: Sequence[int], number: int, by: int) -> list[int]:
    """The pieces in a new order: one place up (-1) or down (+1); at the ends it stays."""
    rows = list(order)
    if number not in rows:
        return rows
    at = rows.index(number)
    to = min(max(at + by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    return rows


def reminder_due(deadline: date, today: date, had: Sequence[int], begun: date) -> int | None:
    """Which reminder is due: of so many days before. One that is past is not made up for.

    None in the days after it was opened: coordinators have just read it.
    """
    left = (deadline - today).days
    for days in sorted(REMINDED_BEFORE):
        if 0 <= left <= days:
            was_told = days in had or begun > deadline - timedelta(days=days)
            return None if was_told else days
    return None


def may_ask(language: str) -> Verdict:
    """English is what is translated."""
    said = _("They read the network in English: ask somebody who reads it in another language.")
    return unless(language != ENGLISH, "english", said)


def may_end(deadline_on: date, send_on: date) -> Verdict:
    """A deadline leaves time to read of it."""
    said = _("Its deadline is before the day it is sent.")
    return unless(deadline_on >= send_on, "deadline", said)
