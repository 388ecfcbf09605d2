"""What each fact's letter tells: a file a matter, a row a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.notify.told import of_decisions, of_groups, of_members, of_priorities, of_steering
from jln.notify.told.letter import Told

if TYPE_CHECKING:
    from jln.facts.models import Fact

__all__ = ["Told", "told"]

LOAD = {
    **of_members.LOAD,
    **of_decisions.LOAD,
    **of_groups.LOAD,
    **of_priorities.LOAD,
    **of_steering.LOAD,
}


def told(fact: Fact) -> Told | None:
    """What the fact's letter tells; None if there is nothing to tell any more."""
    return LOAD[fact.kind](fact)
