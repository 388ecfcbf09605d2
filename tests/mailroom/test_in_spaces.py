"""What people do in a space by mail: begin a discussion, read up to the letter they answer."""

import pytest
from django.conf import settings
from tests import factories as f
from tests.mailroom.letters import answered, come, raw

from jln.conversations.models import Topic, TopicFollow, TopicSeen
from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    f.network()
    f.space()
    return f.person("Ama", address="ama@health.example")


def to_space(text, subject):
    to = f"network@{settings.MAIL_DOMAIN}"
    message = raw(text, sender="ama@health.example", to=to, subject=subject)
    return come(message, to=to, sender="ama@health.example")


def test_a_message_that_asks_nothing_is_a_discussion(ama):
    to_space("The fee schedule is out. It has nine chapters now.", "Fee schedule")
    assert Topic.objects.get().kind == "discussion"
    receipt = OutgoingMail.objects.latest("pk")
    assert "Your message is in “The whole network”: Fee schedule" in receipt.text
    to_space("Who has a fee schedule for clinics in remote districts?", "Schedules")
    assert Topic.objects.latest("pk").kind == "question"


def test_who_answers_a_letter_has_read_up_to_its_post(ama):
    topic = f.topic(by=ama)
    post = f.post(topic, f.person(), text="By capitation, in most districts.")
    f.post(topic, f.person(), text="Or by fee.")
    TopicFollow.objects.create(topic=topic, person=ama, since=f.NOON)
    fact = Fact.objects.create(
        kind="post.written", at=f.NOON, by=post.by, subject_model="jln.Post", subject_id=post.pk,
        data={"topic": topic.pk},
    )  # fmt: skip
    notify.tell(fact.pk)
    answered(OutgoingMail.objects.get(person=ama), "We do the same, and phone the clinics first.")
    assert TopicSeen.objects.get(person=ama).number == 2
