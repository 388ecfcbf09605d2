"""A moderated dialogue: its days, what falls due in it, and when its result stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, no, unless
from jln.mail import hours

LONGEST = 31
"""Days of a dialogue."""
AHEAD = timedelta(days=365)
PUT_AT = 8
"""The hour of the moderator's day at which a question is put."""
REMIND_AT = 12
"""The hour of the day before at which the moderator is reminded that none is written."""
QUIET_AFTER = 2
"""Mornings without a question or a post of the moderator, after which others are asked."""
AGAIN_AFTER = timedelta(days=7)
OTHERS_AFTER = timedelta(days=28)
"""So long after the end, the staff are told that no result stands."""
FEWEST_NAMED = 3
"""Of a closed space, no fewer countries are named."""
DAY = timedelta(days=1)

OPEN, PUT, REMIND, QUIET, CLOSE, ASK = "open", "put", "remind", "quiet", "close", "ask"


@dataclass(frozen=True, slots=True)
class Course:
    """What the rules look at of a dialogue."""

    opens_on: date
    closes_on: date
    zone: str  # the moderator's
    is_open: bool = False
    is_closed: bool = False
    is_published: bool = False
    written: frozenset[date] = frozenset()  # days with a question
    put: frozenset[date] = frozenset()  # of them, those whose question was put
    reminded: frozenset[date] = frozenset()
    is_told_quiet: bool = False
    has_come: bool = False  # the moderator wrote in it
    asked_at: datetime | None = None  # for its result, the last time

    def morning(self, on: date) -> datetime:
        """When the question of a day is put."""
        return hours.wall(on, PUT_AT, self.zone)

    @property
    def ends_at(self) -> datetime:
        """The end of its last day."""
        return hours.wall(self.closes_on + DAY, 0, self.zone)


def days_of(opens_on: date, closes_on: date) -> list[date]:
    """Every day of it."""
    return [opens_on + n * DAY for n in range((closes_on - opens_on).days + 1)]


def due(course: Course, at: datetime) -> tuple[str, date] | None:
    """The first thing that falls due by now, with its day; None for nothing.

    Done one after another they are the same, however late somebody looks: what was missed
    while nobody was there is made up for, but no question is put once the last day is over.
    """
    today = at.astimezone(hours.zone_of(course.zone)).date()
    if course.is_published:
        return None
    if course.is_closed:
        is_time = course.asked_at is None or at >= course.asked_at + AGAIN_AFTER
        return (ASK, today) if is_time else None
    if at >= course.ends_at:
        return (CLOSE, course.closes_on)
    if not course.is_open and at >= course.morning(course.opens_on):
        return (OPEN, course.opens_on)
    return _question_due(course, at) or _quiet_due(course, at)


def _question_due(course: Course, at: datetime) -> tuple[str, date] | None:
    for on in days_of(course.opens_on, course.closes_on):
        is_morning = at >= course.morning(on)
        if on in course.written:
            if course.is_open and is_morning and on not in course.put:
                return (PUT, on)
            continue
        noon = hours.wall(on - DAY, REMIND_AT, course.zone)
        if not is_morning and on not in course.reminded and at >= noon:
            return (REMIND, on)
    return None


def _quiet_due(course: Course, at: datetime) -> tuple[str, date] | None:
    if course.is_told_quiet or course.has_come or not course.is_open:
        return None
    days = days_of(course.opens_on, course.closes_on)
    missed = [on for on in days if at >= course.morning(on) and on not in course.written]
    return (QUIET, missed[-1]) if len(missed) >= QUIET_AFTER else None


def may_plan(title: str, text: str, *, opens_on: date, closes_on: date, today: date) -> Verdict:
    """May a dialogue be planned so?"""
    return (
        unless(bool(title.strip()), "no_title", _("Give it a title."))
        & unless(bool(text.strip()), "nothing_written", _("Write your message first."))
        & _may_open(opens_on, today)
        & unless(
            opens_on <= closes_on < opens_on + LONGEST * DAY,
            "closes",
            _("A dialogue lasts from one day to thirty-one."),
        )
    )


def _may_open(on: date, today: date) -> Verdict:
    said = _("Choose a first day between today and a year from now.")
    return unless(today <= on <= today + AHEAD, "opens", said)


def may_moderate(*, reads: bool) -> Verdict:
    """May this person moderate it?"""
    return unless(reads, "no_reader", _("Who moderates has to read the space."))


def may_write_question(course: Course, on: date, text: str, *, at: datetime) -> Verdict:
    """May this be the question of that day, now?"""
    today = at.astimezone(hours.zone_of(course.zone)).date()
    return (
        unless(bool(text.strip()), "nothing_written", _("Write your question first."))
        & unless(not course.is_closed, "over", _("This dialogue is over."))
        & unless(
            course.opens_on <= on <= course.closes_on and on >= today,
            "day",
            _("Choose a day of the dialogue that is still to come."),
        )
        & unless(on not in course.put, "day", _("The question of that day has been put."))
    )


def may_change_days(
    course: Course, opens_on: date, closes_on: date, *, at: datetime, drops: bool
) -> Verdict:
    """May it run on these days from now on? `drops`: questions that no day is left for."""
    today = at.astimezone(hours.zone_of(course.zone)).date()
    if course.is_closed or at >= course.ends_at:
        return no("over", _("This dialogue is over."))
    if course.is_open:
        first = unless(
            opens_on == course.opens_on, "opens", _("It has begun: its first day stays.")
        )
    else:
        first = _may_open(opens_on, today)
    placed = place_questions(course, opens_on, closes_on, at=at)
    return (
        first
        & unless(
            opens_on <= closes_on < opens_on + LONGEST * DAY,
            "closes",
            _("A dialogue lasts from one day to thirty-one."),
        )
        & unless(closes_on >= today, "closes", _("Its last day cannot lie in the past."))
        & unless(
            drops or None not in placed.values(),
            "questions",
            _("More questions are written than days are left. Leave more days, or drop the rest."),
        )
    )


def place_questions(
    course: Course, opens_on: date, closes_on: date, *, at: datetime
) -> dict[date, date | None]:
    """On which day each question that is not put stands then; None where no day is left for it.

    They go with the first day; one whose day is gone takes the last free ones still to come.
    """
    days = [on for on in days_of(opens_on, closes_on) if on not in course.put]
    moved = {on: on + (opens_on - course.opens_on) for on in sorted(course.written - course.put)}
    gone = [on for on, then in moved.items() if then not in days]
    taken = {then for on, then in moved.items() if on not in gone}
    free = [on for on in days if on not in taken and at < course.morning(on)]
    left = dict(zip(gone, free[-len(gone) :], strict=False)) if gone else {}
    return {on: left.get(on) if on in gone else then for on, then in moved.items()}


def next_day(course: Course, at: datetime) -> date | None:
    """The first day from today on that has no question yet."""
    today = at.astimezone(hours.zone_of(course.zone)).date()
    days = days_of(course.opens_on, course.closes_on)
    return next((on for on in days if on >= today and on not in course.written), None)


def may_write(*, has_opened: bool, moderates: bool, opens_on: str) -> Verdict:
    """May a post be written in it? The moderator may, before it opens. `opens_on`: in words."""
    words = gettext("This dialogue opens on %(day)s. Write then.") % {"day": opens_on}
    return unless(has_opened or moderates, "not_open", words)


def may_draft(text: str, *, has_opened: bool) -> Verdict:
    """May a result be written?"""
    return unless(has_opened, "not_open", _("It has not begun yet.")) & unless(
        bool(text.strip()), "nothing_written", _("Write the result first.")
    )


def may_publish(text: str, *, is_closed: bool, named: Iterable[str], have_agreed: bool) -> Verdict:
    """May the result be shown to everyone? `named`: people of the dialogue who stand in it."""
    names = ", ".join(named)
    who = gettext(
        "The result names %(names)s. Take the names out, or say that they have agreed."
    ) % {"names": names}
    return (
        unless(is_closed, "not_over", _("The result is published when the dialogue is over."))
        & unless(bool(text.strip()), "nothing_written", _("Write the result first."))
        & unless(not names or have_agreed, "names", who)
    )


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of these names that stand in a text as whole words."""
    folded = text.casefold()
    return sorted(
        {one for one in names if re.search(rf"(?<!\w){re.escape(one.casefold())}(?!\w)", folded)}
    )
