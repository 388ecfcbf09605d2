"""Which message answers which, in an archive: by References, else by subject and time. Pure.

After Jamie Zawinski's algorithm: a message that nobody has still holds those together that
refer to it. A subject joins only what says that it is an answer, and only for some weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

BY_SUBJECT = timedelta(days=30)
"""So long after the last message of a subject an answer without references belongs to it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A message as far as threads go. `subject` is without marks of answers.

    `hints`: words in place of ids, which the standard does not allow. They say to which
    conversation it belongs, and are not believed further.
    """

    key: str
    at: datetime
    subject: str = ""
    is_answer: bool = False
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class Threads:
    """The parent of each message that has one, and the messages of each thread, in order."""

    parents: dict[str, str]
    groups: list[list[str]]


@dataclass(slots=True)
class _Sets:
    """Which ids belong together."""

    up: dict[str, str] = field(default_factory=dict)

    def root(self, key: str) -> str:
        path = []
        while (above := self.up.get(key, key)) != key:
            path.append(key)
            key = above
        for one in path:
            self.up[one] = key
        return key

    def join(self, one: str, other: str) -> None:
        self.up[self.root(one)] = self.root(other)


def thread(items: Sequence[Item]) -> Threads:
    """Threads of an archive. The order of `items` does not matter, but for equal moments."""
    known = {item.key: item for item in items}
    ordered = sorted(known.values(), key=lambda item: item.at)
    parents: dict[str, str] = {}
    sets = _Sets()
    for item in ordered:
        for one in (*item.in_reply_to[-1:], *item.references, *item.hints):
            sets.join(item.key, one)
        nearest = (*item.in_reply_to[-1:], *item.references[-1:])
        parent = next((one for one in nearest if one in known and one != item.key), "")
        if parent and not _is_above(item.key, parent, parents):
            parents[item.key] = parent
    _by_subject(ordered, parents, sets)
    return Threads(parents, _groups(ordered, parents, sets))


def _by_subject(ordered: Iterable[Item], parents: Mapping[str, str], sets: _Sets) -> None:
    """Answers that name no message of the archive: into the thread of that subject of late.

    What exactly they answer nobody knows, so they have no parent.
    """
    newest: dict[str, tuple[str, datetime]] = {}
    for item in ordered:
        subject = " ".join(item.subject.casefold().split())
        if not subject:
            continue
        first, last = newest.get(subject, ("", item.at))
        is_near = bool(first) and item.at - last <= BY_SUBJECT
        if item.is_answer and item.key not in parents and is_near:
            sets.join(item.key, first)
        starts = item.key if not is_near or item.key not in parents else first
        newest[subject] = (starts, item.at)


def _is_above(key: str, below: str, parents: Mapping[str, str]) -> bool:
    """Whether a message is the other one, or stands above it: answers never run in a circle."""
    at: str | None = below
    while at is not None:
        if at == key:
            return True
        at = parents.get(at)
    return False


def _groups(ordered: Iterable[Item], parents: Mapping[str, str], sets: _Sets) -> list[list[str]]:
    """The messages of each thread, answers after what they answer, else as time went."""
    moments: dict[str, datetime] = {}
    found: dict[str, list[str]] = {}
    items = list(ordered)
    at = {item.key: item.at for item in items}
    for item in items:
        moments[item.key] = _not_before_parent(item.key, at, parents)
        found.setdefault(sets.root(item.key), []).append(item.key)
    depth = {item.key: _depth(item.key, parents) for item in items}
    groups = [sorted(keys, key=lambda key: (moments[key], depth[key])) for keys in found.values()]
    return sorted(groups, key=lambda keys: moments[keys[0]])


def _not_before_parent(
    key: str, at: Mapping[str, datetime], parents: Mapping[str, str]
) -> datetime:
    latest, above = at[key], parents.get(key)
    while above is not None:
        latest, above = max(latest, at[above]), parents.get(above)
    return latest


def _depth(key: str, parents: Mapping[str, str]) -> int:
    depth = 0
    while (above := parents.get(key)) is not None:
        key, depth = above, depth + 1
    return depth
