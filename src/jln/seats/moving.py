"""What moves with a seat: each domain says it of its own, here everything is asked and moved.

`register(name, Mover(...))` once, when the app is ready. A mover's `pending` lists what
waits for the seat's holder because she holds it, never what she reads, wrote or follows as
a person. `move` brings it to who follows; repeated, it moves nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jln.access.check import granted

if TYPE_CHECKING:
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise

    from jln.access.permissions import Permission
    from jln.countries.models import Seat
    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing that waits. `seen_by` is what its reader must be allowed, about `pk`."""

    title: StrOrPromise
    path: str
    pk: int
    seen_by: Permission | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Mover:
    """`pending(seat)` and `move(seat, to, at=...)`, which gives how many things moved."""

    pending: Callable[[Seat], Sequence[Pending]]
    move: Callable[[Seat, Seat, datetime], int]


MOVERS: dict[str, Mover] = {}


def register(name: str, mover: Mover) -> None:
    """Have something move with seats. Safe to repeat."""
    MOVERS[name] = mover


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a reader may know of it: the things, and how many more she does not read yet."""

    things: list[Pending]
    unseen: int


def pending(seat: Seat, reader: Person) -> Waiting:
    """What waits for the holder of a seat, as far as this reader reads it herself."""
    found = [one for mover in MOVERS.values() for one in mover.pending(seat)]
    asked: dict[Permission, set[int | None]] = {}
    for one in found:
        if one.seen_by is not None:
            asked.setdefault(one.seen_by, set()).add(one.pk)
    allowed = granted(reader, asked.items())
    things = [one for one in found if one.seen_by is None or (one.seen_by, one.pk) in allowed]
    things.sort(key=lambda one: (one.due is None, one.due or seat.starts_on, one.pk))
    return Waiting(things, len(found) - len(things))


def move(seat: Seat, to: Seat, *, at: datetime) -> dict[str, int]:
    """Bring everything to the seat that follows; how much, by what."""
    return {name: mover.move(seat, to, at) for name, mover in MOVERS.items()}
