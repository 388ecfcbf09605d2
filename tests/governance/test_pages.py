"""The pages of a Core Group: what each reader sees, what stays in the group, what is public."""

from datetime import timedelta

import pytest

from jln.countries.terms import SeatKind
from jln.governance import actions
from jln.governance.models import CoreGroupItem, CoreGroupReach
from jln.kit import clock
from tests import factories as f
from tests.governance import groups as g
from tests.pages import for_visitors, known_network, links_of, page_of, prose, public, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    known_network()
    return g.member()


@pytest.fixture
def yaw(client, ghana):
    made = g.in_group("Yaw", country=ghana)
    f.sign_in(client, made)
    return made


def busy(of, owner, many):
    """So many of everything."""
    people = [g.in_group(f"Person {n}", SeatKind.CCG_MEMBER, of.country) for n in range(many)]
    of.institutions.add(
        *(f.institution(f"more-{n}", f"More {n}", country=of.country) for n in range(many))
    )
    for n in range(many):
        held = g.noted(of, -7 * (n + 1))
        held.represented.set(of.institutions.all())
        CoreGroupItem.objects.create(meeting=held, number=1, kind="decide", text="Who goes")
        g.action(held, owner, due=n - 1)
        g.action(held, people[n])
        CoreGroupReach.objects.create(
            group=of, what="A tool", to_whom="Regions", people=3, told_on=g.today()
        )
    g.meeting(of, 9)


@pytest.mark.parametrize("many", [1, 6])
def test_the_page_asks_as_often_for_one_as_for_many(
    client, yaw, ghana, many, django_assert_num_queries
):
    busy(g.group(ghana), yaw, many)
    with django_assert_num_queries(19):
        page_of(client, "/countries/gh/group/")


def test_the_group_sees_how_it_is_doing(client, yaw, ghana):
    of = g.group(ghana)
    busy(of, yaw, 2)
    text = text_of(page_of(client, "/countries/gh/group/"))
    assert "5 institutions take part." in text
    assert "4 actions are open. 1 is late" in text
    assert "Nobody is chair of the Country Core Group." in text
    assert "We go to a third region." in text
    assert "6 people outside the group" in text
    assert "ghana@jln.example" in text or "ghana@" in text


def test_staff_see_that_a_seat_is_empty_and_no_notes(client, ghana):
    of = g.group(ghana)
    busy(of, g.in_group("Yaw"), 2)
    f.sign_in(client, f.staff("Zawadi"))
    html = page_of(client, "/countries/gh/group/")
    assert "Nobody is chair" in text_of(html)
    assert "third region" not in html
    assert "one page on the trial" not in html


def test_a_country_without_a_group_has_a_page_and_an_address(client, yaw, ghana):
    html = page_of(client, "/countries/gh/group/")
    assert "mailto:ghana@" in html
    assert "No Country Core Group is on record." in html
    assert "/countries/gh/group/record/" in html


def test_a_group_is_put_on_record_on_its_page(client, yaw, ghana):
    f.institution("nhia", country=ghana)
    data = {"kind": "adopted", "name": "Committee", "since": "2013", "secretariat": ["nhia"]}
    answer = client.post("/countries/gh/group/record/", data)
    assert answer["Location"].endswith("/countries/gh/group/")
    assert str(ghana.core_group.since) == "2013"
    assert "Committee" in page_of(client, "/countries/gh/group/record/")
    without = client.post("/countries/gh/group/record/", {"kind": "adopted"})
    assert "Say what the body is called." in without.content.decode()


@pytest.mark.parametrize("many", [1, 6])
def test_a_meeting_asks_as_often_for_one_as_for_many(
    client, yaw, ghana, many, django_assert_num_queries
):
    of = g.group(ghana, institutions=many)
    held = g.noted(of)
    held.represented.set(of.institutions.all())
    for n in range(many):
        CoreGroupItem.objects.create(meeting=held, number=n + 1, kind="know", text="Welcome")
        g.action(held, yaw)
    with django_assert_num_queries(11):
        page_of(client, f"/countries/gh/group/meetings/{held.code}/")


def test_public_notes_carry_no_name_no_agenda_and_no_action(client, ghana):
    held = g.noted(g.group(ghana), is_public=True, place="Room 4")
    g.action(held, g.in_group("Esi"))
    CoreGroupItem.objects.create(meeting=held, number=1, kind="know", text="Welcome Efua")
    html = page_of(client, f"/countries/gh/group/meetings/{held.code}/")
    assert "third region" in html
    assert not any(word in html for word in ("Esi", "Efua", "Room 4", "one page on the trial"))
    assert f"/meetings/{held.code}/" in page_of(client, "/countries/gh/")


def test_the_public_page_shows_what_the_country_chose(client, ghana):
    of = g.group(ghana)
    yaw = g.in_group("Yaw Mensah", country=ghana)
    f.problem(country=ghana, statement="Clinics wait.", **public())
    of.secretariat.set(of.institutions.all()[:1])

    actions.show(of, ["coordinator"], by=yaw, at=clock.now())
    html = page_of(client, "/countries/gh/")
    assert "Yaw Mensah" in html
    assert not any(word in html for word in ("Clinics wait.", "Institution 0"))

    actions.show(of, ["institutions", "problems"], by=yaw, at=clock.now())
    html = page_of(client, "/countries/gh/")
    assert "Yaw Mensah" not in html
    assert all(word in html for word in ("Clinics wait.", "Institution 0"))


@pytest.mark.django_db(transaction=True)
def test_the_public_page_forgets_a_coordinator_with_the_day_of_her_seat(client, monkeypatch):
    known_network()
    of = g.group(shows=["coordinator"])
    g.in_group("Yaw Mensah", country=of.country)
    of.country.seats.update(ends_on=g.today())
    for _time in range(2):
        assert "Yaw Mensah" in page_of(client, "/countries/gh/")

    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert "Yaw Mensah" not in page_of(client, "/countries/gh/")


@pytest.mark.parametrize("many", [1, 3])
def test_the_public_page_asks_as_often_whatever_is_shown(
    client, ghana, many, django_assert_num_queries
):
    of = g.group(ghana, institutions=many, shows=["institutions", "coordinator"])
    of.secretariat.set(of.institutions.all())
    for n in range(many):
        g.in_group(f"Person {n}", country=ghana)
        g.noted(of, -n - 1, is_public=True)
    with django_assert_num_queries(for_visitors(21)):
        page_of(client, "/countries/gh/")


def test_the_owner_settles_an_action_on_its_page(client, yaw, ghana):
    one = g.action(g.noted(g.group(ghana)), yaw)
    path = f"/countries/gh/group/actions/{one.code}/"
    assert one.text in page_of(client, path)
    refused = client.post(path, {"answer": "later"})
    assert "Say until which day." in refused.content.decode()
    until = g.today() + timedelta(days=9)
    client.post(path, {"answer": "later", "until": until.isoformat()})
    one.refresh_from_db()
    assert one.due_on == until
    client.post(path, {"answer": "done", "outcome": "It is written."})
    one.refresh_from_db()
    assert (one.done_at is not None, one.outcome) == (True, "It is written.")


def test_a_meeting_is_called_in_the_zone_of_the_country(client, yaw, ghana):
    ghana.timezone = "Asia/Manila"
    ghana.save()
    of = g.group(ghana)
    on = g.today() + timedelta(days=3)
    data = {"held_on": on.isoformat(), "begins": "10:00", "decide": "Who goes\nHow"}
    client.post("/countries/gh/group/meetings/new/", data)
    made = of.meetings.get()
    assert made.starts_at.isoformat() == f"{on.isoformat()}T02:00:00+00:00"
    assert "Who goes\nHow" in page_of(client, f"/countries/gh/group/meetings/{made.code}/plan/")
    assert clock.now() < made.starts_at


@pytest.mark.parametrize(("days", "is_told"), [(3, True), (-3, False)])
def test_that_the_group_is_told_is_said_of_a_meeting_to_come_alone(
    client, yaw, ghana, days, is_told
):
    of = g.group(ghana)
    on = g.today() + timedelta(days=days)
    data = {"held_on": on.isoformat(), "begins": "10:00", "decide": "Who goes"}
    client.post("/countries/gh/group/meetings/new/", data)
    assert ("the group is told" in page_of(client, "/countries/gh/group/")) == is_told
    place = f"/countries/gh/group/meetings/{of.meetings.get().code}/"
    client.post(f"{place}plan/", data | {"decide": "Who stays"})
    assert ("the group is told" in page_of(client, place)) == is_told
    client.post(f"{place}cancel/", {"because": "Nobody could come."})
    assert of.meetings.get().cancelled_at
    assert ("the group is told" in page_of(client, "/countries/gh/group/")) == is_told


def test_one_joins_a_meeting_that_takes_place(client, yaw, ghana):
    coming = g.meeting(g.group(ghana), 9, link="https://meet.example/x")
    place = f"/countries/gh/group/meetings/{coming.code}/"
    assert "https://meet.example/x" in links_of(page_of(client, place))
    client.post(f"{place}cancel/", {"because": "Nobody could come."})
    assert "https://meet.example/x" not in links_of(page_of(client, place))


def test_a_new_meeting_is_nothing_yet_that_could_be_left_as_it_is(client, yaw, ghana):
    coming = g.meeting(g.group(ghana), 9)
    assert "Leave it as it is" not in page_of(client, "/countries/gh/group/meetings/new/")
    place = f"/countries/gh/group/meetings/{coming.code}/plan/"
    assert "Leave it as it is" in page_of(client, place)


def test_a_group_with_much_to_say_keeps_its_page_light(client, yaw, ghana):
    of = g.group(ghana, institutions=10, terms=prose(1, 2_500))
    for n in range(8):
        held = g.noted(of, -7 * (n + 1))
        type(held).objects.filter(pk=held.pk).update(notes=prose(n, 4_000))
    coming = g.meeting(of, 9)
    for n in range(12):
        CoreGroupItem.objects.create(
            meeting=coming, number=n + 1, kind="know", text=prose(50 + n, 200)
        )
        g.action(held, yaw, text=prose(100 + n, 300))
        g.in_group(f"Person {n}", SeatKind.CCG_MEMBER, ghana)
        CoreGroupReach.objects.create(
            group=of, what=prose(200 + n, 300), to_whom="Regions", people=3, told_on=g.today()
        )
    page_of(client, "/countries/gh/group/")
    page_of(client, f"/countries/gh/group/meetings/{held.code}/")
    page_of(client, f"/countries/gh/group/meetings/{coming.code}/")
