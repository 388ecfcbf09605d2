"""What people do in a space by mail: begin a discussion, read up to the letter they answer."""

import pytest
from django.conf import settings
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.conversations.models import Topic, TopicFollow, TopicSeen
from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.notify import queries as wanted
from jln.spaces.models import Subscription

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


@pytest.mark.parametrize("word", ["FOLLOW", "Undo.", "Merci !"])
def test_a_word_that_means_nothing_to_a_space_is_not_posted_there(ama, word):
    assert to_space(word, "Fees").reason == "helped"
    assert "What you can write to network@" in OutgoingMail.objects.latest("pk").text
    assert not Topic.objects.exists()


def test_stop_in_more_words_leaves_the_space_alone(ama):
    assert to_space("Unsubscribe me please", "Unsubscribe me please").reason == "stopped"
    assert not wanted.is_stopped(ama)
    assert not Subscription.objects.filter(person=ama, left_at=None).exists()


@pytest.mark.parametrize(("word", "is_on"), [("FOLLOW", True), ("STOP", False)])
def test_a_word_to_a_space_about_a_conversation_is_about_that_one_alone(ama, word, is_on):
    topic = f.topic(f.person("Bo"))
    to = f"network@{settings.MAIL_DOMAIN}"
    refers = f"In-Reply-To: <topic.{topic.code}@{settings.MAIL_DOMAIN}>\r\n"
    unproved = raw(word, sender="ama@health.example", to=to, more=refers, is_checked=False)
    come(unproved, to=to, sender="ama@health.example")
    assert "OK does what that one word asks for." in newest("mail.question", ama).text

    come(raw(word, sender="ama@health.example", to=to, more=refers), to=to)
    assert (TopicFollow.objects.get(topic=topic, person=ama).muted_at is None) is is_on
    assert not wanted.is_stopped(ama)


def unproved(text, subject, more=""):
    to = f"network@{settings.MAIL_DOMAIN}"
    values = {"sender": "ama@health.example", "to": to, "subject": subject, "more": more}
    come(raw(text, **values, is_checked=False), to=to, sender="ama@health.example")
    return newest("mail.question")


def test_what_asks_nothing_is_announced_as_the_discussion_that_it_becomes(ama):
    asks = unproved("The fee schedule is out. It has nine chapters now.", "Fee schedule")
    assert "OK posts it as a new discussion in “The whole network”." in asks.text
    assert "colleagues are asked" not in asks.text
    answered(asks, "OK")
    assert Topic.objects.get().kind == "discussion"


def test_words_that_refer_to_a_closed_conversation_go_where_the_question_says(ama):
    other = f.space(slug="claims", name="Claims", kind="group", visibility="members")
    topic = f.topic(f.person("Bo"), space=other, closed_at=f.NOON)
    refers = f"In-Reply-To: <topic.{topic.code}@{settings.MAIL_DOMAIN}>\r\n"
    asks = unproved("How many claims do you audit by now?", "Re: Audits", refers)
    assert "in “The whole network”" in asks.text
    answered(asks, "OK")
    assert Topic.objects.latest("pk").space.slug == "network"


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
