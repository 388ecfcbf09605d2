"""A motion, a decision and a charter on record, for whoever needs one of each."""

from __future__ import annotations

from datetime import timedelta

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.actions import register
from jln.governance.models import (
    CharterVersion,
    Decision,
    Motion,
    Strategy,
    StrategyGoal,
    WorkingGroup,
)
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f


def decision(text="Every paper is published.", **values) -> Decision:
    said = {"title": "Publish papers", "decided_on": PartialDate(2026, 3)} | values
    return register.enter(Decision(text=text, **said))


def motion(**values) -> Motion:
    at = clock.now()
    said = {
        "title": "Publish papers",
        "text": "Every paper is published.",
        "taking": "written",
        "opens_at": at,
        "closes_at": at + timedelta(days=9),
        "closes_on": (at + timedelta(days=9)).date(),
    }
    return Motion.objects.create(**said | values)


def charter(**values) -> CharterVersion:
    on = clock.now().date()
    said = {
        "number": 1,
        "text": "The network is of its countries. " * 30,
        "changes": "Two conveners.",
        "state": "open",
        "drafted_at": clock.now(),
        "opens_on": on,
        "closes_on": on + timedelta(days=35),
    }
    return CharterVersion.objects.create(**said | values)


def strategy(**values) -> Strategy:
    """A draft that all members are asked about."""
    on = clock.now().date()
    said = {
        "number": 1,
        "title": "Strategy 2027-2031",
        "text": "We learn from each other.",
        "opens_on": on,
        "closes_on": on + timedelta(days=21),
    }
    it = Strategy.objects.create(**said | values)
    StrategyGoal.objects.create(strategy=it, number=1, text="Learn together across borders")
    return it


def body(**values) -> WorkingGroup:
    """A working group at work, with its space."""
    said = {
        "slug": "strategy-group",
        "kind": "group",
        "name": "Strategy group",
        "purpose": "Draft the next strategy.",
        "state": "formed",
        "starts": PartialDate(2026, 3),
    }
    said |= {"formed_by": decision("A group drafts the strategy.")} | values
    it = WorkingGroup.objects.create(**said)
    if it.state == "formed":
        f.space(it.slug, kind=SpaceKind.WORKING, visibility=Visibility.ROLL, working_group=it)
    return it


def told_of(by) -> None:
    """All that is told of them."""
    for kind, thing in (
        (Kind.DECISION_TAKEN, decision()),
        (Kind.MOTION_DEFERRED, motion(state="agenda", reason="no_quorum")),
        (Kind.CHARTER_SETTLED, charter(state="ratified")),
        (Kind.STRATEGY_OPENED, strategy()),
    ):
        record(kind, thing, by=by, at=f.NOON)
