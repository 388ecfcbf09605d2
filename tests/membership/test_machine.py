"""Any order of words by anybody: no way to Full Membership past a condition without a waiver."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jln.kit.matter import Carried, Outcome
from jln.kit.verdict import RuleBroken
from jln.membership import actions, evidence
from jln.membership.models import CountryMembership, SelfAssessment, Waiver
from jln.membership.rules import full
from jln.membership.rules.assessing import CLAIMED, Claim
from jln.membership.terms import Gate
from jln.parameters import queries as parameters
from tests import factories as f
from tests.membership.rising import Rising

ROSE: list[int] = []
"""How often each run came to the end, so that a test that never does is found."""
PEOPLE = st.sampled_from(["yaw", "abena", "esi", "kofi", "chen", "stranger"])


class Rise(RuleBasedStateMachine):
    """A country that never hosted; everybody tries everything, on whatever day."""

    @initialize()
    def begin(self) -> None:
        self.atom = transaction.atomic()
        self.atom.__enter__()
        self.it = Rising(is_hosting=False)
        self.it.chen = f.staff("Chen")
        self.it.stranger = f.person("Stranger", country=f.country("KE", "Kenya"))
        self.at = self.it.at
        self.shown_by = ""
        self.endorsed: set[str] = set()
        self.accepted: set[Gate] = set()
        self.is_judged, self.risen, self.hosted = False, 0, None

    def teardown(self) -> None:
        ROSE.append(self.risen)
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)

    def tried(self, deed) -> bool:
        """Whether it was let through."""
        try:
            with transaction.atomic():
                deed()
        except (RuleBroken, PermissionDenied):
            return False
        return True

    @property
    def latest(self) -> SelfAssessment | None:
        return SelfAssessment.objects.order_by("-pk").first()

    @rule(who=PEOPLE, hosted=st.sampled_from([None, 0, 1]), shows=st.booleans())
    def write(self, who: str, hosted: int | None, shows: bool) -> None:
        claims = {Gate.HOSTING: Claim(hosted, "A tour.")}
        by = getattr(self.it, who)
        before = self.latest
        same = before.pk if before and before.shown_at and not before.verified_at else 0
        if self.tried(
            lambda: actions.write(
                self.it.country, claims, words="More.", shows=shows, by=by, at=self.at
            )
        ):
            assert who in {"yaw", "abena"}
            now = self.latest
            if now.pk != same or not now.endorsements.exists():
                self.endorsed, self.shown_by = set(), who if shows else ""
                self.accepted, self.is_judged = set(), False
                self.hosted = hosted

    @rule(who=PEOPLE)
    def endorse(self, who: str) -> None:
        one = self.latest
        if one and self.tried(lambda: actions.endorse(one, by=getattr(self.it, who), at=self.at)):
            assert who in {"yaw", "abena", "esi", "kofi"} - {one.opened_by.name.lower()}
            self.endorsed.add(who)

    @rule(who=PEOPLE, back=st.sets(st.sampled_from(CLAIMED), max_size=1))
    def verify(self, who: str, back: set[Gate]) -> None:
        one, returned = self.latest, dict.fromkeys(back, "Who came?")
        if one and self.tried(
            lambda: actions.verify(one, returned, by=getattr(self.it, who), at=self.at)
        ):
            assert who == "chen"
            assert "abena" in self.endorsed or len(self.endorsed) > 1
            self.accepted, self.is_judged = set(CLAIMED) - back, not back

    @rule(who=PEOPLE, gate=st.sampled_from(sorted(Gate)), reason=st.sampled_from(["", "Roads."]))
    def waive(self, who: str, gate: Gate, reason: str) -> None:
        if self.tried(
            lambda: actions.waive(
                self.it.country, gate, reason, by=getattr(self.it, who), at=self.at
            )
        ):
            assert who == "chen"
            assert reason

    @rule(hosted=st.sampled_from([1, 1, 0]), times=st.sampled_from([4, 4, 2, 1]))
    def go_on(self, hosted: int, times: int) -> None:
        """The next steps as those do them who should: or chance would hardly get there."""
        for _step in range(times):
            one = self.latest
            if one is None or one.closed_at or (one.verified_at and not one.is_accepted):
                self.write("yaw", hosted, shows=True)
            elif one.is_accepted:
                self.decide(Outcome.ADOPTED)
            elif one.endorsed_at:
                self.verify("chen", set())
            elif one.shown_at:
                self.endorse("abena" if one.opened_by != self.it.abena else "esi")
            else:
                self.write("yaw", hosted, shows=True)

    @rule(days=st.sampled_from([1, 30, 200]))
    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule(outcome=st.sampled_from(Outcome))
    def decide(self, outcome: Outcome) -> None:
        one = self.latest
        was = CountryMembership.objects.filter(level="full").exists()
        known = self.on_record(self.at.date())
        if one is None or not self.tried(
            lambda: actions.become_full(Carried(one.pk, outcome, {}, 1, 1, "", self.at))
        ):
            return
        if outcome is Outcome.ADOPTED:
            assert not was
            assert self.is_judged
            assert "abena" in self.endorsed or len(self.endorsed) > 1
            self.holds_by(known)

    def on_record(self, on: date) -> dict[Gate, str]:
        """Each condition by the record alone."""
        with parameters.looked_up(on) as numbers:
            judged = full.judge(evidence.recorded(self.it.country, on), numbers)
            return {one.gate: str(one.state) for one in judged}

    def holds_by(self, known: dict[Gate, str]) -> None:
        """By the record of that day, the accepted claim and the waivers alone."""
        waived = set(Waiver.objects.values_list("gate", flat=True))
        for gate in set(Gate) - {Gate.DECISION, Gate.SELF_ASSESSMENT}:
            claimed = gate == Gate.HOSTING and self.hosted == 1 and gate in self.accepted
            assert known[gate] == "holds" or gate in waived or claimed, gate
        self.risen += 1

    @invariant()
    def nothing_is_overwritten(self) -> None:
        if not hasattr(self, "it"):
            return
        rows = list(CountryMembership.objects.order_by("pk"))
        assert rows[0].level == "associate"
        assert sum(row.ends is None for row in rows) == 1


@pytest.mark.django_db
def test_no_path_to_full_past_a_condition():
    steps = int(os.environ.get("JLN_STEPS", "0"))
    machine = Rise.TestCase
    machine.settings = settings(
        max_examples=max(12, steps // 30),
        stateful_step_count=30 if steps else 14,
        deadline=None,
        derandomize=not steps,
        phases=(Phase.generate,) if not steps else (Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()
    assert sum(ROSE)
