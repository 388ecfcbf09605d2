"""A form that was sent for keeps where it was asked for, and for which country."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.mailroom.test_forms_by_mail import NUMBERED, form_to

from jln.library.models import Adaptation
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState
from jln.problems.models import Problem
from jln.spaces.terms import SpaceKind, Visibility

pytestmark = pytest.mark.django_db
STATED = "1. Claims are paid nine months late."


@pytest.fixture
def adjoa():
    f.network()
    f.space()
    f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)
    return f.person("Adjoa")


def sent_for(client, person, **said) -> tuple[OutgoingMail, str]:
    f.sign_in(client, person)
    answer = client.post(_path(), said)
    return newest("form", person), answer.get("Location", "")


def _path() -> str:
    from jln.web.addresses import url

    return url("mail_form")


def closed_topic(person):
    closed = f.space("closed", visibility=Visibility.ROLL)
    f.on_roll(closed, person)
    return f.topic(person, space=closed, title="Clinics are paid three months late")


def test_a_problem_asked_for_from_a_conversation_stays_with_it(client, adjoa):
    topic = closed_topic(adjoa)
    f.sign_in(client, adjoa)
    html = client.get(f"/problems/new/?topic={topic.code}").content.decode()
    assert f'name="topic" value="{topic.code}"' in html
    assert f'name="next" value="/ask/{topic.code}/"' in html

    letter, there = sent_for(
        client, adjoa, action="problem.state", topic=topic.code, next=f"/ask/{topic.code}/"
    )
    text = " ".join(letter.text.split())
    assert there == f"/ask/{topic.code}/"
    assert f"From the conversation “{topic.title}”. It is read by nobody who may not" in text
    assert f"/problems/new/?topic={topic.code}" in text

    assert answered(letter, STATED, name="Adjoa").reason == "answered"
    made = Problem.objects.get()
    assert (made.topic, made.space, made.visibility) == (topic, topic.space, Visibility.ROLL)


def test_an_adaptation_asked_for_from_a_conversation_stays_with_it(client, adjoa):
    topic, product = closed_topic(adjoa), f.product()
    letter, _there = sent_for(
        client, adjoa, action="adaptation.report", subject=product.slug, topic=topic.code
    )
    answered(letter, NUMBERED, name="Adjoa")
    assert Adaptation.objects.get().topic == topic


def test_a_conversation_she_may_not_read_is_no_place_to_come_from(client, adjoa):
    topic = closed_topic(f.person("Ama"))
    f.sign_in(client, adjoa)
    said = {"action": "problem.state", "topic": topic.code}
    assert client.post(_path(), said).status_code == 404
    assert not OutgoingMail.objects.exists()


def test_who_may_read_the_conversation_no_longer_states_nothing_there(client, adjoa):
    topic = closed_topic(adjoa)
    letter, _there = sent_for(client, adjoa, action="problem.state", topic=topic.code)
    type(topic).objects.filter(pk=topic.pk).update(hidden_at=f.NOON)
    assert answered(letter, STATED, name="Adjoa").reason == "not_allowed"
    assert not Problem.objects.exists()


@pytest.mark.parametrize("action", ["problem.state", "adaptation.report"])
def test_letter_and_receipt_name_the_country(adjoa, action):
    letter = form_to(adjoa, action)
    assert "Country: Ghana" in letter.text
    text = STATED if action == "problem.state" else NUMBERED
    assert "Country: Ghana" in answered(letter, text, name="Adjoa").receipt.text


@pytest.mark.parametrize("action", ["problem.state", "adaptation.report"])
def test_a_form_of_another_country_records_nothing(adjoa, action):
    letter = form_to(adjoa, action)
    adjoa.country = f.country("KE", "Kenya")
    adjoa.save()
    text = STATED if action == "problem.state" else NUMBERED
    came = answered(letter, text, name="Adjoa")

    assert (came.state, came.reason) == (InboundState.HELD, "asked_back")
    assert "sent to you for Ghana. Your country is Kenya now." in came.receipt.text
    assert not Problem.objects.exists()
    assert not Adaptation.objects.exists()

    again = newest("form", adjoa)
    assert "Country: Kenya" in again.text
    answered(again, text, name="Adjoa")
    made = Problem.objects.first() or Adaptation.objects.first()
    assert made.country.code == "KE"


def test_an_ok_after_the_country_changed_records_nothing(adjoa):
    answered(form_to(adjoa, "problem.state"), "Claims are paid late.", name="Adjoa")
    echo = newest("mail.question", adjoa)
    assert "Country: Ghana" in echo.text
    adjoa.country = f.country("KE", "Kenya")
    adjoa.save()
    assert answered(echo, "OK", name="Adjoa").reason == "asked_back"
    assert not Problem.objects.exists()
