"""When a conversation may be closed, moved, split or joined to another. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import TopicKind
from jln.kit.verdict import Verdict, unless

_PIECE = re.compile(r"(\d{1,6})(?:\s*[-\u2013]\s*(\d{1,6}))?")
MOST_MOVED = 500
"""Posts that leave a conversation in one deed."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rules look at of a conversation."""

    number: int  # of the row
    kind: str
    space: int
    started_at: datetime
    is_hidden: bool = False


def may_shape(because: str) -> Verdict:
    """Every deed at a conversation's shape says why."""
    return unless(bool(because.strip()), "no_reason", _("Say why. Readers see the reason."))


def may_move(topic: Shape, *, is_open: bool) -> Verdict:
    """May it stand in the other space?"""
    gone = _("This conversation is hidden.")
    return unless(not topic.is_hidden, "hidden", gone) & unless(
        is_open, "space_closed", _("Nothing new is written in that space any more.")
    )


def may_merge(topic: Shape, into: Shape) -> Verdict:
    """The younger one goes into the older one, in the same space, so that both first posts stay."""
    kinds = (topic.kind, into.kind)
    return (
        unless(topic.number != into.number, "itself", _("This is the same conversation."))
        & unless(
            not (topic.is_hidden or into.is_hidden), "hidden", _("This conversation is hidden.")
        )
        & unless(TopicKind.POLL not in kinds, "poll", _("A poll stays a conversation of its own."))
        & unless(
            TopicKind.DIALOGUE not in kinds,
            "dialogue",
            _("A dialogue stays a conversation of its own."),
        )
        & unless(
            topic.space == into.space,
            "other_space",
            _("The two stand in different spaces. Move one of them first."),
        )
        & unless(
            (topic.started_at, topic.number) >= (into.started_at, into.number),
            "younger",
            _("The other one is younger. Open that one, and join it to this."),
        )
    )


def may_split(kind: str, chosen: list[int], there: set[int]) -> Verdict:
    """Which posts may leave: any that stand there but the first."""
    missing = [number for number in chosen if number not in there]
    return (
        unless(kind != TopicKind.POLL, "poll", _("A poll stays a conversation of its own."))
        & unless(bool(chosen), "no_numbers", _("Write the numbers of posts, such as 7, 9-12."))
        & unless(1 not in chosen, "first", _("The first post stays; choose others."))
        & (unless(not missing, "not_there", _("There is no such post in this conversation.")))
        & unless(len(chosen) <= MOST_MOVED, "too_many", _("These are too many posts at once."))
    )


def numbers_in(said: str) -> list[int]:
    """`7, 9-12` as numbers, each once, in order; empty if it says anything else."""
    found: set[int] = set()
    joined = re.sub(r"\s*([-\u2013])\s*", r"\1", said.strip())
    for piece in re.split(r"[,;\u060c\s]+", joined):
        match = _PIECE.fullmatch(piece)
        if match is None:
            return []
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 <= last - first <= MOST_MOVED:
            return []
        found.update(range(first, last + 1))
    return sorted(found)
