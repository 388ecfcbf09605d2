"""No word with a name where the Chatham House Rule holds: what every deed that writes asks."""

from __future__ import annotations

from jln.spaces.models import Space
from jln.spaces.rules import takes_words


def refuse_named(space: Space) -> None:
    """Raises RuleBroken where the rule holds, as the space was read."""
    takes_words(is_under_rule=space.is_under_rule).or_raise()


def refuse_named_until_commit(space: int) -> None:
    """The same of the space with this number, by now and until the transaction ends.

    Who puts it under the rule waits for what is being written, or the other way round: nothing
    is laid down with a name on a day on which the rule already holds.
    """
    refuse_named(Space.objects.select_for_update(no_key=True).get(pk=space))
