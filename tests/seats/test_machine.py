"""Any order of words by any people, by page and by mail, over days: nothing leaks, nothing drops."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.people.models import Person
from jln.seats import actions, moving
from jln.seats.models import Handover
from jln.seats.terms import Way
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.mailroom.letters import answered
from tests.seats.network import DAY, NOON, Ghana, fresh

PEOPLE = st.sampled_from(["yaw", "abena", "efua", "esi", "chen"])
COORDINATOR = SeatKind.CCG_COORDINATOR


class HandOvers(RuleBasedStateMachine):
    """Ghana's coordinator; everybody tries everything."""

    @initialize()
    def begin(self):
        self.ghana, self.at = Ghana(), NOON
        self.waiting = set()
        self.agreed_on_pages = False
        self.room = f.space("exchange", kind="group", visibility=Visibility.ROLL)

    def person(self, name):
        return Person.objects.get(pk=getattr(self.ghana, name).pk)

    def newest(self):
        return Handover.objects.select_related("seat").order_by("-pk").first()

    def seat(self):
        return Seat.objects.filter(kind=COORDINATOR).order_by("-pk").first()

    def tries(self, deed):
        try:
            with transaction.atomic():
                return deed()
        except (PermissionDenied, RuleBroken):
            return None

    @rule(secret=st.booleans())
    def somebody_asks_the_country(self, secret):
        holder = Seat.objects.held_on(self.at.date()).filter(kind=COORDINATOR).first()
        if holder is None:
            return
        topic = f.topic(self.ghana.abena, **({"space": self.room} if secret else {}))
        reasons = [{"code": "problem", "of": 1}]
        topic.asked.create(person=holder.person, reasons=reasons, asked_at=self.at)
        self.waiting.add(topic.pk)

    @rule(who=PEOPLE, days=st.integers(-1, 3))
    def somebody_says_the_last_day(self, who, days):
        on = self.at.date() + days * DAY
        self.tries(lambda: actions.end(self.seat(), on, by=self.person(who), at=self.at))

    @rule(who=PEOPLE)
    def somebody_says_it_goes_on(self, who):
        self.tries(lambda: actions.go_on(self.seat(), by=self.person(who), at=self.at))

    @precondition(lambda self: self.newest())
    @rule(who=PEOPLE, whom=PEOPLE)
    def somebody_names(self, who, whom):
        named = actions.Successor(self.person(whom))
        self.tries(lambda: actions.name(self.newest(), named, by=self.person(who), at=self.at))

    @precondition(lambda self: self.newest())
    @rule(who=PEOPLE)
    def somebody_leaves_it_open(self, who):
        self.tries(lambda: actions.leave_open(self.newest(), by=self.person(who), at=self.at))

    @precondition(lambda self: self.newest())
    @rule(who=PEOPLE, yes=st.booleans(), way=st.sampled_from(Way))
    def somebody_answers(self, who, yes, way):
        by, it = self.person(who), self.newest()
        if yes:
            self.tries(lambda: actions.confirm(it, by=by, at=self.at, way=way))
        else:
            self.tries(lambda: actions.decline(it, by=by, at=self.at))

    @precondition(lambda self: self.newest())
    @rule(who=PEOPLE)
    def somebody_agrees_on_the_page(self, who):
        it, by = self.newest(), self.person(who)
        if self.tries(lambda: actions.second(it, by=by, at=self.at)):
            self.agreed_on_pages = True

    @rule(which=st.integers(0, 9), word=st.sampled_from(["YES", "NO", "OK", "Efua", "AGREE"]))
    def a_letter_is_answered(self, which, word):
        """By whoever got it, from her own verified address: it is never enough."""
        letters = OutgoingMail.objects.filter(reply_token__isnull=False).order_by("-pk")
        for letter in letters[which : which + 1]:
            answered(letter, word, at=self.at)

    @rule(days=st.integers(1, 4))
    def days_pass(self, days):
        for _day in range(days):
            self.at += timedelta(days=1)
            actions.on_their_day(at=self.at)
            actions.notice_silence(at=self.at)

    @invariant()
    def nobody_holds_what_another_holds(self):
        days = [self.at.date() + days * DAY for days in range(8)]
        rows = Seat.objects.filter(kind=COORDINATOR, person__isnull=False)
        spans = [(one.starts_on, one.ends_on or date.max) for one in rows]
        assert all(sum(first <= on <= last for first, last in spans) <= 1 for on in days)

    @invariant()
    def no_role_comes_without_a_second_person_on_a_page(self):
        begun = Fact.objects.filter(kind=Kind.SEAT_BEGUN)
        assert self.agreed_on_pages or not begun.exists()
        for one in Handover.objects.filter(begun__isnull=False):
            assert one.confirmed_at is not None
            assert one.seconded_by_id not in {None, one.successor_id, one.named_by_id}

    @invariant()
    def nothing_that_waits_is_lost(self):
        """Every question stands open at who held the seat last, or was brought to who follows."""
        for topic in self.waiting:
            rows = AskedColleague.objects.filter(topic=topic, answered_at=None, declined_at=None)
            assert rows.count() == 1

    @invariant()
    def nothing_that_waits_is_named_to_who_may_not_read_it(self):
        """A briefing says of what waits what this says: see `test_pages`."""
        it = self.newest()
        if it is None:
            return
        for who in ("efua", "esi"):
            reader = self.person(who)
            for thing in moving.pending(it.seat, reader).things:
                topic = AskedColleague.objects.filter(topic=thing.pk)[0].topic
                assert can(reader, Permission.TOPIC_VIEW, topic)

    @invariant()
    def history_is_never_overwritten(self):
        first = fresh(self.ghana.seat)
        assert first.person_id == self.ghana.yaw.pk
        assert first.starts_on == self.ghana.seat.starts_on


STEPS = 25
ASKED = int(os.environ.get("JLN_STEPS", "0"))  # make seat-steps
RUNS = ASKED // STEPS or 12


@pytest.mark.django_db
def test_any_order_of_words_gives_no_role_loses_nothing_and_leaks_nothing(monkeypatch):
    """Each run in a transaction of its own that is taken back."""
    undone = HandOvers.teardown

    class Undone(HandOvers):
        def __init__(self):
            super().__init__()
            self.scope = transaction.atomic()
            self.scope._from_testcase = True  # the mail room's own are the outermost here
            self.scope.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.scope.__exit__(None, None, None)
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
