"""What each fact's letter tells: a file a matter, a row a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.notify.told import (
    of_asking,
    of_decisions,
    of_dialogues,
    of_groups,
    of_members,
    of_polls,
    of_priorities,
    of_safe_spaces,
    of_steering,
    of_topics,
)
from jln.notify.told.letter import Told

if TYPE_CHECKING:
    from jln.facts.models import Fact

__all__ = ["Told", "told"]

LOAD = {
    **of_members.LOAD,
    **of_asking.LOAD,
    **of_decisions.LOAD,
    **of_dialogues.LOAD,
    **of_groups.LOAD,
    **of_polls.LOAD,
    **of_priorities.LOAD,
    **of_safe_spaces.LOAD,
    **of_steering.LOAD,
    **of_topics.LOAD,
}


def told(fact: Fact) -> Told | None:
    """What the fact's letter tells; None if there is nothing to tell any more."""
    return LOAD[fact.kind](fact)
