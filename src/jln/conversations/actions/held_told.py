"""What is done with a message that waits, and who reads of it: its writer, its moderators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from jln.conversations import letters
from jln.conversations.models import HeldPost
from jln.conversations.rules import holding
from jln.conversations.terms import HeldDecision
from jln.facts.kinds import Kind
from jln.facts.record import record

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.people.models import Person


def done(
    held: HeldPost,
    kind: Kind,
    *,
    by: Person | None,
    at: datetime,
    data: Mapping[str, object],
    is_told: bool = True,
) -> None:
    """Record it, in the transaction that does it. `is_told`: its writer reads it now."""
    fact = record(kind, held, by=by, at=at, space=held.space, about=held.by, data=dict(data))
    if is_told:
        letters.decided(held, fact, at=at)


def held_go_along(topic: Topic, to: Topic, *, by: Person, at: datetime) -> None:
    """What waits for a conversation stands where that stands now: there it is decided about.

    Moderators of another space are asked; those of before can do nothing with it any more.
    """
    rows = HeldPost.objects.select_for_update(of=("self",)).filter(topic=topic, post=None)
    waiting = rows.exclude(decision=HeldDecision.REFUSE).select_related("space__country", "by")
    for held in list(waiting.order_by("pk")):
        is_moved = held.space_id != to.space_id
        held.topic, held.space = to, to.space
        held.save(update_fields=["topic", "space"])
        if is_moved and held.decision in holding.WAITING:
            data: dict[str, object] = {"why": held.because}
            fact = record(
                Kind.POST_HELD, held, by=by, at=at, space=to.space, about=held.by, data=data
            )
            letters.held(held, letters.deciders(held), fact, at=at)
