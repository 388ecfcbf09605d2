"""When a version of the strategy may change, be spoken of and be put; how two differ. Pure.

Source: the network's own announcement of its strategy of 2018 ("developed by a working group
... and shaped by inputs from all the members of the network"): every member is asked first.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.terms import StrategyState
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_GOALS = 20
LONGEST_GOAL = 600
LONGEST_INPUT = 4_000
ALIKE = 0.6  # of their words: one goal in other words, not another goal
_DUE = re.compile(r"\s*\|\s*(\d{4}-\d{2}-\d{2})\s*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it is written: its words, and its target day."""

    text: str
    due_on: date | None = None

    def __str__(self) -> str:
        return f"{self.text} | {self.due_on.isoformat()}" if self.due_on else self.text


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which members are asked, if they are set."""

    opens_on: date | None = None
    closes_on: date | None = None

    def is_open(self, on: date) -> bool:
        """Whether a word counts."""
        opens_on, closes_on = self.opens_on, self.closes_on
        return opens_on is not None and closes_on is not None and opens_on <= on <= closes_on

    def is_over(self, on: date) -> bool:
        """Whether everybody could say something."""
        return self.closes_on is not None and self.closes_on < on


class Difference(StrEnum):
    """What became of a goal from one version to the next."""

    KEPT = "kept"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A goal of two versions; the words that one of them does not have are empty."""

    what: Difference
    before: str
    after: str


def goals_of(text: str) -> list[Goal]:
    """One goal a line; a target day may stand behind a bar. Raises ValueError for no day."""
    found = []
    for line in filter(None, (" ".join(one.split()) for one in text.splitlines())):
        due = _DUE.search(line)
        words = line[: due.start()] if due else line
        found.append(Goal(words, date.fromisoformat(due[1]) if due else None))
    return found


def may_write(state: str, goals: Sequence[Goal]) -> Verdict:
    """May the draft say this?"""
    is_short = len(goals) <= MOST_GOALS and all(len(one.text) <= LONGEST_GOAL for one in goals)
    return _is_draft(state) & unless(
        is_short, "too_long", _("Write at most 20 goals, each of 600 letters at most.")
    )


def may_ask(state: str, window: Window, closes_on: date, *, days: int, on: date) -> Verdict:
    """May members be asked until this day? A window that stands is made longer, never shorter."""
    first = window.closes_on or on + timedelta(days=days)
    told = _("The last day is %(date)s or later.") % {"date": first.isoformat()}
    return _is_draft(state) & unless(closes_on >= first, "early", told)


def may_comment(state: str, window: Window, words: str, *, on: date) -> Verdict:
    """May a member say something to the draft today?"""
    is_open = state == StrategyState.DRAFT and window.is_open(on)
    return (
        unless(is_open, "closed", _("Input to this draft is closed."))
        & unless(bool(words.strip()), "empty", _("Write what the strategy should say."))
        & unless(len(words) <= LONGEST_INPUT, "too_long", _("Write 4,000 letters at most."))
    )


def may_put(state: str, window: Window, *, has_text: bool, goals: int, on: date) -> Verdict:
    """May the draft be put to the Steering Group?"""
    return (
        _is_draft(state)
        & unless(has_text and goals > 0, "empty", _("Write its text and at least one goal first."))
        & unless(
            window.is_over(on),
            "not_asked",
            _("Members are asked first: their time for input must be over."),
        )
    )


def mark_of(title: str, years: tuple[int | None, int | None], text: str, goals: list[Goal]) -> str:
    """The mark of a wording: the line of the register that adopts it carries it."""
    said = [title, *years, text, *(str(one) for one in goals)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def difference(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Each goal once: those of the later version in their order, then those that are gone."""
    left = list(before)
    same: dict[str, str] = {}
    for text in after:
        if text in left:
            left.remove(text)
            same[text] = text
    for text in after:
        if text in same or not left:
            continue
        nearest = max(left, key=lambda one: _alike(one, text))
        if _alike(nearest, text) >= ALIKE:
            left.remove(nearest)
            same[text] = nearest
    return [
        *(_change(same.get(text, ""), text) for text in after),
        *(Change(Difference.REMOVED, text, "") for text in left),
    ]


def _change(before: str, after: str) -> Change:
    if not before:
        return Change(Difference.ADDED, "", after)
    what = Difference.KEPT if before == after else Difference.REWORDED
    return Change(what, before, after)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split()).ratio()


def _is_draft(state: str) -> Verdict:
    return unless(
        state == StrategyState.DRAFT,
        "no_draft",
        _("This version is no draft any more; its words stand."),
    )
