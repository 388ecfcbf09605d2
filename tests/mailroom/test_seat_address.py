"""The address of a seat reaches who holds it today, else who answers for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.seats.network import TODAY, Ghana

from jln.countries.terms import SeatKind
from jln.mail.models import OutgoingMail
from jln.mailroom import doors
from jln.people.models import Person
from jln.seats import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    return Ghana()


def written(ghana, text="Who comes on Friday?", **values):
    to = f"seat-{ghana.seat.code}@{settings.MAIL_DOMAIN}"
    values = {"sender": "esi@gh.example", "name": "Esi"} | values
    return come(raw(text, to=to, subject="Friday", **values), to=to, sender=values["sender"])


def test_it_reaches_the_holder_who_answers_without_an_address(ghana):
    came = written(ghana)

    assert came.reason == "relayed"
    letter = newest("person.written_to", ghana.yaw)
    assert "| Who comes on Friday?" in letter.text
    assert "esi@gh.example" not in letter.text
    assert "Your message went to Yaw." in came.receipt.text
    assert answered(letter, "I do.", name="Yaw").reason == "relayed"
    assert "| I do." in newest("person.written_to", ghana.esi).text


def test_a_name_stands_in_the_receipt_as_it_is_written(ghana):
    Person.objects.filter(pk=ghana.yaw.pk).update(name="Yaw N'Guessan")
    assert "Your message went to Yaw N'Guessan." in written(ghana).receipt.text


def test_it_follows_the_seat_to_who_holds_it_then(ghana):
    ghana.seat.ends_on = TODAY - timedelta(days=1)
    ghana.seat.save()
    f.seat(SeatKind.CCG_COORDINATOR, ghana.efua, country=ghana.country)

    assert written(ghana).reason == "relayed"
    assert newest("person.written_to", ghana.efua)
    assert newest("person.written_to", ghana.yaw) is None


def test_while_nobody_holds_it_who_answers_for_it_reads(ghana):
    ghana.seat.ends_on = TODAY - timedelta(days=1)
    ghana.seat.save()
    assert [one.name for one in queries.reached_by(ghana.seat, on=TODAY)] == ["Abena"]

    ghana.chair.delete()
    assert [one.name for one in queries.reached_by(ghana.seat, on=TODAY)] == ["Chen"]


def test_partners_seats_are_not_taken_for_each_other(ghana):
    bank, fund = (f.institution(slug, slug, country=None, kind="partner") for slug in "ab")
    mona, omar = f.person("Mona"), f.person("Omar")
    seat = f.seat(SeatKind.STEERING_REPRESENTATIVE, mona, institution=bank)
    f.seat(SeatKind.STEERING_REPRESENTATIVE, omar, institution=fund)
    assert queries.reached_by(seat, on=TODAY) == [mona]


def test_the_word_ok_after_being_asked_brings_it_to_the_seat(ghana):
    written(ghana, is_checked=False)
    came = answered(newest("mail.question", ghana.esi), "OK", name="Esi")
    assert came.state == "done", (came.reason, came.receipt and came.receipt.text)
    assert "| Who comes on Friday?" in newest("person.written_to", ghana.yaw).text


def test_a_stranger_reaches_nobody_and_who_is_not_proved_is_asked(ghana):
    assert written(ghana, sender="stranger@else.example").reason == "unknown_sender"
    assert written(ghana, is_checked=False).reason == "unproved"
    assert not OutgoingMail.objects.filter(kind="person.written_to").exists()
    assert "OK sends it to" in newest("mail.question", ghana.esi).text


def test_an_empty_message_is_not_passed_on_and_no_other_address_is_a_seat(ghana):
    assert written(ghana, text=" ").state != "done"
    assert doors.door_of(f"seat-zzzzzz@{settings.MAIL_DOMAIN}") is None
    assert doors.door_of("seat-abcdef@elsewhere.example") is None


def test_the_group_reads_the_addresses_on_its_page(ghana, client):
    from tests.governance import groups as g

    g.member()
    f.sign_in(client, Person.objects.get(pk=ghana.yaw.pk))
    page = client.get("/countries/gh/group/").content.decode()
    assert f"seat-{ghana.seat.code}@{settings.MAIL_DOMAIN}" in page
