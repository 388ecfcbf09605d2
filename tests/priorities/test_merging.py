"""Similar priorities become one when everybody behind them agrees, and only then."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from jln.facts.models import Fact
from jln.priorities import actions, merging, queries, rules
from jln.priorities.models import Priority, PriorityConsent, PriorityMerge, PriorityNaming
from jln.web import network
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.pages import page_of
from tests.priorities.test_round import CLAIMS, CLINICS, NURSES, tell, why
from tests.priorities.world import World

pytestmark = pytest.mark.django_db
CHECK = "Check claims with few people"


@pytest.fixture
def world(monkeypatch):
    """Ghana, India and Kenya have their lists; India's is about the same as one of Ghana's."""
    made = World()
    network.current()
    monkeypatch.setattr("jln.kit.clock.now", lambda: made.at)
    made.names("GH", 0, CLAIMS, CLINICS)
    made.names("GH", 1, CLAIMS)
    made.names("IN", 0, CHECK)
    made.names("KE", 0, NURSES)
    made.later(3)
    for code in ("GH", "IN", "KE"):
        made.confirms(code)
    return made


def one(text):
    return Priority.objects.select_related("country", "merge", "round").get(text=text)


def proposes(world, *texts, by=None):
    numbers = [one(text).pk for text in texts]
    return merging.propose(world.now(), numbers, by=by or world.staff, at=world.at)


def says(world, person, is_yes=True, reason=""):
    asked = PriorityConsent.objects.get(person=person, merge__ended_at=None)
    return merging.consent(asked, is_yes=is_yes, reason=reason, by=person, at=world.at)


def texts(world):
    return [row.text for row in queries.listed(world.round)]


def test_it_counts_as_one_once_all_have_said_yes_in_both_results(world):
    first, second, third = world.people["GH"][0], world.people["GH"][1], world.people["IN"][0]
    merge = proposes(world, CLAIMS, CHECK)
    assert proposes(world, CLAIMS, CHECK) == merge
    assert Fact.objects.filter(kind="priority.similar").count() == 3
    says(world, first)
    says(world, second)
    assert texts(world) == [CLAIMS, CLINICS, CHECK, NURSES]  # India has not answered yet
    says(world, third)
    says(world, third)
    assert texts(world) == [CLAIMS, CLINICS, NURSES]
    (row, *_rest) = queries.listed(world.round)
    assert [(other.text, other.country.code) for other in row.others] == [(CHECK, "IN")]
    assert Fact.objects.filter(kind="priority.settled").count() == 1

    world.later(2)
    world.spreads("GH", n1=5, n2=5)
    world.spreads("IN", n1=10)
    world.spreads("KE", n3=10)
    world.later(3)
    result = world.now().result
    claims, check = one(CLAIMS), one(CHECK)
    assert result["totals"][str(claims.pk)] == [15, 2]
    assert str(check.pk) not in result["totals"]
    assert claims.pk in result["points"]
    assert claims.pk in result["shares"]
    (waits,) = queries.waiting_for_staff(at=world.at)
    assert waits.title == "Priorities 2027"
    for row in queries.listed(world.round):
        actions.say_fate(
            row, is_taken_up=False, what=None, reason="No host.", by=world.staff, at=world.at
        )
    assert queries.waiting_for_staff(at=world.at) == []
    assert why(
        lambda: actions.say_fate(
            check, is_taken_up=False, what=None, reason="No", by=world.staff, at=world.at
        )
    ) == {"open"}
    tell()
    letter = newest("priority.fate", world.leads["IN"]).text
    assert CLAIMS in letter
    assert CHECK in letter


def test_a_no_parts_them_and_nothing_is_lost(world):
    merge = proposes(world, CLAIMS, CHECK)
    everybody = (*world.people["GH"], world.people["IN"][0])
    for who in everybody:
        says(world, who)
    assert texts(world) == [CLAIMS, CLINICS, NURSES]
    places = set(Priority.objects.values_list("text", "place"))
    says(world, world.people["GH"][1], is_yes=False, reason="Ours is about paper claims.")
    assert texts(world) == [CLAIMS, CLINICS, CHECK, NURSES]
    assert set(Priority.objects.values_list("text", "place")) == places
    assert PriorityNaming.objects.count() == 5
    merge.refresh_from_db()
    assert merge.ended_at
    assert merge.of == sorted([one(CLAIMS).pk, one(CHECK).pk])
    with pytest.raises(PriorityConsent.DoesNotExist):
        says(world, world.people["IN"][0])
    old = merge.consents.get(person=world.people["IN"][0])
    assert why(
        lambda: merging.consent(old, is_yes=False, reason="", by=old.person, at=world.at)
    ) == {"ended"}
    tell()
    letter = newest("priority.settled", world.people["IN"][0])
    assert "stay apart" in letter.subject
    assert "paper claims" in letter.text
    assert newest("priority.settled", world.staff)
    assert proposes(world, CLAIMS, CHECK) != merge  # it may be asked again


def test_who_proposes_may_part_them_too(world):
    proposes(world, CLAIMS, CHECK, by=world.leads["GH"])
    says(world, world.leads["GH"], is_yes=False)
    assert not Priority.objects.exclude(merge=None).exists()


def test_silence_is_no_and_points_end_it(world):
    proposes(world, CLAIMS, CHECK)
    says(world, world.people["GH"][0])
    asked = PriorityConsent.objects.get(person=world.people["IN"][0])
    world.later(2)
    assert texts(world) == [CLAIMS, CLINICS, CHECK, NURSES]
    assert "not_now" in why(
        lambda: merging.consent(asked, is_yes=True, reason="", by=asked.person, at=world.at)
    )
    assert PriorityMerge.objects.get().ended_at
    assert why(lambda: proposes(world, CLAIMS, CHECK)) == {"not_now"}


def test_once_points_are_given_nothing_is_parted_any_more(world):
    proposes(world, CLAIMS, CHECK)
    for who in (*world.people["GH"], world.people["IN"][0]):
        says(world, who)
    world.later(2)
    assert why(lambda: says(world, world.people["IN"][0], is_yes=False)) == {"not_now"}
    assert texts(world) == [CLAIMS, CLINICS, NURSES]


def test_what_cannot_be_proposed(world):
    proposes(world, CLAIMS, CHECK)
    assert why(lambda: proposes(world, CLAIMS)) == {"few", "asked"}
    assert why(lambda: proposes(world, CHECK, NURSES)) == {"asked"}
    PriorityNaming.objects.filter(priority=one(NURSES)).delete()
    assert why(lambda: proposes(world, CLINICS, NURSES)) == {"nobody"}
    with pytest.raises(PermissionDenied):
        proposes(world, CLINICS, NURSES, by=world.people["GH"][0])
    with pytest.raises(PermissionDenied):
        asked = PriorityConsent.objects.filter(person=world.people["IN"][0]).get()
        merging.consent(asked, is_yes=True, reason="", by=world.leads["IN"], at=world.at)


def test_a_country_counts_what_it_made_one_once_a_person(world):
    proposes(world, CLAIMS, CLINICS, by=world.leads["GH"])
    for who in world.people["GH"]:
        says(world, who)
    lines = queries.tallied(world.place("GH"), "count")
    assert [(line.priority.text, line.got) for line in lines] == [(CLAIMS, 2)]
    world.confirms("GH")
    assert texts(world) == [CLAIMS, CHECK, NURSES]


def test_one_whose_country_takes_it_off_its_list_still_stands_by_the_others(world):
    merge = proposes(world, CLAIMS, CHECK)
    for who in (*world.people["GH"], world.people["IN"][0]):
        says(world, who)
    Priority.objects.filter(pk=one(CLAIMS).pk).update(place=None)
    assert texts(world) == [CLINICS, CLAIMS, NURSES]
    Priority.objects.filter(pk=one(CHECK).pk).update(place=None)
    assert texts(world) == [CLINICS, NURSES]
    assert merge.priorities.count() == 2


def test_names_of_a_merge_count_once_a_person():
    said = [rules.Said(1, 5, 2, 9), rules.Said(1, 4, 1, 9), rules.Said(2, 5, 1, 9)]
    assert rules.as_one([*said, rules.Said(2, 7, 2, None)]) == [
        rules.Named(4, 1),
        rules.Named(4, 1),
        rules.Named(7, 2),
    ]


def test_on_pages_from_a_hint_to_a_yes(world, client, django_assert_num_queries):
    f.sign_in(client, world.leads["IN"])
    place = f"/priorities/{world.round.code}/"
    assert "same problem" in page_of(client, place)
    html = page_of(client, f"{place}similar/")
    assert "Alike in their words" in html
    assert "Choose these" in html
    codes = [one(CLAIMS).code, one(CHECK).code]
    chosen = page_of(client, f"{place}similar/?which={codes[0]}&which={codes[1]}")
    assert chosen.count(" checked") == 2
    html = client.post(f"{place}similar/", {"which": codes[:1]}).content.decode()
    assert "Choose two at least." in html
    assert html.count(" checked") == 1
    client.post(f"{place}similar/", {"which": codes})
    twice = client.post(f"{place}similar/", {"which": codes}, follow=True).content.decode()
    assert "One of them is asked about already" in twice
    assert "Choose one of the answers here" not in twice
    assert PriorityMerge.objects.count() == 1
    assert "of" in page_of(client, f"{place}similar/")
    with django_assert_num_queries(9):
        page_of(client, f"{place}similar/")

    for who in (*world.people["GH"], world.people["IN"][0]):
        f.sign_in(client, who)
        asked = PriorityConsent.objects.get(person=who)
        assert f"similar/{asked.code}/" in page_of(client, place)
        assert CHECK in page_of(client, f"{place}similar/{asked.code}/")
        client.post(f"{place}similar/{asked.code}/", {"answer": "yes", "reason": ""})
    html = page_of(client, place)
    assert html.index(CLAIMS) < html.index(f'= <span lang="en" dir="auto">{CHECK}')
    other = PriorityConsent.objects.exclude(person=who).first()
    assert client.get(f"{place}similar/{other.code}/").status_code == 404


def test_by_mail_from_the_question_to_one(world):
    proposes(world, CLAIMS, CHECK)
    tell()
    for who in (*world.people["GH"], world.people["IN"][0]):
        letter = newest("priority.similar", who)
        assert f"{CHECK} (IN)" in letter.text
        answered(letter, "Yes", at=world.at)
    assert texts(world) == [CLAIMS, CLINICS, NURSES]
    tell()
    assert "count as one" in newest("priority.settled", world.people["GH"][1]).subject
