"""Bringing an old list into a space: its conversations, attachments and writers. Nobody is told.

The same archive, or another one with the same messages, adds nothing. A run that was stopped
goes on where it was: what is written is known by its id.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from jln.archives import authors, mbox
from jln.archives.reading import look_through
from jln.archives.spool import Spool
from jln.archives.writing import Writer
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import unless
from jln.spaces.rules import takes_words
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from jln.archives.reading import Found
    from jln.spaces.models import Space

LONGEST = 0.05
"""Seconds that others may have to wait for one transaction."""
FIRST_CHUNK, LEAST, MOST = 20, 8, 100


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the messages of an archive; together they are all of them."""

    count: int
    added: int
    again: int
    unreadable: int  # of those added: kept as they are, without a post
    topics: int  # new ones


def bring_in(
    path: Path,
    space: Space,
    *,
    at: datetime,
    is_mboxo: bool = False,
    told: Callable[[str, int, int], object] = lambda _what, _count, _of: None,
) -> Brought:
    """Every message of an archive into a space. `told` hears how far it is.

    Raises `RuleBroken` for a space in which nobody talks.
    """
    may_take(space)
    with Spool() as spool, mbox.opened(path) as lines:
        found = look_through(
            lines,
            space,
            spool,
            at=at,
            is_mboxo=is_mboxo,
            told=lambda count: told("read", count, 0),
        )
        writer = Writer(space, spool, found, authors.people_by_mark(), at=at)
        added = 0
        for chunk in _chunks(found, writer):
            added += chunk
            told("added", added, len(found.numbers))
    if added:
        with transaction.atomic():
            data: dict[str, object] = {"messages": added}
            record(Kind.NETWORK_LOADED, space, by=None, at=at, space=space, data=data, quietly=True)
    return Brought(found.count, added, found.again, found.unreadable, writer.topics_made)


def may_take(space: Space) -> None:
    """Raises `RuleBroken` where no conversations are."""
    is_open = space.kind != SpaceKind.RECORD and space.closed_at is None
    unless(is_open, "nobody_talks", "Nobody talks in this space.").or_raise()
    takes_words(is_under_rule=space.is_under_rule).or_raise()


def _chunks(found: Found, writer: Writer) -> Iterator[int]:
    """Write what is new, as many in a transaction as its time allows; gives how many each time."""
    new = ((group, key) for group in found.groups for key in group if key in found.numbers)
    numbered = ((id(group), group, key) for group, key in new)
    size = FIRST_CHUNK
    while rows := list(islice(numbered, size)):
        ready = [writer.ready(group, key) for _mark, group, key in rows]
        began = time.perf_counter()
        writer.write(ready)
        took = time.perf_counter() - began
        size = max(LEAST, min(MOST, int(size * min(2.0, 0.7 * LONGEST / max(took, 0.001)))))
        yield len(rows)
