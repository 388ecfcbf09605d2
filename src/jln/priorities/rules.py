"""The rules of a round of priorities. Pure."""

from __future__ import annotations

from datetime import date

from jln.priorities.terms import Stage


def stage_on(people_until: date, countries_until: date, *, is_closed: bool, on: date) -> Stage:
    """Where a round stands on a day."""
    if is_closed:
        return Stage.CLOSED
    if on <= people_until:
        return Stage.PEOPLE
    return Stage.COUNTRIES if on <= countries_until else Stage.ENDED
