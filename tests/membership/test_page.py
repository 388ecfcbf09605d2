"""The page of a country's membership: its history for all, its conditions for its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from jln.activities.models import Activity
from jln.countries.models import CountryCoreGroup, Statement
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance.models import CoreGroupMeeting
from jln.initiatives.models import GroupCountry
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.membership import evidence
from jln.membership.models import CountryMembership
from jln.membership.rules.full import Evidence
from jln.membership.terms import Gate
from jln.parameters.models import Parameter
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f
from tests.pages import for_visitors, known_network, page_of, text_of

pytestmark = pytest.mark.django_db
PATH = "/countries/gh/membership/"
ON = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _network():
    known_network()


@pytest.fixture
def ghana():
    return f.country()


def held(country, level, starts, ends=None, confidence="seen", **values):
    return CountryMembership.objects.create(
        country=country,
        level=level,
        starts=PartialDate.parse(starts),
        ends=PartialDate.parse(ends) if ends else None,
        confidence=confidence,
        **values,
    )


def said(country, level, as_of, confidence="seen", **values):
    return Statement.objects.create(
        country=country,
        about="membership level",
        value=level,
        as_of=PartialDate.parse(as_of),
        confidence=confidence,
        **values,
    )


def risen(country):
    held(country, "associate", "2014", "2017-02", "inferred")
    held(country, "full", "2017-03", None, "inferred")
    said(country, "associate", "2015-12", sources="A list of 2015")
    said(country, "associate", "2017-02", sources="A deck")
    said(country, "full", "2017-02", "inferred", sources="A ballot")


def coordinator(client, country):
    who = f.person("Ama", country=country)
    f.seat(SeatKind.CCG_COORDINATOR, who, country=country)
    f.sign_in(client, who)
    return who


def test_everyone_reads_the_levels_with_their_windows_and_every_source(client, ghana):
    risen(ghana)

    said_here = text_of(page_of(client, PATH))

    assert "Associate Member at some time from 1 January 2014 to 1 December 2015" in said_here
    assert "Full Member at some time from 1 January 2016 to 1 March 2017" in said_here
    assert "Sources differ about February 2017: all are kept" in said_here
    for source in ("A list of 2015", "A deck", "A ballot"):
        assert source in said_here
    assert "Full Membership" not in said_here


def test_what_is_possible_today_is_said_with_both_levels(client, ghana):
    held(ghana, "associate", "2014", "2025", "inferred")
    held(ghana, "full", "2026", None, "inferred")
    said(ghana, "associate", "2025-12")

    head = text_of(page_of(client, PATH)).partition("History")[0]

    assert "Associate Member or Full Member Which of them is not on record for sure." in head


def test_a_country_without_a_record_is_no_member(client, ghana):
    assert "Not a member." in text_of(page_of(client, PATH))


def test_the_page_costs_the_same_for_one_row_and_for_many(client, ghana, django_assert_num_queries):
    held(ghana, "associate", "2014", "2015")
    page_of(client, "/about/rules/")
    with django_assert_num_queries(for_visitors(7)):
        page_of(client, PATH)
    CountryMembership.objects.all().delete()
    risen(ghana)
    with django_assert_num_queries(for_visitors(7)):
        page_of(client, "/fr" + PATH)


def conditions(client, path=PATH):
    html = page_of(client, path)
    parts = html.partition('id="conditions"')[2].partition('id="duties"')[0]
    items = parts.split('<div class="row b">')[1:]
    texts = [text_of(f"<main>{item}</main>") for item in items]
    return {" ".join(text.split(" ")[:2]): text for text in texts}


def test_the_core_group_sees_each_condition_with_its_number_and_its_evidence(client, ghana):
    held(ghana, "associate", "2026-01-21")
    today = day(clock.now())
    Parameter.objects.create(
        code="full_min_months",
        value=240,
        valid_from=PartialDate(2026, 2),
        source="Decision 2026/02",
    )
    coordinator(client, ghana)

    found = conditions(client)

    assert len(found) == 9
    months = (today.year - 2026) * 12 + today.month - 1 - (today.day < 21)
    assert found["Time as"] == (
        f"Time as Associate Member missing {months} months"
        " Time as Associate Member before Full Membership, at least : 240 months ( Decision 2026/02 )"
        f" Associate Member since 21 January 2026 Missing: {240 - months} months"
    )
    assert "None was written yet." in found["Self-assessment missing"]
    assert found["The Steering"] == "The Steering Group decides to come"
    assert "no limit (a default: no source was found)" in found["A place"]
    assert "(a default: no source was found)" in found["Sharing what"]


def test_a_full_member_has_no_conditions_left(client, ghana):
    held(ghana, "full", "2016")
    coordinator(client, ghana)

    assert conditions(client) == {}


def test_counting_costs_the_same_for_a_little_and_for_much(
    client, ghana, django_assert_num_queries
):
    held(ghana, "associate", "2024-01-21")
    coordinator(client, ghana)
    page_of(client, PATH)
    with django_assert_num_queries(19):
        page_of(client, PATH)
    fill(ghana)
    with django_assert_num_queries(19):
        page_of(client, PATH)


def fill(ghana, at=None):
    """Something for every condition that is counted, and something that does not count."""
    at = at or clock.now()
    members = f.space("network")
    closed = f.space("group", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    peer = f.person("Wanjiru", country=f.country("KE", "Kenya"))
    mine = f.person("Kofi", country=ghana)
    for space, title in ((members, "Costs"), (closed, "Behind a door")):
        topic = f.topic(peer, space=space, title=title)
        f.post(topic, mine, posted_at=at)
        f.post(topic, mine, posted_at=at, hidden_at=at)
        f.post(topic, mine, posted_at=at - timedelta(days=800))
        f.post(topic, peer, posted_at=at)
    f.topic(mine, space=members, title="Asked, not shared")
    f.topic(mine, space=members, title="Hidden", hidden_at=at)
    f.post(f.topic(peer, title="Also hidden", hidden_at=at), mine, posted_at=at)
    f.problem(country=ghana, statement="Paid late.", stated_by=mine, created_at=at)
    f.problem(country=ghana, statement="Loaded.", created_at=at)
    f.problem(country=ghana, stated_by=mine, created_at=at, withdrawn_at=at)
    f.adaptation(country=ghana, reported_by=mine, created_at=at, product=f.product("costing"))
    f.adaptation(country=ghana, reported_by=mine, created_at=at - timedelta(days=800))
    for number, (place, with_ghana) in enumerate(
        (("Accra, Ghana", True), ("Ghana", False), ("Jakarta, Indonesia", True), ("online", True))
    ):
        one = Activity.objects.create(
            slug=f"a{number}", title=f"Event {number}", place=place, starts=PartialDate(2016, 8)
        )
        if with_ghana:
            one.countries.add(ghana)
    Activity.objects.create(slug="later", title="x", place="Ghana", starts=PartialDate(2099))


def test_sharing_counts_answers_problems_and_adaptations_of_its_people_in_the_period(ghana):
    at = datetime.combine(ON, datetime.min.time(), UTC) + timedelta(hours=9)
    fill(ghana, at)

    sharing = evidence.of(ghana, ON)[Gate.SHARING]

    assert sharing.value == 4  # two answers, one of them behind a door; a problem; an adaptation
    words = [words for words, _path in sharing.lines]
    assert words[:2] == ["Costs", "Paid late."]
    assert len(words) == 3
    assert "Behind a door" not in words
    assert evidence.of(ghana, ON - timedelta(days=1))[Gate.SHARING].value == 0
    assert evidence.of(ghana, ON.replace(year=2028))[Gate.SHARING].value == 0


def test_hosting_and_taking_part_are_read_from_recorded_activities(ghana):
    fill(ghana)
    found = evidence.of(ghana, ON)

    assert [words for words, _path in found[Gate.HOSTING].lines] == ["Event 0", "Event 1"]
    assert found[Gate.HOSTING].value == 2
    assert (found[Gate.PARTICIPATION].value, found[Gate.PARTICIPATION].is_enough) == (3, False)
    assert evidence.of(ghana, date(2016, 7, 31))[Gate.HOSTING].value == 0


def test_a_learning_group_is_enough_of_taking_part(ghana):
    group = f.group(starts=PartialDate(2024))
    GroupCountry.objects.create(group=group, country=ghana)

    found = evidence.of(ghana, ON)[Gate.PARTICIPATION]
    assert (found.value, found.is_enough) == (0, True)
    assert found.lines == (
        ("To be in one learning group is enough:", ""),
        ("Costing Collaborative", "/work/costing/"),
    )
    assert not evidence.of(ghana, date(2023, 12, 31))[Gate.PARTICIPATION].is_enough


def test_profiles_count_who_of_the_core_group_looked_at_theirs(ghana):
    old = datetime(2020, 1, 1, tzinfo=UTC)
    people = [f.person(name, country=ghana, created_at=old) for name in ("Ama", "Esi", "Kofi")]
    people.append(f.person("New", country=ghana))
    for one in people:
        f.seat(SeatKind.CCG_MEMBER, one, country=ghana)
    f.seat(SeatKind.POINT_OF_CONTACT, people[0], country=ghana)
    f.seat(
        SeatKind.CCG_MEMBER,
        f.person("Gone", country=ghana, created_at=old),
        country=ghana,
        ends_on=date(2025, 1, 1),
    )
    by_others = {"subject_model": "jln.Person", "subject_id": 1, "kind": Kind.PERSON_UPDATED}
    Fact.objects.create(at=f.NOON, by=people[0], about=people[0], **by_others)
    Fact.objects.create(at=f.NOON, by=people[0], about=people[1], **by_others)

    found = evidence.of(ghana, ON)[Gate.PROFILES]

    assert found.value == 50
    assert [words for words, _path in found.lines] == [
        "2 of 4 people of the Core Group",
        "Not yet: Esi",
        "Not yet: Kofi",
    ]
    assert found.lines[1][1] == f"/people/{people[1].code}/"


def test_a_core_group_counts_its_institutions_and_needs_a_coordinator(ghana):
    assert evidence.of(ghana, ON)[Gate.CORE_GROUP].value == 0
    group = CountryCoreGroup.objects.create(country=ghana, since=PartialDate(2016))
    group.institutions.add(f.institution())

    found = evidence.of(ghana, ON)[Gate.CORE_GROUP]
    wanted = ("a coordinator", "terms of reference", "a meeting")
    assert (found.value, found.missing) == (1, wanted)
    f.seat(SeatKind.CCG_COORDINATOR, f.person(country=ghana), country=ghana)
    assert evidence.of(ghana, ON)[Gate.CORE_GROUP].missing == wanted[1:]
    CountryCoreGroup.objects.update(terms_link="https://nhia.example/terms")
    at = datetime.combine(ON, time(9), UTC)
    CoreGroupMeeting.objects.create(group=group, starts_at=at, created_at=at, noted_at=at)
    assert evidence.of(ghana, ON)[Gate.CORE_GROUP].missing == ()
    year = ON.replace(year=ON.year + 1)
    assert evidence.of(ghana, year)[Gate.CORE_GROUP].missing == ("a meeting",)
    assert evidence.of(ghana, date(2015, 12, 31))[Gate.CORE_GROUP].value == 0


def test_time_counts_from_the_last_day_on_which_it_can_have_begun(ghana):
    held(ghana, "associate", "2025", None, "inferred")

    found = evidence.of(ghana, ON)[Gate.TIME]

    assert found.value == 10  # from 31 December 2025
    assert found.lines[0][0].endswith("from 1 January 2025 to 31 December 2025: the last counts")
    CountryMembership.objects.update(level="member")
    assert evidence.of(ghana, ON)[Gate.TIME].value == 0


def test_places_are_free_until_the_limit_of_the_day_is_reached(ghana):
    assert evidence.of(ghana, ON)[Gate.PLACES].is_enough
    held(f.country("KE", "Kenya"), "full", "2015")
    held(f.country("MY", "Malaysia"), "associate", "2015")
    Parameter.objects.create(code="full_cap", value=2, valid_from=PartialDate(2026))

    assert evidence.of(ghana, ON)[Gate.PLACES].value == 1
    Parameter.objects.update(value=1)
    assert evidence.of(ghana, ON)[Gate.PLACES].value == 0
    assert evidence.of(ghana, date(2025, 12, 31))[Gate.PLACES].is_enough


def test_another_provider_takes_the_place_of_one_that_counts_the_same(ghana, monkeypatch):
    monkeypatch.setitem(evidence.GATES, Gate.HOSTING, {})
    evidence.register("hosting", lambda _country, _on: Evidence(7))
    evidence.register("hosting", lambda _country, _on: Evidence(1))
    evidence.register("hosting", lambda _country, _on: Evidence(2), counts="other")

    assert evidence.of(ghana, ON)[Gate.HOSTING].value == 3
    with pytest.raises(ValueError, match="hostings"):
        evidence.register("hostings", lambda _country, _on: Evidence(1))
