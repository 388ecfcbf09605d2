"""What membership asks of a country, as a list for the country itself: derived, never compared.

Some lines are conditions of Full Membership too and are judged as those; for the others
whatever domain records them registers a provider in `apps.py`, which counts the last months.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jln.membership.evidence import Evidence, Provider
from jln.membership.terms import Duty, Gate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.countries.models import Country
    from jln.membership.rules.full import Judged

OF_GATES = (Gate.CORE_GROUP, Gate.PROFILES, Gate.SHARING, Gate.PARTICIPATION, Gate.HOSTING)
"""Conditions that stay asked of a Full Member, too."""

PROVIDERS: dict[Duty, Provider] = {}


class Line(NamedTuple):
    """One thing that is asked: is it done, and what says so?"""

    label: StrOrPromise
    is_done: bool
    lines: Sequence[tuple[StrOrPromise, str]] = ()


def register(duty: str, provider: Provider) -> None:
    """Ask this provider; the last one for a duty counts."""
    PROVIDERS[Duty(duty)] = provider


def of(country: Country, on: date, judged: Sequence[Judged]) -> list[Line]:
    """Everything that is asked of a country, from what is on record and judged already."""
    gates = {one.gate: one for one in judged}
    found = [Line(gate.label, gates[gate].holds) for gate in OF_GATES if gate in gates]
    for duty in Duty:
        known: Evidence = PROVIDERS[duty](country, on) if duty in PROVIDERS else Evidence(0)
        found.append(Line(duty.label, known.value > 0, known.lines))
    return found
