"""Any order of words, seats and days: one effective vote a seat, one effect, a tally that can be
counted again from the rows."""

from __future__ import annotations

import os

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jln.countries.models import Seat
from jln.governance import effects
from jln.governance.actions import closing, votes
from jln.governance.models import Decision, Motion
from jln.governance.queries import decided
from jln.governance.queries import motions as queries
from jln.governance.rules import voting
from jln.kit.matter import Effect
from jln.kit.verdict import RuleBroken
from jln.web import network
from tests import factories as f
from tests.governance.sg import DAY, NOON, Group

WHO = st.sampled_from(["GH", "SN", "MX", "MN", "alternate", "staff"])
WORDS = st.sampled_from(["for", "against", "abstain", "aside", "none"])


class Votes(RuleBasedStateMachine):
    """Two motions; everybody says everything."""

    @initialize(taking=st.sampled_from(["written", "silence", "vote"]))
    def begin(self, taking):
        network._kept.clear()  # of the machine before, whose rows are undone
        self.group, self.at, self.done = Group(), NOON, []
        effects.register(Effect("test", "Test", list, self.done.append))
        f.seat(
            "steering_alternate", self.group.people["MX"], country=self.group.terms["MN"].country
        )
        self.motion = self.group.put(taking, kind="test", subject_id=1)

    def person(self, who):
        return {"alternate": self.group.alternate, "staff": self.group.chen}.get(who) or (
            self.group.people[who]
        )

    def tries(self, deed):
        try:
            with transaction.atomic():
                deed()
        except (PermissionDenied, RuleBroken):
            pass

    @rule(who=WHO, word=WORDS, reason=st.sampled_from(["", "Because"]))
    def somebody_votes(self, who, word, reason):
        person = self.person(who)
        self.tries(lambda: votes.vote(self.motion, word, by=person, at=self.at, reason=reason))

    @rule(code=st.sampled_from(["SN", "MX", "MN"]))
    def a_seat_ends(self, code):
        rows = Seat.objects.filter(pk=self.group.seats[code].pk, ends_on=None)
        rows.update(ends_on=self.at.date())

    @rule(who=st.sampled_from(["GH", "staff", "MX"]))
    def somebody_counts(self, who):
        self.tries(lambda: closing.close(self.motion, by=self.person(who), at=self.at))

    @rule(days=st.integers(1, 12))
    def days_pass(self, days):
        self.at += days * DAY
        closing.close_due(at=self.at)

    @invariant()
    def one_effective_vote_a_seat_and_a_person(self):
        said = voting.effective(queries.voices(self.motion.votes.all()))
        people = [one.person for one in said.values()]
        assert len(people) == len(set(people))

    @invariant()
    def no_effect_twice_and_the_tally_follows_from_the_rows(self):
        motion = Motion.objects.select_related("decision").get(pk=self.motion.pk)
        assert len(self.done) == Decision.objects.count() == (motion.state == "decided")
        if motion.decision:
            kept = voting.Tally.of(motion.decision.tally)
            again = queries.counted(motion, motion.votes.all(), motion.closes_on)
            assert again == kept
            assert voting.judge(kept).outcome.value == motion.decision.outcome
            assert decided.fault() is None


STEPS = 20
ASKED = int(os.environ.get("JLN_STEPS", "0"))  # make vote-steps
RUNS = ASKED // STEPS or 8


@pytest.mark.django_db
def test_any_order_of_words_has_one_vote_a_seat_and_one_effect():
    """Each run in a transaction of its own that is taken back."""
    undone = Votes.teardown

    class Undone(Votes):
        def __init__(self):
            super().__init__()
            self.scope = transaction.atomic()
            self.scope.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.scope.__exit__(None, None, None)
            effects.EFFECTS.pop("test", None)
            undone(self)

    machine = Undone.TestCase
    machine.settings = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes minutes
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()
