"""Addresses that letters come back from: one rule for both ways to hear of it, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.factories import sign_in
from tests.mailroom.test_returns import letter, report

from jln.countries.terms import SeatKind
from jln.mail.models import OutgoingMail
from jln.mailroom import bounces
from jln.mailroom.models import AddressProbe, ReturnedOn

pytestmark = pytest.mark.django_db
QUERIES = 5
NO_SUCH = "550 5.1.1 <ama@health.example>: user unknown"


@pytest.fixture
def ama():
    f.network()
    return f.person("Ama Boateng", address="ama@health.example")


def test_a_refusal_on_the_line_asks_and_silences_nobody_at_once(ama):
    bounces.refused(letter(ama), NO_SUCH, at=f.NOON)

    address = ama.addresses.get()
    probe = AddressProbe.objects.get(address=address)
    assert (address.bounced_at, probe.ended_at) == (None, None)

    bounces.refused(letter(ama), NO_SUCH, at=f.NOON)
    assert (AddressProbe.objects.count(), ReturnedOn.objects.count()) == (1, 1)

    bounces.refused(probe.letter, NO_SUCH, at=f.NOON + timedelta(minutes=1))
    address.refresh_from_db()
    assert address.bounce_words == NO_SUCH


def test_a_full_mailbox_on_the_line_is_a_soft_sign(ama):
    bounces.refused(letter(ama), "552 5.2.2 mailbox is full", at=f.NOON)

    assert not AddressProbe.objects.exists()
    assert not ReturnedOn.objects.get().is_hard


def test_a_letter_to_an_address_that_is_gone_or_nobodys_counts_nothing(ama):
    mine = letter(ama)
    ama.addresses.update(removed_at=f.NOON)
    bounces.refused(mine, NO_SUCH, at=f.NOON)
    mine.person = None
    bounces.refused(mine, NO_SUCH, at=f.NOON)

    assert not ReturnedOn.objects.exists()


def silence(person):
    report(letter(person))
    report(AddressProbe.objects.get(address__person=person).letter, at=f.NOON)


def test_who_speaks_for_the_country_hears_of_it_once_without_the_address(ama):
    yaw, esi = f.person("Yaw"), f.person("Esi", language="fr")
    kofi = f.person("Kofi", country=f.country("KE", "Kenya"))
    f.seat(SeatKind.POINT_OF_CONTACT, yaw, country=ama.country)
    f.seat(SeatKind.CCG_COORDINATOR, esi, country=ama.country)
    f.seat(SeatKind.POINT_OF_CONTACT, kofi, country=kofi.country)

    silence(ama)
    report(letter(ama), at=f.NOON)

    told = OutgoingMail.objects.filter(kind="account.probe").exclude(person=ama)
    assert sorted(one.person.name for one in told) == ["Esi", "Yaw"]
    assert all("Ama Boateng" in one.text for one in told)
    assert not [one for one in told if "ama@health.example" in one.text + one.subject]


def test_a_person_is_not_told_of_their_own_address_as_the_country(ama):
    f.seat(SeatKind.POINT_OF_CONTACT, ama, country=ama.country)
    silence(ama)

    assert OutgoingMail.objects.filter(kind="account.probe").count() == 1  # the question alone


def test_every_page_says_so_until_mail_from_the_address_clears_it(client, ama):
    sign_in(client, ama)
    words = "Letters to ama@health.example come back"
    assert words not in client.get("/people/").content.decode()

    silence(ama)
    shown = client.get("/people/").content.decode()
    assert words in shown
    assert "/me/addresses/" in shown


def test_staff_see_why_since_when_and_the_last_sign_of_life(client, ama, django_assert_num_queries):
    chen = f.staff()
    sign_in(client, chen)
    assert "No letters come back." in client.get("/desk/mail/health/").content.decode()
    with django_assert_num_queries(QUERIES):
        client.get("/desk/mail/health/")

    silence(ama)
    bayu = f.person("Bayu", address="bayu@health.example")
    report(letter(bayu))
    esi = f.person("Esi", address="esi@health.example")
    report(letter(esi), "4.2.2")

    client.get("/desk/mail/health/")
    with django_assert_num_queries(QUERIES):
        shown = client.get("/desk/mail/health/").content.decode()
    rows = {name: shown.split(name)[1].split("</tr>")[0] for name in ("ama@", "bayu@", "esi@")}
    assert "silenced" in rows["ama@"]
    assert "no such address" in rows["ama@"]
    assert ">asked<" in rows["bayu@"]
    assert "weighed" in rows["esi@"]
    assert "no such address" not in rows["esi@"]
