"""Deeds about problems: refused they change nothing, repeated they happen once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.problems import actions, queries
from jln.problems.actions import Words
from jln.problems.models import Problem, ProblemCountry
from jln.search.models import SearchEntry
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON = f.NOON
SAID = Words("Clinics are paid three months late.", language="en")


def record():
    return f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)


def closed_space():
    return f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)


def kinds():
    return [Kind(kind) for kind in Fact.objects.order_by("pk").values_list("kind", flat=True)]


def coordinator(country=None):
    who = f.person("Esi", country=country or f.country())
    f.seat(SeatKind.CCG_COORDINATOR, who, country=who.country)
    return who


def state(by, words=SAID, **values):
    record()
    return actions.state(
        values.pop("country", by.country), words, **{"by": by, "at": NOON} | values
    )


def test_a_problem_is_stated_for_members():
    ama, theme = f.person("Ama"), f.theme()
    made = state(ama, Words("  Clinics are paid\nthree months late. ", " Since 2024 ", "fr", theme))
    assert (made.statement, made.detail, made.language) == (
        "Clinics are paid three months late.",
        "Since 2024",
        "fr",
    )
    assert (made.country, made.theme, made.stated_by, str(made.stated)) == (
        ama.country,
        theme,
        ama,
        "2026-11-20",
    )
    assert made.visibility == Visibility.MEMBERS
    assert kinds() == [Kind.PROBLEM_STATED]
    found = SearchEntry.objects.get(kind="problem")
    assert (found.subject_id, found.reach) == (made.pk, "members")
    assert not queries.problems(None).exists()
    assert queries.problems(f.person("Bo", country=f.country("KE", "Kenya"))).get() == made


def test_a_problem_of_another_country_changes_nothing():
    with pytest.raises(PermissionDenied):
        state(f.person("Ama"), country=f.country("KE", "Kenya"))
    assert not Problem.objects.exists()
    assert not Fact.objects.exists()


def test_a_statement_that_names_no_problem_changes_nothing():
    with pytest.raises(RuleBroken) as refusal:
        state(f.person("Ama"), Words("Payment"))
    assert refusal.value.verdict.codes == {"too_short"}
    assert not Problem.objects.exists()
    assert not Fact.objects.exists()


def test_the_same_problem_twice_is_one():
    ama = f.person("Ama")
    assert state(ama) == state(ama, at=NOON + timedelta(hours=1))
    assert kinds() == [Kind.PROBLEM_STATED]


def test_said_in_a_closed_conversation_it_stays_there():
    ama, closed = f.person("Ama"), closed_space()
    f.on_roll(closed, ama)
    made = state(ama, topic=f.topic(ama, space=closed, theme=f.theme()))
    assert (made.space, made.visibility, made.theme) == (closed, Visibility.ROLL, f.theme())
    assert not queries.problems(f.person("Bo", country=f.country("KE", "Kenya"))).exists()


def test_a_topic_she_may_not_read_is_refused():
    with pytest.raises(PermissionDenied):
        state(f.person("Ama"), topic=f.topic(space=closed_space()))
    assert not Problem.objects.exists()


def test_only_the_core_group_states_in_public():
    words = Words(SAID.statement, visibility=Visibility.PUBLIC)
    with pytest.raises(PermissionDenied):
        state(f.person("Ama"), words)
    assert not Problem.objects.exists()
    assert queries.problems(None).filter(pk=state(coordinator(), words).pk).exists()


def test_staff_name_the_countries_that_share_it():
    kenya, chen = f.country("KE", "Kenya"), f.staff()
    made = state(chen, shared_with=[kenya, kenya, chen.country])
    assert [row.country for row in made.shared_by.all()] == [kenya]


def test_a_member_does_not_speak_for_another_country():
    with pytest.raises(PermissionDenied):
        state(f.person("Ama"), shared_with=[f.country("KE", "Kenya")])
    assert not Problem.objects.exists()


def test_another_country_shares_it_and_takes_it_back():
    made = state(f.person("Ama"))
    bo = f.person("Bo", country=f.country("KE", "Kenya"))
    actions.share(made, bo.country, by=bo, at=NOON)
    assert ProblemCountry.objects.get().country == bo.country
    assert queries.problems_of(bo.country, bo).get() == made
    actions.unshare(made, bo.country, by=bo, at=NOON)
    assert not ProblemCountry.objects.exists()
    assert kinds() == [Kind.PROBLEM_STATED, Kind.PROBLEM_SHARED, Kind.PROBLEM_UNSHARED]


def test_what_is_shared_already_or_ones_own_is_refused():
    ama = f.person("Ama")
    made = state(ama)
    bo = f.person("Bo", country=f.country("KE", "Kenya"))
    actions.share(made, bo.country, by=bo, at=NOON)
    for who, act, code in (
        (bo, actions.share, "shared"),
        (ama, actions.share, "own"),
        (ama, actions.unshare, "not_shared"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            act(made, who.country, by=who, at=NOON)
        assert refusal.value.verdict.codes == {code}
    assert ProblemCountry.objects.count() == 1
    assert len(kinds()) == 2


def test_nobody_shares_for_another_country_or_what_she_may_not_read():
    made = state(f.person("Ama"))
    bo = f.person("Bo", country=f.country("KE", "Kenya"))
    hidden = f.problem(space=closed_space(), visibility=Visibility.ROLL)
    for problem, country in ((made, f.country("VN", "Vietnam")), (hidden, bo.country)):
        for act in (actions.share, actions.unshare):
            with pytest.raises(PermissionDenied):
                act(problem, country, by=bo, at=NOON)
    assert not ProblemCountry.objects.exists()


def test_the_core_group_opens_it_to_everyone_once():
    made, esi = state(f.person("Ama")), coordinator()
    actions.publish(made, by=esi, at=NOON)
    actions.publish(made, by=esi, at=NOON)
    assert queries.problems(None).get() == made
    assert SearchEntry.objects.get(kind="problem").reach == "public"
    assert kinds().count(Kind.PROBLEM_PUBLISHED) == 1


def test_publishing_is_refused_to_others_and_for_what_was_said_in_confidence():
    closed = closed_space()
    esi = coordinator()
    f.on_roll(closed, esi)
    open_one, confided = state(f.person("Ama")), state(esi, topic=f.topic(esi, space=closed))
    with pytest.raises(PermissionDenied):
        actions.publish(open_one, by=open_one.stated_by, at=NOON)
    with pytest.raises(RuleBroken):
        actions.publish(confided, by=esi, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.publish(f.problem(country=None, space=record()), by=esi, at=NOON)
    assert not queries.problems(None).exists()


def test_without_a_public_record_the_networks_own_space_keeps_it():
    own = f.space()
    assert actions.state(f.country(), SAID, by=f.person("Ama"), at=NOON).space == own
