"""Positions begun and ended with their dates, and asking for another country."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.accounts import actions, queries
from jln.accounts.actions import Job
from jln.accounts.models import CountryRequest
from jln.desk import queries as desk
from jln.facts.models import Fact
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken
from jln.people.models import Institution, Position
from jln.search.models import SearchEntry
from tests import factories as f

pytestmark = pytest.mark.django_db
LATER = f.NOON + timedelta(days=8)


@pytest.fixture
def ama():
    f.network()
    return f.person("Ama")


def begin(who, at=f.NOON, **values) -> Position:
    job = Job(**({"title": "Director of audit", "institution": f.institution()} | values))
    return actions.begin_position(who, job, by=who, at=at)


def kinds() -> list[str]:
    return list(Fact.objects.order_by("pk").values_list("kind", flat=True))


def test_a_new_position_stands_beside_the_old_one_which_keeps_its_dates(ama):
    old = f.position(ama, f.institution())
    actions.end_position(old, PartialDate(2026, 10), by=ama, at=f.NOON)

    new = begin(ama, institution=f.institution("moh", "Ministry of Health"))

    assert [(one.title, str(one.ends)) for one in queries.positions(ama)] == [
        ("Director of audit", "None"),
        ("Director of purchasing", "2026-10"),
    ]
    assert kinds() == ["position.ended", "position.begun"]
    assert (
        "Director of audit, Ministry of Health"
        in SearchEntry.objects.get(kind="person", subject_id=ama.pk).body
    )
    assert new.ends is None


def test_the_same_position_said_twice_is_one(ama):
    assert begin(ama).pk == begin(ama).pk


def test_an_institution_nobody_named_before_waits_for_the_desk(ama):
    chen = f.staff()

    position = begin(ama, institution=None, named=" Drug  Authority ", kind="regulator")

    made = position.institution
    assert (made.name, made.kind, made.country) == ("Drug Authority", "regulator", ama.country)
    assert [row.pk for row in desk.to_check(chen, "institution")] == [made.pk]
    again = begin(f.person(), institution=None, named="drug authority", title="Clerk")
    assert again.institution == made
    assert Institution.objects.filter(name__iexact="drug authority").count() == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"title": " "}, {"no_title"}),
        ({"institution": None}, {"no_place"}),
        ({"named": "Another one"}, {"no_place"}),
        ({"starts": PartialDate(2027)}, {"not_yet"}),
    ],
)
def test_a_position_is_whole_or_refused(ama, values, why):
    with pytest.raises(RuleBroken) as refusal:
        begin(ama, **values)

    assert refusal.value.verdict.codes == why
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("ends", "why"),
    [(PartialDate(2019), "ends_first"), (PartialDate(2027), "not_yet")],
)
def test_a_position_ends_after_it_began_and_not_in_the_future(ama, ends, why):
    position = f.position(ama, f.institution())

    with pytest.raises(RuleBroken) as refusal:
        actions.end_position(position, ends, by=ama, at=f.NOON)

    assert refusal.value.verdict.codes == {why}


def test_an_end_is_taken_back_within_seven_days(ama):
    position = f.position(ama, f.institution())
    actions.end_position(position, PartialDate(2026), by=ama, at=f.NOON)

    with pytest.raises(RuleBroken) as late:
        actions.resume_position(position, by=ama, at=LATER)
    actions.resume_position(position, by=ama, at=f.NOON + timedelta(days=1))

    position.refresh_from_db()
    assert position.ends is None
    assert late.value.verdict.codes == {"too_late"}
    assert kinds() == ["position.ended", "position.taken_back"]


def test_a_slip_goes_within_seven_days_and_what_others_loaded_never(ama):
    loaded = f.position(ama, f.institution())
    slip = begin(ama)

    with pytest.raises(RuleBroken) as late:
        actions.take_back_position(slip, by=ama, at=LATER)
    actions.take_back_position(slip, by=ama, at=f.NOON)
    with pytest.raises(RuleBroken) as nothing:
        actions.take_back_position(loaded, by=ama, at=f.NOON)

    assert late.value.verdict.codes == {"too_late"}
    assert nothing.value.verdict.codes == {"nothing"}
    assert list(Position.objects.all()) == [loaded]


def test_nobody_states_positions_for_others(ama):
    other, position = f.person(), f.position(ama, f.institution())

    for deed in (
        lambda: begin_for(ama, other),
        lambda: actions.end_position(position, PartialDate(2026), by=other, at=f.NOON),
        lambda: actions.take_back_position(position, by=other, at=f.NOON),
        lambda: actions.ask_for_country(ama, f.country(), because="x", by=other, at=f.NOON),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def begin_for(who, by):
    return actions.begin_position(who, Job("X", f.institution()), by=by, at=f.NOON)


def test_a_country_is_asked_for_and_a_new_wish_takes_the_place_of_the_old(ama):
    kenya, nigeria = f.country("KE", "Kenya"), f.country("NG", "Nigeria")
    actions.ask_for_country(ama, kenya, because="I moved.", by=ama, at=f.NOON)
    actions.ask_for_country(ama, nigeria, because="I moved again.", by=ama, at=f.NOON)

    assert queries.open_country_request(ama).country == nigeria
    assert CountryRequest.objects.count() == 2
    ama.refresh_from_db()
    assert ama.country.code == "GH"

    assert actions.withdraw_country_request(ama, by=ama, at=f.NOON)
    assert not actions.withdraw_country_request(ama, by=ama, at=f.NOON)
    assert queries.open_country_request(ama) is None


@pytest.mark.parametrize(
    ("code", "because", "why"), [("GH", "x", "same"), ("KE", " ", "no_reason")]
)
def test_a_wish_for_a_country_has_its_reason(ama, code, because, why):
    with pytest.raises(RuleBroken) as refusal:
        actions.ask_for_country(ama, f.country(code), because=because, by=ama, at=f.NOON)

    assert refusal.value.verdict.codes == {why}


def test_the_page_states_ends_and_takes_back(client, ama):
    f.sign_in(client, ama)
    place = f.institution()
    page = client.get("/me/work/").content.decode()
    assert place.name in page
    assert "You have not said what you do." in page

    client.post(
        "/me/work/", {"position": "Auditor", "institution": place.slug, "level": "national"}
    )
    position = Position.objects.get()
    assert "A slip: take it back" in client.get("/me/work/").content.decode()

    refused = client.post(f"/me/work/{position.code}/", {"ends": "1999-99"})
    assert "Write a date as 2016" in refused.content.decode()
    client.post(f"/me/work/{position.code}/", {"ends": "2026"})
    position.refresh_from_db()
    assert position.ends == PartialDate(2026)

    client.post(f"/me/work/{position.code}/", {"resume": "1"})
    position.refresh_from_db()
    assert position.ends is None
    client.post(f"/me/work/{position.code}/", {"slip": "1"})
    assert not Position.objects.exists()


def test_a_position_of_somebody_else_is_not_found(client, ama):
    theirs = f.position(f.person(), f.institution())
    f.sign_in(client, ama)

    assert client.get(f"/me/work/{theirs.code}/").status_code == 404


def test_the_page_says_that_a_country_is_the_desks_to_change(client, ama):
    f.country("KE", "Kenya")
    f.sign_in(client, ama)
    assert "rights hang on it" in client.get("/me/").content.decode().lower()

    client.post("/me/country/", {"country": "KE", "because": "I moved."})

    assert "You asked for Kenya" in client.get("/me/work/").content.decode()
    client.post("/me/country/", {"withdraw": "1"})
    assert "You asked for Kenya" not in client.get("/me/work/").content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_costs_the_same_however_much_one_did(
    client, ama, count, django_assert_num_queries
):
    for number in range(count):
        f.position(ama, f.institution(f"i{number}", f"Place {number}"))
    f.sign_in(client, ama)
    client.get("/me/work/")
    # two versions; positions, institutions, what is fresh, the wish
    with django_assert_num_queries(6):
        assert client.get("/me/work/").content.decode().count("It ended") == count
