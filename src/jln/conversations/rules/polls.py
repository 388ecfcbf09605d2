"""What a poll may ask, who may answer it until when, and what is shown of it. Pure.

A poll is no decision of the network: it tells what people in a space think.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import PollShown
from jln.kit.verdict import Verdict, no, unless
from jln.mail import hours

FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
LONGEST_OPTION = 200
LONGEST_OPEN = timedelta(days=90)
"""A letter can be answered as long."""
REMIND_BEFORE = timedelta(days=2)
REMIND_NO_LATER = timedelta(hours=12)
"""Before it closes: a letter that waits for the end of a night still comes in time."""
A_DAY = timedelta(days=1)
FEWEST_SHOWN = 3
"""With fewer answers nothing is shown but how many there are: the split would name people."""

_SAYS = re.compile(r"[^\W_]")
_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules look at of a poll."""

    closes_at: datetime
    is_closed: bool
    several: bool
    options: tuple[int, ...]  # the numbers that may be chosen
    withdrawn: tuple[int, ...] = ()


def options_in(text: str) -> tuple[str, ...]:
    """The options of a text: one a line, or one after another with semicolons."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = lines[0].split(";")
    said = (" ".join(_MARK.sub("", line).split()) for line in lines)
    return tuple(one for one in said if one)


def may_ask(question: str, options: Sequence[str], *, closes_at: datetime, at: datetime) -> Verdict:
    """May a poll begin with this?"""
    alike = len({one.casefold() for one in options}) < len(options)
    return (
        unless(bool(question.strip()), "nothing_written", _("Write your question first."))
        & unless(
            FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS,
            "options",
            _("Give two to ten answers to choose from, one a line."),
        )
        & unless(not alike, "options", _("Two of the answers are the same."))
        & unless(
            all(_SAYS.search(one) for one in options),
            "options",
            _("One of the answers says nothing."),
        )
        & unless(
            all(len(one) <= LONGEST_OPTION for one in options),
            "options",
            _("One of the answers is too long. Say it in 200 letters."),
        )
        & unless(
            at < closes_at <= at + LONGEST_OPEN,
            "closes",
            _("Choose a day of the next ninety on which it closes."),
        )
    )


def may_answer(poll: Standing, chosen: Collection[int], *, at: datetime, closed_on: str) -> Verdict:
    """May this be the answer of a voice, now? `closed_on`: the moment it closes, in words."""
    if poll.is_closed and at < poll.closes_at:  # with its conversation, before its day
        return no("poll_closed", _("The poll is closed."))
    if at >= poll.closes_at:
        late = gettext("The poll closed on %(moment)s. This answer came later and does not count.")
        return no("poll_closed", late % {"moment": closed_on})
    if set(chosen) & set(poll.withdrawn):
        return no("withdrawn", _("That answer was withdrawn. Choose another one."))
    return unless(
        bool(chosen) and set(chosen) <= set(poll.options),
        "not_an_option",
        _("Choose one of the answers here."),
    ) & unless(
        poll.several or len(set(chosen)) <= 1,
        "only_one",
        _("Only one answer can be chosen here."),
    )


def is_time_to_remind(*, opened: datetime, closes: datetime, at: datetime) -> bool:
    """Are those reminded who said nothing? Not on the first day: the question has just come."""
    return max(opened + A_DAY, closes - REMIND_BEFORE) <= at < closes - REMIND_NO_LATER


def may_withdraw(poll: Standing, number: int, because: str, *, at: datetime) -> Verdict:
    """May an option be withdrawn? Two must be left."""
    return (
        unless(bool(because.strip()), "no_reason", _("Say why. Readers see the reason."))
        & unless(
            not poll.is_closed and at < poll.closes_at, "poll_closed", _("The poll is closed.")
        )
        & unless(number in poll.options, "not_an_option", _("That answer was withdrawn."))
        & unless(
            len(poll.options) > FEWEST_OPTIONS,
            "too_few",
            _("Two answers must be left to choose from. Start another poll."),
        )
    )


def may_tell(words: str, *, is_closed: bool) -> Verdict:
    """May its outcome be told, by who started it?"""
    return unless(
        is_closed, "still_open", _("The poll is still open. Its outcome is told when it is closed.")
    ) & unless(bool(words.strip()), "nothing_written", _("Write your message first."))


def is_shown(shown: str, *, is_closed: bool, has_answered: bool) -> bool:
    """Are the results shown to this reader?"""
    return is_closed or (shown == PollShown.ANSWERED and has_answered)


def is_split(voices: int) -> bool:
    """Are there answers enough to show how they are split?"""
    return voices >= FEWEST_SHOWN


def closing_of(on: date, zone: str) -> datetime:
    """The last minute of a day in this zone."""
    return hours.wall(on + A_DAY, 0, zone) - timedelta(minutes=1)
