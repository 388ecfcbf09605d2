"""Whom something posted in a space reaches, and how soon: shown to the writer before it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jln.conversations.terms import TopicKind
from jln.spaces.terms import Delivery


class Reach(NamedTuple):
    """Of so many readers, how many a message reaches how. The figures add up to `readers`."""

    readers: int
    at_once: int = 0  # by a letter of its own
    today: int = 0  # by one that waits for the end of quiet hours, or in a message of the next day
    in_digests: int = 0  # in a message that comes later
    titles: int = 0  # there as a title only: the reader's minutes are full
    not_now: int = 0  # not by mail: not wanted, away, out of reach


reach: list[Callable[..., Reach]] = []
"""Counts for `space, kind, text=, by=, at=` what letters will do; filled by JlnConfig.ready."""


def at_once(kind: str) -> frozenset[str]:
    """The ways of delivery in which it is a letter of its own."""
    only = {Delivery.ANNOUNCEMENTS} if kind == TopicKind.ANNOUNCEMENT else set()
    return frozenset({Delivery.EVERY, *only})
