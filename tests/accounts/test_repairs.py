"""An address that letters come back from: what was meant, who says so, what it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.accounts import actions, queries, typos
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail import seals
from jln.mail.models import OutgoingMail
from jln.mailroom.models import ReturnedOn
from tests import factories as f
from tests.factories import sign_in

MEANT = [
    ("ama@gmial.com", "ama@gmail.com"),
    ("ama@gmail.con", "ama@gmail.com"),
    ("ama@gamil.com", "ama@gmail.com"),
    ("Ama@Yahooo.fr", "ama@yahoo.fr"),
    ("ama@hotmial.com", "ama@hotmail.com"),
    ("ama@outlok.com", "ama@outlook.com"),
    ("ama@moh.gvo", "ama@moh.gov"),
    ("ama@health.gov.hg", "ama@health.gov.gh"),
    ("ama@heath.gov.gh", "ama@health.gov.gh"),
]
RIGHT = ["ama@gmail.com", "ama@ymail.com", "ama@gmx.net", "ama@health.gov.gh", "ama@who.int",
         "ama@moh.gov.ng", "ama@live.com", "no address", "@gmail.con"]  # fmt: skip
COLLEAGUES = ("health.gov.gh",)


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_a_slip_in_a_domain_is_seen(typed, meant):
    assert typos.likely(typed, COLLEAGUES) == meant


@pytest.mark.parametrize("typed", RIGHT)
def test_what_looks_right_is_left(typed):
    assert not typos.likely(typed, COLLEAGUES)


@pytest.fixture
def it(db):
    f.network()
    ama = f.person("Ama Boateng", address="ama@helth.gov.gh")
    f.person("Yaw", address="yaw@health.gov.gh")
    old = ama.addresses.get()
    old.bounced_at = f.NOON
    old.save()
    return old


def propose(old, address="ama@health.gov.gh", at=f.NOON):
    return actions.propose_address(old, address, by=f.staff(), at=at)


def links():
    fact = Fact.objects.filter(kind=Kind.ADDRESS_PROPOSED).last()
    return [seals.seal(f"address-{word}", fact.pk, fact.about_id) for word in ("yes", "no")]


def states(person):
    rows = person.addresses.order_by("pk")
    return [(one.address.split("@")[1], one.is_main, bool(one.removed_at)) for one in rows]


def test_what_was_meant_is_read_off_colleagues_who_are_reached(it):
    assert queries.probably_meant(it) == "ama@health.gov.gh"

    it.person.country.people.filter(name="Yaw").delete()
    assert not queries.probably_meant(it)


def test_staff_alone_change_nothing_and_the_person_makes_it_count(client, it):
    propose(it)
    ama, (yes, _no) = it.person, links()
    asked = OutgoingMail.objects.get(to_address="ama@health.gov.gh")
    assert (asked.subject, "Ama Boateng" in asked.text) == ("Is this your address?", True)
    assert "ama@helth.gov.gh" not in asked.text  # a stranger may read it
    assert yes not in asked.text
    assert not OutgoingMail.objects.filter(to_address="ama@helth.gov.gh").exists()  # unread
    assert queries.person_of_address("ama@health.gov.gh") is None

    assert "ama@health.gov.gh" in client.get(f"/address/{yes}/").content.decode()
    assert states(ama)[0] == ("helth.gov.gh", True, False)  # opening does nothing
    client.post(f"/address/{yes}/", {"yes": "1"})
    shown = client.post(f"/address/{yes}/", {"yes": "1"}).content.decode()
    assert "This address is yours now." in shown
    assert states(ama) == [("helth.gov.gh", False, True), ("health.gov.gh", True, False)]
    assert queries.person_of_address("ama@health.gov.gh") == ama


def test_who_reads_the_old_address_says_no_before_and_after_it_counted(client, it):
    it.bounced_at = None
    it.save()
    ReturnedOn.objects.create(address=it, on=f.NOON.date(), at=f.NOON)
    propose(it)
    ama, (yes, no) = it.person, links()
    told = OutgoingMail.objects.get(to_address=it.address)
    assert "ama@health.gov.gh" in told.text

    actions.take_proposal(yes, at=f.NOON)
    sign_in(client, ama)
    actions.deny_proposal(no, at=f.NOON + timedelta(days=13))
    assert states(ama) == [("helth.gov.gh", True, False), ("health.gov.gh", False, True)]
    assert client.get("/me/").status_code == 302  # every session ended
    assert "no longer good" in client.get(f"/address/{yes}/").content.decode()
    with pytest.raises(RuleBroken):
        actions.take_proposal(yes, at=f.NOON)


def test_a_stranger_who_says_no_is_asked_no_more_and_staff_see_it(client, it):
    new = propose(it)
    client.post(f"/address/{links()[0]}/", {"no": "1"})
    new.refresh_from_db()
    assert (new.confirmed_at, bool(new.removed_at)) == (None, True)

    sign_in(client, f.staff())
    assert "that it is not theirs" in client.get("/desk/mail/health/").content.decode()


def test_a_link_is_one_of_its_purpose_its_proposal_and_its_week(it):
    propose(it)
    (yes, no) = links()
    with pytest.raises(RuleBroken):
        actions.take_proposal(no, at=f.NOON)  # it went to another mailbox
    assert queries.proposal(yes, at=f.NOON + timedelta(days=8)) is None
    assert queries.proposal(no, at=f.NOON + timedelta(days=8))

    propose(it, "ama@gmail.com")
    assert queries.proposal(yes, at=f.NOON) is None
    assert queries.proposal("nonsense", at=f.NOON) is None


def test_no_address_is_taken_from_an_account_or_changed_where_letters_arrive(it):
    with pytest.raises(RuleBroken, match="taken"):
        propose(it, "yaw@health.gov.gh")
    propose(it)
    yes = links()[0]
    f.person("Other", address="ama@health.gov.gh")
    with pytest.raises(RuleBroken, match="taken"):
        actions.take_proposal(yes, at=f.NOON)
    it.bounced_at = None
    it.save()
    with pytest.raises(RuleBroken, match="arrives"):
        propose(it, "ama@gmail.com")


def test_staff_see_the_guess_ask_and_see_that_it_waits(client, it, django_assert_num_queries):
    sign_in(client, f.staff())
    place = f"/desk/mail/health/{it.pk}/"
    client.get(place)
    with django_assert_num_queries(4):
        shown = client.get(place).content.decode()
    assert 'value="ama@health.gov.gh"' in shown
    assert client.post(place, {"email": "ama@health.gov.gh"}).status_code == 302
    assert "ama@health.gov.gh" in client.get("/desk/mail/health/").content.decode()

    sign_in(client, it.person)
    mine = client.get("/me/addresses/").content.decode()
    assert "asked there whether it is yours" in mine


def test_who_is_no_staff_finds_no_page(client, it):
    someone = f.person()
    f.seat(SeatKind.POINT_OF_CONTACT, someone, country=someone.country)
    sign_in(client, someone)
    assert client.get(f"/desk/mail/health/{it.pk}/").status_code == 404
