"""What Full Membership asks of a country: nine conditions, all must hold. Pure.

The evidence is counted elsewhere; the numbers are those of the day. A condition for
which nothing is recorded does not hold: it says so, and nobody is let through by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jln.membership.terms import Gate, GateState
from jln.parameters.rules import Number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NUMBER_OF = {
    Gate.TIME: "full_min_months",
    Gate.CORE_GROUP: "ccg_min_institutions",
    Gate.SELF_ASSESSMENT: "self_assessment_months",
    Gate.HOSTING: "hosting_min",
    Gate.SHARING: "sharing_min",
    Gate.PARTICIPATION: "participation_min",
    Gate.PROFILES: "profiles_percent",
    Gate.PLACES: "full_cap",
}
"""The number that a condition names; the Steering Group's decision has none."""

_ASKS_FOR_ONE = frozenset({Gate.SELF_ASSESSMENT, Gate.PLACES, Gate.DECISION})
"""One recent assessment, one free place, one decision: what their number limits is another."""


COUNTED = frozenset(NUMBER_OF) - _ASKS_FOR_ONE
"""The conditions whose evidence counts what their number asks for."""


class Evidence(NamedTuple):
    """What stands on record for one condition.

    `lines` are words with the path of what they rest on (empty for none); `missing` is
    what is needed beside the number; `is_enough` holds whatever the number; `is_waived`
    is set aside by staff, with its reason among the lines.
    """

    value: int
    lines: Sequence[tuple[StrOrPromise, str]] = ()
    missing: Sequence[StrOrPromise] = ()
    is_enough: bool = False
    is_waived: bool = False


def together(one: Evidence, other: Evidence) -> Evidence:
    """Both, for a condition that several records speak to."""
    return Evidence(
        one.value + other.value,
        (*one.lines, *other.lines),
        (*one.missing, *other.missing),
        one.is_enough or other.is_enough,
        one.is_waived or other.is_waived,
    )


class Judged(NamedTuple):
    """One condition on one day."""

    gate: Gate
    state: GateState
    evidence: Evidence | None
    number: Number | None

    @property
    def holds(self) -> bool:
        """Is nothing more asked? Set aside by a decision counts as well."""
        return self.state in {GateState.HOLDS, GateState.WAIVED}

    @property
    def lacks(self) -> int:
        """How many more are asked, where the number counts things."""
        if self.evidence is None or self.holds:
            return 0
        return max(0, _asked(self.gate, self.number) - self.evidence.value)


def _asked(gate: Gate, number: Number | None) -> int:
    return 1 if gate in _ASKS_FOR_ONE or number is None else number.value


def judge_gate(gate: Gate, evidence: Evidence | None, number: Number | None) -> Judged:
    """Does this condition hold?"""
    if evidence is None:
        state = GateState.TO_COME if gate is Gate.DECISION else GateState.UNKNOWN
    elif evidence.is_waived:
        state = GateState.WAIVED
    elif evidence.is_enough or evidence.value >= _asked(gate, number):
        state = GateState.MISSING if evidence.missing else GateState.HOLDS
    else:
        state = GateState.MISSING
    return Judged(gate, state, evidence, number)


def judge(evidence: Mapping[Gate, Evidence], numbers: Mapping[str, Number]) -> tuple[Judged, ...]:
    """Every condition, with the numbers of the day; one without evidence is judged too."""
    return tuple(
        judge_gate(
            gate, evidence.get(gate), numbers[NUMBER_OF[gate]] if gate in NUMBER_OF else None
        )
        for gate in Gate
    )
