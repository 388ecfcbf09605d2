"""Where the evidence for each condition of Full Membership comes from.

Filled in `apps.py`: whatever domain records something that a condition counts
registers a provider for it, and membership asks them without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from jln.membership.rules.full import Evidence, together
from jln.membership.terms import Gate

if TYPE_CHECKING:
    from jln.countries.models import Country

Provider = Callable[["Country", date], Evidence]

GATES: dict[Gate, dict[str, Provider]] = {gate: {} for gate in Gate}
"""The providers of each condition, by what they count."""

Beside = Callable[["Country", date, dict[Gate, Evidence]], dict[Gate, Evidence]]
BESIDE: list[Beside] = []
"""What stands beside the record: claims that staff accepted, and waivers."""

__all__ = ["BESIDE", "GATES", "Evidence", "Provider", "of", "register"]


def register(gate: str, provider: Provider, *, counts: str = "") -> None:
    """Ask this provider for a condition; another one that counts the same is asked no more."""
    GATES[Gate(gate)][counts] = provider


def of(country: Country, on: date) -> dict[Gate, Evidence]:
    """What stands for a country on a day: the record, and beside it claims and waivers."""
    return reduce(lambda known, beside: beside(country, on, known), BESIDE, recorded(country, on))


def recorded(country: Country, on: date) -> dict[Gate, Evidence]:
    """What stands on record alone; no entry where nothing is recorded at all."""
    return {
        gate: reduce(together, [provider(country, on) for provider in providers.values()])
        for gate, providers in GATES.items()
        if providers
    }
