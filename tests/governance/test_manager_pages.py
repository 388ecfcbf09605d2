"""The pages of the Network Manager: public, inside, and the forms of who may."""

from __future__ import annotations

import pytest
from django.utils import translation

from jln.governance.actions import manager
from jln.governance.models import ManagerAppointment, Motion
from jln.governance.rules import managing
from jln.kit.partial import PartialDate
from jln.mail.copies import text_of
from jln.mail.models import OutgoingMail
from jln.seats.terms import Trigger
from jln.web import network, versions
from jln.web.models import Network
from tests import factories as f
from tests.governance.manager_change import DAY, FIRST, TODAY, Change
from tests.mailroom.letters import newest

pytestmark = pytest.mark.django_db
PAGE = "/network-manager/"
INSIDE = 11


def seen(client, path=PAGE):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_on_record_is_said(client):
    f.network()
    assert "not known" in seen(client)


def test_everybody_sees_who_it_is_was_and_will_be_and_nobody_elses_names(client):
    it = Change()
    both = f.institution("both", "First Partner", country=None, kind="partner")
    ManagerAppointment.objects.create(
        institution=both, jointly_with=it.new, starts=PartialDate(2010), ends=PartialDate(2018),
        sources="A deck", confidence="inferred",
    )  # fmt: skip
    it.headed()
    it.settled(it.chen, it.omar)
    page = seen(client)
    for said in (
        "Old Secretariat",
        "New Secretariat",
        "First Partner",
        "2010 – 2018",
        "A deck",
        "desk@",
    ):
        assert said in page
    assert "Chen" not in page
    assert "Omar" not in page
    f.sign_in(client, f.person("Somebody"))
    assert "Omar" not in seen(client)

    f.sign_in(client, it.nia)
    page = seen(client)
    assert page.count("/handover/") == 3
    assert f"{PAGE}new/" not in page
    f.sign_in(client, it.group["VN"])  # sits on the Steering Group: sees, opens nothing
    page = seen(client)
    assert "Omar" in page
    assert "/handover/" not in page
    f.sign_in(client, it.convener)
    page = seen(client)
    assert f"{PAGE}head/" in page
    assert "all is settled; it waits for its day" in page


def test_it_asks_as_often_for_one_as_for_many(client, django_assert_num_queries):
    it = Change()
    for number in range(6):
        f.seat("network_officer", f.person(f"Staff {number}"))
    it.headed()
    f.sign_in(client, it.convener)
    client.get(PAGE)
    with django_assert_num_queries(INSIDE):
        client.get(PAGE)


def test_what_cannot_be_put_keeps_what_was_typed(client):
    it = Change()
    f.sign_in(client, it.convener)
    f.institution("moh", "Ministry of Health", kind="ministry")
    f.institution("fund", "A Fund", country=f.country("KE", "Kenya"), kind="funder")
    page = seen(client, f"{PAGE}new/")
    assert "A Fund (Kenya)" in page
    assert "Ministry of Health" not in page
    said = {"organisation": "old", "first_day": FIRST.isoformat(), "taking": "consensus"}
    answer = client.post(f"{PAGE}new/", said)
    assert "is the Network Manager already" in answer.content.decode()
    assert FIRST.isoformat() in answer.content.decode()
    answer = client.post(f"{PAGE}new/", said | {"organisation": "new", "first_day": TODAY})
    assert "comes after the day of the decision" in answer.content.decode()
    assert not Motion.objects.exists()
    assert client.post(f"{PAGE}new/", said | {"organisation": "new"}).status_code == 302
    assert client.post(f"{PAGE}new/", said | {"organisation": "new"}).status_code == 302
    assert Motion.objects.get().data == {"institution": "new", "starts_on": FIRST.isoformat()}

    answer = client.post(f"{PAGE}head/", {"who": "Nia"})
    assert "No change of the Network Manager is under way." in answer.content.decode()
    it.agreed(Motion.objects.get())
    answer = client.post(f"{PAGE}head/", {"who": "Nobody"}).content.decode()
    assert "Nobody of this name" in answer
    assert 'value="Nobody"' in answer
    f.person("Nia")
    assert "Several people" in client.post(f"{PAGE}head/", {"who": "Nia"}).content.decode()
    assert client.post(f"{PAGE}head/", {"who": "nia@new.example"}).status_code == 302
    assert ManagerAppointment.objects.get(ends=None).head == it.nia


def test_who_decides_reads_what_moves_and_is_led_to_the_motion(client):
    it = Change()
    f.sign_in(client, it.convener)
    assert str(managing.FOLLOWS) in seen(client, f"{PAGE}new/")
    said = {"organisation": "new", "first_day": FIRST, "taking": "written"}

    answer = client.post(f"{PAGE}new/", said | {"closes_on": TODAY + 28 * DAY})

    motion = Motion.objects.get()
    assert answer.url == f"/steering-group/motions/{motion.code}/"
    assert str(managing.FOLLOWS) in seen(client, answer.url)
    assert str(managing.FOLLOWS) in " ".join(newest("motion.opened", it.convener).text.split())
    assert answer.url in seen(client)
    client.cookies.clear()
    assert "/steering-group/motions/" not in seen(client)


def test_what_the_product_words_itself_is_read_in_the_readers_language(client):
    it = Change()
    reader = it.group["VN"]
    type(reader).objects.filter(pk=reader.pk).update(language="fr")
    said = {"organisation": "new", "first_day": FIRST.isoformat(), "taking": "written"}
    f.sign_in(client, it.convener)
    client.post(f"{PAGE}new/", said | {"closes_on": TODAY + 28 * DAY})
    motion = Motion.objects.get()
    assert (motion.title, motion.language) == ("Network Manager: New Secretariat", "en")
    with translation.override("fr"):
        title, text = manager.words("New Secretariat", motion.data)
    assert title != motion.title

    f.sign_in(client, reader)
    path = f"/steering-group/motions/{motion.code}/"
    page = seen(client, f"/fr{path}")
    assert f'<h1 lang="fr" dir="auto">{title}</h1>' in page
    assert text in page
    assert title in seen(client, "/fr/steering-group/")
    letter = newest("motion.opened", reader)
    assert " ".join(title.split()) in " ".join(letter.subject.split())
    assert " ".join(text.split()) in " ".join(letter.text.split())

    Motion.objects.update(title="Another name for it")  # words of a person stand as they are
    assert '<h1 lang="en" dir="auto">Another name for it</h1>' in seen(client, f"/fr{path}")


def test_a_hand_over_by_decision_shows_its_last_day_and_nobody_moves_it(client):
    it = Change()
    it.headed()
    handover = it.handover(it.odette)
    f.sign_in(client, it.nia)
    page = seen(client, f"/handover/{handover.code}/")
    with translation.override(it.nia.language):
        assert str(Trigger.MANAGER.label) in page
    assert "Kenya" in page
    assert f"/seats/{handover.seat.code}/end/" not in page
    f.sign_in(client, it.admin)
    answer = client.post(
        f"/seats/{handover.seat.code}/end/", {"last_day": (TODAY + DAY).isoformat()}
    )
    assert "The Steering Group decided on its end" in answer.content.decode()


def test_letters_are_signed_with_the_network_managers_name(db):
    f.network(is_demonstration=False)
    letter = OutgoingMail(text="Hello\n\n-- \nWhy you get this\n", language="fr")
    network._kept.clear()
    assert text_of(letter) == letter.text
    Network.objects.update(manager="New Secretariat")
    versions.bump("network")
    assert text_of(letter).startswith(letter.text.rstrip())
    assert "New Secretariat" in text_of(letter)
    Network.objects.update(is_demonstration=True)
    versions.bump("network")
    assert len(text_of(letter).splitlines()) == len(letter.text.splitlines()) + 3
    network._kept.clear()
