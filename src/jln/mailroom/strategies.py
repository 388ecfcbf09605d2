"""The strategy by mail: a draft written, and a member's word to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.governance.actions import strategy as actions
from jln.governance.forms.strategy import strategy_said
from jln.governance.queries import strategy as queries
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from jln.governance.models import Strategy, StrategyInput
    from jln.people.models import Person


def _path(strategy: Strategy) -> str:
    return network.link(f"/strategy/{strategy.number}/")


def _write(deed: Deed) -> Strategy:
    return actions.write(deed.subject, **deed.said, by=deed.person, at=deed.at)


def _replaced(person: Person, strategy: Strategy) -> dict[str, str]:
    """What this person said to the draft before: a further word stands in its place."""
    row = strategy.inputs.filter(person=person).first()
    return {"replaces": row.text} if row else {}


def _comment(deed: Deed) -> StrategyInput:
    words = deed.said["text"].strip()
    return actions.comment(deed.subject, words, by=deed.person, at=deed.at, by_mail=True)


ENTRIES = (
    Entry(
        "strategy.write",
        _write,
        subject="jln.Strategy",
        among=queries.writing,
        now=lambda _person, strategy: strategy_said(strategy),
        link=_path,
        page=lambda strategy: f"{_path(strategy)}write/",
        adds_up=False,
    ),
    Entry(
        "strategy.comment",
        _comment,
        subject="jln.Strategy",
        among=queries.commenting,
        is_of_country=True,
        before=_replaced,
        link=lambda row: _path(row.strategy),
        page=lambda strategy: f"{_path(strategy)}input/",
    ),
)
"""Rights are asked of the policy in each action."""
