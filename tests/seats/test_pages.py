from __future__ import annotations

import pytest

from jln.accounts.models import Session
from jln.countries.terms import SeatKind
from jln.seats import actions, briefing, moving
from jln.seats.models import Handover
from jln.seats.terms import Way
from jln.spaces.terms import Visibility
from jln.ui import formats
from tests import factories as f
from tests.pages import known_network, page_of, text_of
from tests.seats.network import DAY, NOON, TODAY, Ghana, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    known_network()
    return Ghana()


def as_(client, person):
    Session.objects.all().delete()
    f.sign_in(client, person)
    return client


def test_from_the_last_day_to_the_new_seat_on_pages(client, ghana):
    as_(client, ghana.yaw)
    answer = client.post(
        f"/seats/{ghana.seat.code}/end/", {"last_day": TODAY, "lines": "Write on Monday."}
    )
    place = answer["Location"]
    as_(client, ghana.abena)
    client.post(f"{place}successor/", {"successor": "efua", "nobody": ""})
    as_(client, ghana.efua)
    html = page_of(client, place)
    assert "What you take over, Efua" in html
    assert "Write on Monday." in html
    client.post(f"{place}answer/", {"answer": "yes"})
    as_(client, ghana.yaw)
    client.post(f"{place}agreement/", {"agreed": "yes"})

    assert Handover.objects.get().begun.person == ghana.efua


def test_whoever_agrees_last_reads_when_it_begins(client, ghana):
    handover = ghana.named(by=ghana.abena)
    actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.PAGE)
    as_(client, ghana.yaw)
    html = page_of(client, f"/handover/{handover.code}/agreement/")
    assert "They have said yes." in html
    assert "once they have said yes too" not in html
    client.post(f"/handover/{handover.code}/agreement/", {"agreed": "yes"})
    begins = formats.day(TODAY + DAY)
    assert f"You agreed. They begin on {begins}." in page_of(client, f"/handover/{handover.code}/")


def test_whoever_says_yes_last_reads_when_it_begins(client, ghana):
    handover = ghana.named(by=ghana.abena)
    as_(client, ghana.yaw)
    assert "once they have said yes too" in page_of(client, f"/handover/{handover.code}/agreement/")
    client.post(f"/handover/{handover.code}/agreement/", {"agreed": "yes"})
    html = page_of(client, f"/handover/{handover.code}/")
    assert "You agreed. They begin once they have said yes." in html
    as_(client, ghana.efua)
    client.post(f"/handover/{handover.code}/answer/", {"answer": "yes"})
    begins = formats.day(TODAY + DAY)
    html = page_of(client, f"/handover/{handover.code}/")
    assert f"You said yes. It begins on {begins}." in html


def test_a_page_says_why_not(client, ghana):
    handover = ghana.named(by=ghana.abena)
    as_(client, ghana.abena)
    html = client.post(f"/handover/{handover.code}/agreement/", {"agreed": "yes"}).content.decode()
    assert "You named them; a second person has to agree." in html


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"nobody": ""}, "Name one person, or say that there is nobody yet."),
        ({"successor": "Efua", "nobody": "yes"}, "Name one person"),
        ({"successor": "Nobody Here"}, "Nobody of this name"),
        ({"successor": "Two"}, "Several people have this name."),
        ({"successor": "Yaw"}, "Nobody of this name"),
        ({"successor": "Efua", "first_day": TODAY}, "begins after the last day"),
    ],
)
def test_who_cannot_be_named_is_said_beside_the_question(client, ghana, data, said):
    handover = ghana.ending()
    f.person("Two"), f.person("Two")
    as_(client, ghana.abena)
    html = client.post(f"/handover/{handover.code}/successor/", data).content.decode()
    assert said in html


def test_she_may_be_named_by_the_address_on_record(client, ghana):
    handover = ghana.ending()
    as_(client, ghana.abena)
    client.post(f"/handover/{handover.code}/successor/", {"successor": "EFUA@gh.example"})
    assert fresh(handover).successor == ghana.efua


def test_the_briefing_shows_nobody_what_she_may_not_read(client, ghana):
    room = f.space("exchange", kind="group", visibility=Visibility.ROLL)
    for space, title in ((room, "Said in confidence"), (f.space(), "Said to all members")):
        topic = f.topic(ghana.abena, space=space, title=title)
        topic.asked.create(person=ghana.yaw, reasons=[{"code": "problem", "of": 1}], asked_at=NOON)
    own = f.topic(ghana.abena, title="Asked for his own knowledge")
    own.asked.create(person=ghana.yaw, reasons=[{"code": "expertise", "of": 1}], asked_at=NOON)
    handover = ghana.named()

    html = page_of(as_(client, ghana.efua), f"/handover/{handover.code}/")

    assert "Said to all members" in html
    assert "Said in confidence" not in html
    assert "1 thing more, read by who holds the seat" in html
    assert "Asked for his own knowledge" not in html
    assert "yaw@gh.example" not in html


def test_strangers_see_no_hand_over(client, ghana):
    handover = ghana.named()
    assert as_(client, ghana.esi).get(f"/handover/{handover.code}/").status_code == 404


def test_my_seats_are_asked_about_when_my_position_ends(client, ghana):
    position = f.position(ghana.yaw, f.institution())
    as_(client, ghana.yaw)
    answer = client.post(f"/me/work/{position.code}/", {"ends": TODAY.isoformat()})
    assert answer["Location"] == "/me/seats/"
    assert fresh(ghana.seat).ends_on is None
    assert "Do your seats end with it?" in client.get("/me/seats/").content.decode()


def test_who_holds_no_seat_is_not_asked(client, ghana):
    position = f.position(ghana.efua, f.institution())
    as_(client, ghana.efua)
    answer = client.post(f"/me/work/{position.code}/", {"ends": TODAY.isoformat()})
    assert answer["Location"] == "/me/work/"


def test_the_desk_lists_what_is_open_and_what_is_vacant(client, ghana):
    ghana.ending()
    kenya = f.country("KE", "Kenya")
    f.seat(SeatKind.CCG_CHAIR, f.person(), country=kenya, ends_on=TODAY - 9 * DAY)
    lao = f.country("LA", "Lao PDR")
    f.seat(SeatKind.CCG_CHAIR, f.person(), country=lao, ends_on=TODAY - 9 * DAY)
    f.seat(SeatKind.CCG_CHAIR, f.person(), country=lao, starts_on=TODAY - 8 * DAY)

    said = text_of(page_of(as_(client, ghana.chen), "/desk/seats/"))

    assert "Open hand-overs, 1" in said
    assert "Vacant seats, 1" in said
    assert "Kenya" in said
    assert "Lao" not in said


def test_a_briefing_says_of_what_waits_what_the_reader_may_read(ghana):
    """What `test_machine` looks at in any order of words is what the briefing says."""
    room = f.space("exchange", kind="group", visibility=Visibility.ROLL)
    for space in (room, f.space()):
        topic = f.topic(ghana.abena, space=space)
        reasons = [{"code": "problem", "of": 1}]
        topic.asked.create(person=ghana.yaw, reasons=reasons, asked_at=NOON)
    handover = ghana.named()
    for reader in (ghana.efua, ghana.yaw):
        waiting = briefing.of(handover, reader, at=NOON).waiting
        assert waiting == moving.pending(handover.seat, reader)
    assert len(briefing.of(handover, ghana.efua, at=NOON).waiting.things) == 1


def fill(ghana, count):
    for number in range(count):
        topic = f.topic(ghana.abena, title=f"Question {number}")
        topic.asked.create(person=ghana.yaw, reasons=[{"code": "problem", "of": 1}], asked_at=NOON)
        f.seat("ccg_member", f.person(), country=ghana.country)
        f.problem(statement=f"Problem {number}")


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize(
    ("place", "who", "queries"),
    [
        ("/me/seats/", "yaw", 5),
        ("/handover/{}/", "efua", 12),
        ("/handover/{}/successor/", "abena", 4),
        ("/handover/{}/answer/", "efua", 3),
        ("/desk/seats/", "chen", 6),
    ],
)
def test_a_page_asks_the_same_however_much_there_is(
    client, ghana, count, place, who, queries, django_assert_num_queries
):
    fill(ghana, count)
    handover = ghana.named()
    as_(client, getattr(ghana, who))
    client.get(place.format(handover.code))
    with django_assert_num_queries(queries):
        client.get(place.format(handover.code))


def test_a_hand_over_that_is_done_says_so(client, ghana):
    handover = ghana.named()
    actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.PAGE)
    actions.second(handover, by=ghana.chen, at=NOON)
    actions.on_their_day(at=NOON + DAY)
    html = page_of(as_(client, ghana.abena), f"/handover/{handover.code}/")
    assert "Next step" not in html
