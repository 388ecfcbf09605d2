"""Steering Group: an Associate's input read in the meeting, from the plan to the summary."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.accounts.models import Session
from jln.countries.terms import SeatKind
from jln.governance import tasks
from jln.governance.models import Meeting
from jln.governance.queries import agendas
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.mail.models import OutgoingMail
from jln.mailroom import form_letters, table
from jln.membership.models import CountryMembership
from tests import factories as f
from tests.governance import groups as g
from tests.governance import sitting as s
from tests.mailroom.letters import answered, newest
from tests.seats.test_clock import own_clock  # noqa: F401 -- a fixture

WORDS = "Nous payons les centres de santé en retard."


class Journey:
    """Everybody in it, and what they see."""

    def __init__(self, client) -> None:
        f.network()
        self.client = client
        self.staff, people = f.staff("Zawadi"), s.sits()
        self.convener, self.kenya, self.vietnam = people["GH"], people["KE"], people["VN"]
        uganda = f.country("UG", "Uganda")
        CountryMembership.objects.create(
            country=uganda, level="associate", starts=PartialDate(2026)
        )
        self.akello = f.person("Akello", country=uganda, language="fr")
        f.seat(SeatKind.POINT_OF_CONTACT, self.akello, country=uganda)

    def on_page(self, who, path, **data):
        """What somebody sees on a page, or does there."""
        self.client.cookies.clear()
        f.sign_in(self.client, who)
        Session.objects.filter(person=who).update(started_at=clock.now(), seen_at=clock.now())
        answer = self.client.post(path, data) if data else self.client.get(path)
        assert answer.status_code == (302 if data else 200), (path, answer.status_code)
        return answer.content.decode()

    def said(self, kind, who, text):
        """The reason with which an answer to the newest letter of a kind ended."""
        return answered(newest(kind, who), text, name=who.name).reason

    @property
    def meeting(self):
        return Meeting.objects.get()

    @property
    def home(self):
        return f"/steering-group/meetings/{self.meeting.slug}/"

    @property
    def item(self):
        return f"/steering-group/items/{self.meeting.items.get().code}/"

    def plan(self):
        """Nothing is planned: staff are told, and plan a meeting by mail."""
        tasks.steering_duties.call()
        g.tell()
        assert newest("steering.doubted", self.staff)
        on = day(clock.now()) + timedelta(days=30)
        entry = table.entry("steering_meeting.call")
        asked = form_letters.put(entry, self.staff, self.staff, at=clock.now())
        said = f"1. {on.isoformat()}\n2. 14:00\n3. a\n4. a"
        assert answered(asked, said, name="Zawadi").reason == "answered"
        item = {"heading": "Medicines", "kind": "discuss", "minutes": "40"}
        self.on_page(self.convener, f"{self.home}items/", **item)
        self.on_page(self.convener, f"{self.home}letter/", letter="invitation")
        g.tell()

    def speak(self):
        """Associates speak, seats answer: each in one line. A week before it is too late."""
        clock.advance(timedelta(days=3))
        asked = newest("steering.input_asked", self.akello)
        came = answered(asked, f"1. a\n2. {WORDS}", name="Akello")
        assert came.reason == "answered"
        assert self.said("steering.invited", self.kenya, "1") == "answered"
        assert self.said("steering.invited", self.vietnam, "NO") == "answered"
        page = self.on_page(self.convener, self.home)
        assert "1 of 4 countries come; 2 make a quorum." in page
        clock.advance(timedelta(days=21))
        late = answered(asked, "1. a\n2. Et en espèces.", name="Akello")
        assert late.reason == "not_now"

    def prepare(self):
        """The papers go; staff are told that no quorum is in sight."""
        self.on_page(self.convener, f"{self.home}letter/", letter="papers")
        tasks.steering_duties.call()
        g.tell()
        assert [one.path for one in agendas.waiting_for_staff(at=clock.now())] == [self.home]
        assert "| Medicines" in newest("steering.papers_sent", self.kenya).text

    def meet(self):
        """Two countries in the room, the item in hand, and what Uganda said of it."""
        clock.advance(self.meeting.starts_at - clock.now())
        room = f"{self.home}room/"
        self.on_page(self.convener, room, do="begin")
        for who in (self.convener, self.kenya):
            self.on_page(who, room, do="here")
        self.on_page(self.convener, room, do="item", item=self.meeting.items.get().code)
        seen = self.on_page(self.kenya, room)
        assert "2 of 4 countries are here; 2 make a quorum." in seen
        read = self.on_page(self.kenya, self.item)
        assert WORDS in read
        assert "Uganda" in read
        self.on_page(self.convener, room, do="end")

    def minute(self):
        """Two versions, approved by half of the places by mail."""
        for points in ("Begin.", "Begin in May."):
            said = {"discussion": "Uganda was heard.", "points": points}
            self.on_page(self.staff, f"{self.item}minutes/", **said)
        self.on_page(self.staff, f"{self.home}letter/", letter="minutes")
        g.tell()
        assert self.said("steering.minutes_sent", self.kenya, "1") == "answered"
        assert self.meeting.approved_at is None  # one of four
        assert self.said("steering.minutes_sent", self.vietnam, "1") == "answered"
        assert self.meeting.approved_at is not None

    def publish(self):
        """The summary goes to every country; the minutes are read by members."""
        summary = "A collaborative on medicines begins."
        self.on_page(self.staff, f"{self.home}summary/", summary=summary)
        g.tell()
        assert summary in newest("steering.summarised", self.akello).text
        assert "Begin in May." in self.on_page(self.akello, self.item)
        self.client.cookies.clear()
        public = self.client.get(self.home).content.decode()
        assert summary in public
        assert WORDS not in public


@pytest.mark.django_db
@pytest.mark.usefixtures("own_clock")
def test_an_associates_word_is_read_in_the_meeting(client):
    journey = Journey(client)
    journey.plan()
    journey.speak()
    journey.prepare()
    journey.meet()
    journey.minute()
    journey.publish()

    invited = OutgoingMail.objects.filter(kind="steering.invited", person=journey.akello)
    assert not invited.exists()  # who does not sit there is asked, not invited
