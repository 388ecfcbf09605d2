"""What is done with a message that waits: the fact, and the letter to who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from jln.conversations import letters
from jln.facts.record import record

if TYPE_CHECKING:
    from jln.conversations.models import HeldPost
    from jln.facts.kinds import Kind
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
