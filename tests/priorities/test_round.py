"""A round, deed by deed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from jln.facts.models import Fact
from jln.governance.models import Decision
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.priorities import actions, queries
from jln.priorities.models import Priority, PriorityFate
from jln.priorities.terms import Stage
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.priorities.world import DAY, World

pytestmark = pytest.mark.django_db
CLAIMS, CLINICS, NURSES = (
    "How to check claims quickly",
    "How to pay clinics on time",
    "How to keep nurses in the regions",
)


@pytest.fixture
def world():
    return World()


def tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def why(deed):
    with pytest.raises(RuleBroken) as broken, transaction.atomic():
        deed()
    return broken.value.verdict.codes


def listed(world):
    """Ghana and India have their lists; points may be given."""
    world.names("GH", 0, CLAIMS, CLINICS)
    world.names("GH", 1, CLAIMS)
    world.names("IN", 0, NURSES)
    world.later(3)
    world.confirms("GH")
    world.confirms("IN")
    world.later(2)


def test_everybody_is_asked_and_names_what_comes_first(world):
    tell()
    assert OutgoingMail.objects.filter(kind="priority.opened").count() == 9  # all but who opened it
    world.names("GH", 0, CLAIMS, " ", CLINICS)
    world.names("GH", 0, CLAIMS, CLINICS)
    world.names("GH", 1, CLINICS.upper())
    got = [(one.priority.text, one.got) for one in queries.tallied(world.place("GH"), "count")]
    assert got == [(CLINICS, 2), (CLAIMS, 1)]
    got = [(one.priority.text, one.got) for one in queries.tallied(world.place("GH"), "points")]
    assert got == [(CLINICS, 5), (CLAIMS, 3)]
    world.names("GH", 0, NURSES)  # another mind: what nobody names is gone
    assert sorted(Priority.objects.values_list("text", flat=True)) == sorted([NURSES, CLINICS])


def test_a_problem_on_record_is_named_by_its_words(world):
    problem = f.problem(statement="We cannot check claims.", country=world.people["GH"][0].country)
    world.names("GH", 0, "we cannot check claims.")
    assert Priority.objects.get().problem == problem


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ((), {"empty"}),
        ((CLAIMS, CLINICS, NURSES, "A fourth problem"), {"too_many"}),
        (("short",), {"length"}),
        ((CLAIMS, CLINICS, f" {CLAIMS.upper()}"), {"twice"}),
    ],
)
def test_what_cannot_be_named(world, texts, codes):
    assert why(lambda: world.names("GH", 0, *texts)) == codes


def test_each_deed_has_its_days(world):
    world.names("GH", 0, CLAIMS)
    assert why(lambda: world.confirms("GH")) == {"not_now"}
    assert world.later(3) == 1
    assert world.now().stage_on(world.at.date()) == Stage.LISTS
    assert why(lambda: world.names("GH", 0, CLINICS)) == {"over"}
    assert why(lambda: world.spreads("GH", n1=1)) == {"not_now", "unknown"}
    assert why(lambda: world.confirms("KE")) == {"nothing"}
    world.confirms("GH")
    world.confirms("GH")
    assert Fact.objects.filter(kind="priority.confirmed").count() == 1
    assert world.later(2) == 1
    assert world.later(0) == 0
    assert why(lambda: world.confirms("GH")) == {"not_now"}
    world.spreads("GH", n1=10)
    assert why(lambda: world.spreads("GH", n1=11)) == {"too_many"}
    assert why(lambda: world.spreads("GH", n1=0)) == {"empty"}
    assert why(lambda: world.spreads("GH", n2=3)) == {"unknown"}
    world.later(3)
    assert world.now().stage_on(world.at.date()) == Stage.CLOSED
    assert why(lambda: world.spreads("GH", n1=1)) == {"not_now"}


def test_only_who_speaks_for_a_country_confirms_and_spreads(world):
    for by in (world.people["GH"][0], world.leads["KE"], world.staff):
        with pytest.raises(PermissionDenied):
            actions.confirm(world.place("GH"), "count", by=by, at=world.at)
        with pytest.raises(PermissionDenied):
            actions.spread(world.place("GH"), {1: 1}, by=by, at=world.at)
    with pytest.raises(PermissionDenied):
        actions.open_round(
            actions.Called("Mine", world.at.date() + DAY, world.at.date() + 5 * DAY),
            by=world.leads["GH"],
            at=world.at,
        )


def test_closed_it_is_counted_twice_and_each_priority_gets_its_fate(world):
    listed(world)
    texts = [one.text for one in queries.listed(world.round)]
    assert texts == [CLAIMS, CLINICS, NURSES]
    world.spreads("GH", n1=6, n2=4)
    world.spreads("KE", n2=7, n1=3)
    world.spreads("IN", n3=10)
    world.later(3)
    assert world.now().result["points"] == [one.pk for one in _of(CLINICS, NURSES)]
    outcomes = queries.outcomes_of(world.now())
    assert [one.priority.text for one in outcomes if one.by_shares]
    assert {one.fate for one in outcomes} == {None}
    (waits,) = queries.waiting_for_staff(at=world.at)
    assert not waits.is_late
    assert queries.waiting_for_staff(at=world.at + 40 * DAY)[0].is_late

    group = f.group("claims", name="Claims that pay")
    said = [
        ({"what": queries.thing_at("/work/claims/"), "is_taken_up": True, "reason": ""}, CLAIMS),
        ({"what": None, "is_taken_up": False, "reason": "Nobody can host it."}, NURSES),
    ]
    for values, text in said:
        actions.say_fate(_of(text)[0], **values, by=world.staff, at=world.at)
        actions.say_fate(_of(text)[0], **values, by=world.staff, at=world.at)
    assert PriorityFate.objects.get(priority__text=CLAIMS).group == group
    assert Fact.objects.filter(kind="priority.fate").count() == 2
    tell()
    assert "Claims that pay" in newest("priority.fate", world.leads["GH"]).text
    assert "Nobody can host it." in newest("priority.fate", world.leads["IN"]).text
    assert queries.waiting_for_staff(at=world.at)
    actions.say_fate(
        _of(CLINICS)[0], is_taken_up=True, what=_decision(), reason="", by=world.staff, at=world.at
    )
    assert queries.waiting_for_staff(at=world.at) == []


def _of(*texts):
    return [Priority.objects.select_related("round", "country").get(text=text) for text in texts]


def _decision():
    Decision.objects.create(number=7, text="Taken up", decided_on="2026-12", line="{}", mark="7")
    return queries.thing_at("7")


@pytest.mark.parametrize(
    "text", ["", "/countries/gh/", "/work/nothing/", "99", "/library/nothing/", "no address"]
)
def test_what_is_nothing_to_take_it_up_with(world, text):
    assert queries.thing_at(text) is None


def test_a_fate_says_with_what_or_why_not(world):
    listed(world)
    claims = _of(CLAIMS)[0]
    base = {"what": None, "by": world.staff, "at": world.at}
    assert why(lambda: actions.say_fate(claims, is_taken_up=False, reason="No", **base)) == {"open"}
    world.later(3)
    claims = _of(CLAIMS)[0]
    assert why(lambda: actions.say_fate(claims, is_taken_up=True, reason="", **base)) == {"what"}
    assert why(lambda: actions.say_fate(claims, is_taken_up=False, reason=" ", **base)) == {
        "reason"
    }
    with pytest.raises(PermissionDenied):
        actions.say_fate(
            claims, is_taken_up=False, what=None, reason="No", by=world.leads["GH"], at=world.at
        )


def test_from_ballots_to_points_by_mail(world):
    tell()
    who = world.people["KE"][0]
    answered(newest("priority.opened", who), f"1. {CLINICS}\n2. {CLAIMS}", at=world.at)
    answered(newest("mail.question", who), "OK", at=world.at)
    assert queries.named_by(who, world.round) == [CLINICS, CLAIMS]
    world.later(3)
    tell()
    lead = world.leads["KE"]
    assert newest("priority.listed", world.leads["IN"]) is None  # nobody of India named anything
    letter = newest("priority.listed", lead)
    assert f"1. {CLINICS} (1)" in letter.text
    answered(letter, "2", at=world.at)
    answered(newest("mail.question", lead), "OK", at=world.at)
    assert world.place("KE").way == "points"
    world.later(2)
    tell()
    letter = newest("priority.asked", world.leads["IN"])
    assert f"1. {CLINICS} (KE)" in letter.text
    answered(letter, "1: 4\n2: 6", at=world.at)
    answered(newest("mail.question", world.leads["IN"]), "OK", at=world.at)
    first, second = queries.listed(world.round)
    assert queries.spread_of(world.round) == {"IN": {first.pk: 4, second.pk: 6}}
