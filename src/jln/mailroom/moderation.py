"""Messages that wait, by mail: a moderator's decision, and the writer's new words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations import actions
from jln.conversations.models import HeldPost
from jln.conversations.rules import holding
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.kit.verdict import Verdict
    from jln.people.models import Person


def _decide(deed: Deed) -> HeldPost:
    said = deed.said
    return actions.decide(
        deed.subject, said["decision"], words=said["reply"], by=deed.person, at=deed.at
    )


def _change(deed: Deed) -> HeldPost:
    return actions.change_held(deed.subject, deed.said["text"], by=deed.person, at=deed.at)


def _withdraw(deed: Deed) -> None:
    actions.withdraw_held(deed.subject, by=deed.person, at=deed.at)


def _says_why(_held: HeldPost, said: Mapping[str, Any]) -> Verdict:
    return holding.may_decide(said.get("decision") or "", said.get("reply") or "")


def _four_words(_held: HeldPost) -> str:
    """As its letter asks for them."""
    return "\n".join(
        [
            _(
                "Answer with one word; what you write behind or below it goes to the person"
                " who wrote the message:"
            ),
            _("OK: it appears in ten minutes. UNDO stops it."),
            _("EDIT and your words: you ask for a change."),
            _("HOLD and why: you are asked again in three days."),
            _("REFUSE and why: it does not appear."),
        ]
    )


def _until(held: HeldPost) -> datetime | None:
    """Published, it can be stopped until it goes out."""
    return held.due_at


def _to_decide(person: Person) -> QuerySet[HeldPost]:
    rows = HeldPost.objects.filter(decision__in=holding.WAITING)
    return visible(person, Permission.POST_MODERATE, rows)


def _queue(held: HeldPost) -> str:
    return network.link(f"/spaces/{held.space.slug}/held/")


def _mine(_held: HeldPost) -> str:
    return network.link("/me/messages/")


ENTRIES = (
    Entry(
        "post.moderate",
        _decide,
        subject="jln.HeldPost",
        among=_to_decide,
        undo=lambda _row, held, person, at: actions.take_back(held, by=person, at=at),
        undo_for=holding.DECISION_UNDO_FOR,
        undo_by=_until,
        about=lambda held: held.title or str(held.topic),
        link=_queue,
        page=_queue,
        asks={"no_words": "reply"},
        how=_four_words,
        allows=_says_why,
        adds_up=False,
    ),
    Entry(
        "post.change",
        _change,
        subject="jln.HeldPost",
        among=lambda person: HeldPost.objects.filter(by=person),
        about=lambda held: held.title or str(held.topic),
        link=_mine,
        page=_mine,
        adds_up=False,
    ),
    Entry(
        "post.withdraw",
        _withdraw,
        subject="jln.HeldPost",
        among=lambda person: HeldPost.objects.filter(by=person),
        about=lambda held: held.title or str(held.topic),
        page=_mine,
        adds_up=False,
    ),
    Entry(
        "post.wait",
        lambda deed: actions.take_back(deed.subject, by=deed.person, at=deed.at),
        subject="jln.HeldPost",
        among=lambda person: visible(person, Permission.POST_MODERATE, HeldPost.objects.all()),
        about=lambda held: held.title or str(held.topic),
        link=_queue,
        page=_queue,
        adds_up=False,
    ),
)
"""Answered by moderators and by who wrote it: rights are asked of the policy in each action."""
