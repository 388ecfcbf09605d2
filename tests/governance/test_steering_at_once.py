"""Many at the same moment, each with a connection of their own: one effect."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance.actions import agenda, steering, terms
from jln.governance.models import AgendaItem, Meeting, MeetingPresence, SteeringTerm
from jln.kit import clock
from jln.kit.time import day
from jln.parameters.models import Parameter
from tests import factories as f
from tests.governance import sitting as s
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture of every test here

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff():
    f.network()
    s.room()
    return f.staff()


def facts(kind):
    return Fact.objects.filter(kind=kind).count()


def test_the_same_meeting_called_fifty_times_is_one(staff):
    said = steering.Called(clock.now() + timedelta(days=30))
    deeds = [lambda: steering.call(said, by=staff, at=clock.now())] * 50
    assert at_once(*deeds) == ["done"] * 50
    assert Meeting.objects.count() == 1
    assert facts(Kind.STEERING_PLANNED) == 1


def test_the_last_place_is_taken_once(staff):
    Parameter.objects.create(code="sg_country_seats", value=1, valid_from="2020")
    on = day(clock.now())
    made = [s.full(code, name) for code, name in s.FOUR.items()]
    deeds = [
        lambda of=of: terms.begin_term(of, on, None, by=staff, at=clock.now())
        for of in (made * 13)[:50]
    ]
    ends = at_once(*deeds)
    given = SteeringTerm.objects.get()
    again = (made * 13)[:50].count(given.country)  # the same country again is the same place
    assert ends == ["RuleBroken"] * (50 - again) + ["done"] * again


def test_a_seat_is_taken_by_one_of_fifty(staff):
    term = s.place(s.full("GH", "Ghana"))
    kind = SeatKind.STEERING_REPRESENTATIVE
    people = [f.person() for _n in range(50)]
    ends = at_once(
        *[lambda p=p: terms.seat(term, p, kind, by=staff, at=clock.now()) for p in people]
    )
    assert ends == ["RuleBroken"] * 49 + ["done"]
    assert Seat.objects.filter(kind=kind).count() == 1


def test_an_agenda_opens_once_and_items_keep_their_places(staff):
    meeting = s.called(by=staff)
    titles = ["A", "B", "C", "D"] * 3
    put = [
        lambda t=t: agenda.add(meeting, agenda.Item("know", t), by=staff, at=clock.now())
        for t in titles
    ]
    assert at_once(*put) == ["done"] * 12
    assert AgendaItem.objects.count() == 4
    assert (
        at_once(*[lambda: steering.open_agenda(meeting, by=staff, at=clock.now())] * 10)
        == ["done"] * 10
    )
    assert facts(Kind.STEERING_INVITED) == 1
    rep = s.speaks(s.place(s.full("GH", "Ghana")), "Ama")
    answers = [
        lambda a=a: steering.answer(meeting, a, by=rep, at=clock.now()) for a in ("there", "no") * 5
    ]
    assert at_once(*answers) == ["done"] * 10
    assert MeetingPresence.objects.count() == 1


def test_a_room_that_is_kept_is_never_old_nor_anybody_elses(staff, client):
    """Outside of a transaction, as in a running process: pages are kept for a minute."""
    people = s.sits()
    meeting = s.opened(15, by=staff)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now())
    room = f"/steering-group/meetings/{meeting.slug}/room/"

    def seen(who):
        client.cookies.clear()
        f.sign_in(client, who)
        answer = client.get(room)
        return answer.content.decode() if answer.status_code == 200 else answer.status_code

    assert "Nothing goes on here now." in seen(people["KE"])
    assert "Begin the meeting" in seen(staff)
    assert "Begin the meeting" not in seen(people["KE"])
    steering.begin(meeting, by=staff, at=clock.now())
    assert "0 of 4 countries are here" in seen(people["KE"])
    steering.be_there(meeting, people["VN"], is_there=True, by=staff, at=clock.now())
    assert "1 of 4 countries are here" in seen(people["KE"])
    steering.take_up(meeting, meeting.items.get(), by=staff, at=clock.now())
    assert "Medicines" in seen(people["KE"]).split("In hand")[1].split("Agenda")[0]
    term = SteeringTerm.objects.get(country__code="KE")
    terms.end_term(term, day(clock.now()), by=staff, at=clock.now())
    assert "Rep KE" in seen(people["VN"])  # until the evening
    assert seen(f.person("Ama")) == 404
