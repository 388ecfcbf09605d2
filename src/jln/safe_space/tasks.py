"""What of safe spaces comes due by itself."""

from __future__ import annotations

from jln.kit import clock
from jln.safe_space import actions
from jln.work.task import task


@task()
def at_night() -> int:
    """Seal what is due, then mix what came. Safe to repeat."""
    at = clock.now()
    return actions.seal_due(at=at) + actions.mix_due(at=at)
