"""A reply after the conversation was closed, moved, split or joined."""

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.mailroom.test_sent_for import sent_for

from jln.conduct.models import KeptAway
from jln.conversations import actions
from jln.conversations.models import AskedColleague, Post, Thanks, Topic
from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState, Reason
from jln.mailroom import form_letters, table
from jln.notify import actions as notify
from jln.notify import rights

pytestmark = pytest.mark.django_db
NOON = f.NOON
ANSWER = "We pay by capitation, with a top-up for the hills."


@pytest.fixture
def reader():
    f.network()
    return f.person("Adjoa")


@pytest.fixture
def letter(reader):
    """A letter of a post in a conversation that the reader follows."""
    topic = f.topic(title="Younger", started_at=NOON - timedelta(days=1))
    actions.follow(topic, by=reader, at=NOON)
    actions.answer(topic, text="By capitation.", by=f.person(), at=NOON)
    _tell()
    return newest("post.written", reader)


def _tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def _topic():
    return Topic.objects.get(title="Younger")


def test_a_reply_to_a_closed_conversation_is_kept_and_offered_as_a_new_question(letter, reader):
    actions.close(_topic(), because="Answered", by=f.staff(), at=NOON)
    mail = answered(letter, ANSWER)
    assert (mail.state, mail.reason) == (InboundState.HELD, Reason.TOPIC_CLOSED)
    asks = newest("mail.question", reader)
    assert "is closed. Your words are kept." in asks.text
    assert "OK posts it as a new question" in asks.text
    assert not Post.objects.filter(by=reader).exists()
    answered(asks, "OK")
    post = Post.objects.get(by=reader)
    assert (post.number, post.text) == (1, ANSWER)
    assert post.topic.space == _topic().space


def test_a_reply_lands_where_its_post_is_now(letter, reader):
    older = f.topic(title="Older", started_at=NOON - timedelta(days=9))
    actions.merge(_topic(), older, because="The same", by=f.staff(), at=NOON)
    _tell()
    answered(letter, ANSWER)
    assert Post.objects.get(by=reader).topic == older
    told = newest("topic.shaped", reader)
    assert "joined “Younger” to this conversation" in told.text
    assert OutgoingMail.objects.filter(kind="topic.shaped", person=reader).count() == 1
    answered(told, ANSWER + " And more of it.")
    assert Post.objects.filter(by=reader, topic=older).count() == 2


@pytest.fixture
def asked_twice(reader):
    """The letter of a question that was joined to another; its reader was asked both."""
    topics = []
    for days, title in ((9, "Older"), (1, "Younger")):
        topic = f.topic(f.person(title), title=title, started_at=NOON - timedelta(days=days))
        fact = Fact.objects.create(
            kind="colleague.asked", at=NOON, by=topic.by, about=reader,
            subject_model="jln.Topic", subject_id=topic.pk,
        )  # fmt: skip
        AskedColleague.objects.create(topic=topic, person=reader, asked_at=NOON, reasons=[])
        notify.tell(fact.pk)
        topics.append(topic)
    letter = newest("colleague.asked", reader)
    actions.merge(topics[1], topics[0], because="The same", by=f.staff(), at=NOON)
    return letter


def test_an_answer_to_a_question_that_was_joined_to_another_lands_there(asked_twice, reader):
    assert answered(asked_twice, ANSWER).reason == Reason.POSTED
    assert Post.objects.get(by=reader).topic.title == "Older"


def test_not_me_to_it_declines_what_is_left(asked_twice, reader):
    assert answered(asked_twice, "Not me").reason == Reason.DECLINED
    assert AskedColleague.objects.get(person=reader, topic__title="Older").declined_at


def test_mute_to_it_is_about_who_asked_that_one(asked_twice, reader):
    assert answered(asked_twice, "MUTE").reason == Reason.KEPT_AWAY
    assert KeptAway.objects.get(by=reader).about.name == "Younger"
    assert not Post.objects.filter(by=reader).exists()


@pytest.mark.parametrize("word", ["THANKS", "REPORT: names of patients"])
def test_of_a_hidden_conversation_no_post_is_thanked_or_shown_again(letter, reader, word):
    actions.hide_topic(_topic(), because="Names of patients", by=f.staff(), at=NOON)
    assert answered(letter, word).reason == Reason.NOT_ALLOWED
    assert not Thanks.objects.exists()
    post = _topic().posts.get(number=2)
    form = form_letters.put(table.ENTRIES["post.translate"], post, reader, at=NOON)
    assert rights.why_not_now([form]) == {form.pk: "no_right"}


def test_a_reply_of_somebody_who_no_longer_reads_it_becomes_no_post(letter, reader):
    staff, other = f.staff(), f.space("exchange", visibility="roll", kind="group")
    actions.move(_topic(), other, because="Names", by=staff, at=NOON)
    mail = answered(letter, ANSWER)
    assert mail.state == InboundState.REFUSED
    assert not Post.objects.filter(by=reader).exists()


def test_closing_by_mail_is_echoed_first_and_opening_again_is_for_the_page(client, reader):
    topic = f.topic(by=reader)
    form, _path = sent_for(client, reader, action="topic.close", subject=topic.code)
    answered(form, "All is answered, thank you")
    topic.refresh_from_db()
    assert topic.closed_at is None
    answered(newest("mail.question", reader), "OK")
    topic.refresh_from_db()
    assert topic.closed_at is not None


def test_moving_by_mail_says_before_what_changes(client, reader):
    staff = f.staff()
    topic = f.topic(by=reader)
    f.space("exchange", visibility="roll", kind="group", name="Exchange")
    form, _path = sent_for(client, staff, action="topic.move", subject=topic.code)
    answered(form, "1 = a\n2 = Names of patients")
    echo = newest("mail.question", staff)
    assert "2 people will no longer read it." in " ".join(echo.text.split())
    answered(echo, "OK")
    topic.refresh_from_db()
    assert topic.space.slug == "exchange"
