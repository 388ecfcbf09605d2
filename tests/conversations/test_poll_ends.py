"""Before a poll closes who is silent is reminded; after it who took part hears what follows."""

from datetime import timedelta

import pytest

from jln.conduct.models import KeptAway
from jln.conversations import actions
from jln.conversations.models import Poll, PollAnswer
from jln.conversations.rules import polls
from jln.countries.terms import SeatKind
from jln.facts.models import Fact
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.notify import plans, rights
from jln.notify import queries as wanted
from jln.notify.actions import stop_kind
from jln.notify.models import MailPlan
from jln.notify.terms import LetterKind
from tests import factories as f
from tests.conversations.polling import DAY, answers, on_list, poll, tell
from tests.mailroom.letters import answered, newest

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("days", "after", "is_time"),
    [
        (10, 8 * DAY - HOUR, False),
        (10, 8 * DAY, True),
        (10, 10 * DAY - 13 * HOUR, True),
        (10, 10 * DAY - 12 * HOUR, False),
        (2, DAY - HOUR, False),  # the question has just come
        (2, DAY, True),
        (1, DAY - HOUR, False),
        (1, DAY, False),
    ],
)
def test_when_those_who_say_nothing_are_reminded(days, after, is_time):
    closes, at = f.NOON + days * DAY, f.NOON + after
    assert polls.is_time_to_remind(opened=f.NOON, closes=closes, at=at) == is_time


@pytest.fixture
def ama():
    f.network()
    return f.person("Ama", timezone="Africa/Accra")


def due(person=None):
    letters = OutgoingMail.objects.filter(kind="poll.due")
    return letters.filter(person=person) if person else letters


def listed(*names, **values):
    people = [f.person(name, **values) for name in names]
    for one in people:
        on_list(one)
    return people


@pytest.mark.django_db
def test_only_who_was_asked_and_said_nothing_is_reminded_once(ama):
    on_list(ama)
    said, muted, away, off, digest = listed("Said", "Muted", "Away", "Off", "Digest")
    on_list(digest, "daily")
    stop_kind(off, LetterKind.POLL_OPENED, at=clock.now())
    topic = poll(at=clock.now())
    tell()
    late = listed("Late")[0]
    actions.answer_poll(topic, [1], by=said, at=clock.now())
    actions.mute(topic, by=muted, at=clock.now())
    plans.away(away, (clock.now() + 9 * DAY).date(), by=away, at=clock.now())
    assert actions.remind_of_polls(at=clock.now() + 20 * HOUR) == 0
    assert actions.remind_of_polls(at=clock.now() + 25 * HOUR) == 1
    assert actions.remind_of_polls(at=clock.now() + 26 * HOUR) == 0
    tell()
    tell()

    going = {one.person for one in due() if one.state != "withheld"}
    assert going == {ama}
    assert not due(late).exists()
    assert due(away).get().state_reason == "away"
    assert Fact.objects.filter(kind="poll.due").count() == 1


@pytest.mark.django_db
def test_a_reminder_waits_for_the_end_of_quiet_hours_even_past_the_end_of_the_poll(ama):
    on_list(ama)
    hour = clock.now().hour
    MailPlan.objects.create(person=ama, quiet_from=hour, quiet_to=(hour + 20) % 24)
    topic = poll(at=clock.now())
    tell()
    Poll.objects.update(closes_at=clock.now() + 14 * HOUR)
    topic.started_at = clock.now() - 3 * DAY
    topic.save()
    assert actions.remind_of_polls(at=clock.now()) == 1
    tell()

    letter = due(ama).get()
    assert letter.not_before > Poll.objects.get().closes_at
    Poll.objects.update(closes_at=clock.now() - HOUR)
    assert rights.why_not_now([letter]) == {letter.pk: "taken_back"}


@pytest.mark.django_db
def test_a_reminder_is_answered_as_the_question_was_and_stop_ends_its_poll_alone(ama):
    on_list(ama)
    topic = poll(at=clock.now())
    tell()
    actions.remind_of_polls(at=clock.now() + DAY)
    tell()
    letter = newest("poll.due", ama)
    assert letter.subject == f"Reminder: {topic.title}"
    assert letter.references == f"<topic.{topic.code}@jln.example>"
    answered(letter, "2", at=clock.now())
    assert [one.number for one in PollAnswer.objects.get().chosen.all()] == [2]
    assert "no more letters about this conversation" in " ".join(letter.text.split())

    came = answered(letter, "STOP", at=clock.now())
    assert came.reason == "stopped"
    assert topic.follows.get(person=ama).muted_at
    assert not wanted.is_stopped(ama)

    assert "answer a letter of it with FOLLOW" in newest("mail.receipt", ama).text
    assert answered(letter, "FOLLOW", at=clock.now()).reason == "chosen"
    assert topic.follows.get(person=ama).muted_at is None
    actions.close_polls(at=clock.now() + 9 * DAY)
    assert answered(letter, "Stop, please", at=clock.now()).reason == "stopped"
    assert topic.follows.get(person=ama).muted_at


@pytest.mark.django_db
def test_where_countries_answer_the_silent_ones_are_reminded(ama):
    ghana, kenya = f.country(), f.country("KE", "Kenya")
    chair, second = f.person("Chair"), f.person("Second")
    other = f.person("Other", country=kenya)
    f.seat(SeatKind.CCG_CHAIR, chair, country=ghana)
    f.seat(SeatKind.CCG_COORDINATOR, second, country=ghana)
    f.seat(SeatKind.CCG_CHAIR, other, country=kenya)
    topic = poll(at=clock.now(), voice="country")
    tell()
    actions.answer_poll(topic, [1], by=chair, at=clock.now())
    actions.remind_of_polls(at=clock.now() + DAY)
    tell()

    letter = due().get()
    assert letter.person == other
    assert rights.why_not_now([letter]) == {}
    third = f.person("Third", country=kenya)
    f.seat(SeatKind.POINT_OF_CONTACT, third, country=kenya)
    actions.answer_poll(topic, [2], by=third, at=clock.now() + HOUR)
    assert rights.why_not_now([letter]) == {letter.pk: "taken_back"}


def ended(*chosen):
    """Its people, with a poll that they answered and that is closed."""
    topic = poll(at=clock.now() - 4 * DAY)
    people = answers(topic, *chosen, at=clock.now() - 4 * DAY)
    actions.close_polls(at=clock.now())
    tell()
    return topic, people


def outcome_letters():
    return OutgoingMail.objects.filter(kind="poll.told")


@pytest.mark.django_db
def test_who_answered_and_who_follows_hears_the_outcome_once_in_its_starter_s_words(ama):
    listener = listed("Listener")[0]
    topic, (one, two, muted, deaf) = ended([1], [2], [2], [3])
    actions.follow(topic, by=ama, at=clock.now())
    actions.mute(topic, by=muted, at=clock.now())
    KeptAway.objects.create(by=deaf, about=topic.by, distance="mute", since=clock.now())
    actions.tell_poll_outcome(topic, "We meet on Wednesday.", by=topic.by, at=clock.now())
    actions.tell_poll_outcome(topic, "We meet on Wednesday at 9.", by=topic.by, at=clock.now())
    tell()
    tell()

    assert {letter.person for letter in outcome_letters()} == {one, two, ama}
    assert not outcome_letters().filter(person=listener).exists()
    letter = newest("poll.told", ama)
    assert letter.subject == f"Outcome: {topic.title}"
    assert letter.references == f"<topic.{topic.code}@jln.example>"
    text = " ".join(letter.text.split())
    assert "| We meet on Wednesday" in text
    assert "with 4 answers" in text
    assert "2 | Wednesday" in text
    assert "you follow this conversation" in text


@pytest.mark.django_db
def test_an_outcome_tells_how_few_answers_were_split_to_nobody(ama):
    topic, (one, _two) = ended([1], [2])
    actions.tell_poll_outcome(topic, "Too few answered.", by=topic.by, at=clock.now())
    tell()

    text = " ".join(newest("poll.told", one).text.split())
    assert "With fewer than three answers, only their number is shown." in text
    assert "1 | Monday" not in text


@pytest.mark.django_db
def test_an_outcome_waits_for_the_next_message_of_who_reads_news_together(ama):
    MailPlan.objects.create(person=ama, news="daily")
    topic = poll(at=clock.now() - 4 * DAY)
    actions.answer_poll(topic, [1], by=ama, at=clock.now() - 4 * DAY)
    actions.close_polls(at=clock.now())
    tell()
    actions.tell_poll_outcome(topic, "We meet on Monday.", by=topic.by, at=clock.now())
    tell()

    assert not outcome_letters().filter(person=ama).exists()
    assert Fact.objects.get(kind="poll.told").digest_item.sort == "groups"
