"""The days of a dialogue are changed until it ends: its questions go with them, people are told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import Dialogue, DialogueQuestion
from jln.conversations.rules import dialogues
from jln.conversations.rules.dialogues import Course
from jln.facts.models import Fact
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.mailroom import form_letters, table
from jln.site import dates
from tests import factories as f
from tests.conversations.moderating import dialogue
from tests.conversations.polling import tell
from tests.mailroom.letters import answered, newest
from tests.pages import page_of

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
COURSE = Course(MONDAY, MONDAY + 4 * DAY, "UTC")
BEFORE = datetime(2026, 11, 21, 9, tzinfo=UTC)
TUESDAY_NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def days(*numbers):
    return frozenset(MONDAY + n * DAY for n in numbers)


RUNNING = replace(COURSE, is_open=True, written=days(0, 1), put=days(0, 1))


@pytest.mark.parametrize(
    ("course", "at", "opens", "closes", "codes"),
    [
        (COURSE, BEFORE, 2, 6, set()),
        (COURSE, BEFORE, 0, 2, set()),
        (COURSE, BEFORE, -2, 4, set()),  # today
        (COURSE, BEFORE, -3, 4, {"opens"}),
        (COURSE, BEFORE, 364, 364, {"opens"}),
        (COURSE, BEFORE, 3, 2, {"closes"}),
        (COURSE, BEFORE, 0, 31, {"closes"}),
        (replace(COURSE, opens_on=MONDAY), TUESDAY_NOON, 0, 4, {"opens"}),  # never opened
        (RUNNING, TUESDAY_NOON, 0, 9, set()),
        (RUNNING, TUESDAY_NOON, 0, 1, set()),
        (RUNNING, TUESDAY_NOON, 0, 0, {"closes"}),
        (RUNNING, TUESDAY_NOON, 1, 4, {"opens"}),
        (replace(RUNNING, is_closed=True), TUESDAY_NOON, 0, 9, {"over"}),
        (RUNNING, TUESDAY_NOON + 5 * DAY, 0, 9, {"over"}),
    ],
)
def test_to_which_days_a_dialogue_may_go(course, at, opens, closes, codes):
    said = dialogues.may_change_days(
        course, MONDAY + opens * DAY, MONDAY + closes * DAY, at=at, drops=False
    )
    assert said.codes == codes


def placed(course, at, opens, closes):
    found = dialogues.place_questions(course, MONDAY + opens * DAY, MONDAY + closes * DAY, at=at)
    return {(on - MONDAY).days: then and (then - MONDAY).days for on, then in found.items()}


def test_questions_go_with_the_first_day():
    written = replace(COURSE, written=days(0, 2))
    assert placed(written, BEFORE, 3, 7) == {0: 3, 2: 5}
    assert placed(written, BEFORE, -2, 2) == {0: -2, 2: 0}


def test_a_question_whose_day_is_gone_takes_a_free_day_that_is_still_to_come():
    running = replace(RUNNING, written=days(0, 1, 4))
    assert placed(running, TUESDAY_NOON, 0, 3) == {4: 3}
    assert placed(running, TUESDAY_NOON, 0, 1) == {4: None}
    assert placed(replace(COURSE, written=days(2, 3, 4)), BEFORE, 0, 2) == {2: 2, 3: 0, 4: 1}


def test_more_questions_than_days_are_refused_or_dropped():
    full = replace(COURSE, written=days(0, 1, 2))
    last = MONDAY + DAY
    refused = dialogues.may_change_days(full, MONDAY, last, at=BEFORE, drops=False)
    assert refused.codes == {"questions"}
    assert dialogues.may_change_days(full, MONDAY, last, at=BEFORE, drops=True)


@pytest.fixture
def musa():
    f.network()
    return f.person("Musa", country=f.country("KE", "Kenya"))


def questions(topic):
    rows = DialogueQuestion.objects.filter(dialogue__topic=topic).order_by("on")
    first = Dialogue.objects.get(topic=topic).opens_on
    return [((one.on - first).days, one.text) for one in rows]


@pytest.mark.django_db
def test_who_takes_part_is_told_once_and_the_calendar_follows(musa):
    topic = dialogue(musa, at=clock.now())
    wrote, follows, muted = f.person("Wrote"), f.person("Follows"), f.person("Muted")
    f.post(topic, wrote)
    for one in (follows, muted):
        actions.follow(topic, by=one, at=clock.now())
    actions.mute(topic, by=muted, at=clock.now())
    first, last = topic.dialogue.opens_on, topic.dialogue.closes_on
    for n in range(2):
        on = first + n * DAY
        actions.write_question(topic, f"Question {n}?", on=on, by=musa, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.change_days(topic, first, last + DAY, by=wrote, at=clock.now())
    for _twice in "12":
        actions.change_days(topic, first + 7 * DAY, last + 7 * DAY, by=musa, at=clock.now())
    tell()
    tell()

    assert questions(topic) == [(0, "Question 0?"), (1, "Question 1?")]
    assert Fact.objects.filter(kind="dialogue.changed").count() == 1
    letters = OutgoingMail.objects.filter(kind="dialogue.changed")
    assert {one.person for one in letters} == {wrote, follows, topic.by}
    letter = newest("dialogue.changed", wrote)
    assert letter.subject == f"New days: {topic.title}"
    assert letter.references == f"<topic.{topic.code}@jln.example>"
    (entry,) = [one for one in dates.entries(wrote, at=clock.now()) if one.uid[:8] == "dialogue"]
    assert (entry.starts, entry.ends) == (first + 7 * DAY, last + 7 * DAY)
    assert entry.sequence == 1


@pytest.mark.django_db
def test_one_that_begins_today_instead_opens_and_puts_its_question_today(musa):
    topic = dialogue(musa, at=clock.now())
    first, today = topic.dialogue.opens_on, day(clock.now())
    assert first > today
    actions.write_question(topic, "What came first?", on=first, by=musa, at=clock.now())
    actions.change_days(topic, today, first, by=musa, at=clock.now())
    evening = clock.now().replace(hour=20)
    actions.keep_dialogues(at=evening)

    assert questions(topic) == [(0, "What came first?")]
    assert topic.posts.filter(text="What came first?", question_of__isnull=False).count() == 1
    assert Fact.objects.filter(kind="dialogue.opened").count() == 1


@pytest.mark.django_db
def test_what_was_put_stays_and_dropped_questions_are_gone(musa):
    topic = dialogue(musa, at=clock.now(), opens=0)
    first = topic.dialogue.opens_on
    for n in range(3):
        on = first + n * DAY
        actions.write_question(topic, f"Question {n}?", on=on, by=musa, at=clock.now())
    actions.keep_dialogues(at=clock.now() + DAY)
    put = DialogueQuestion.objects.filter(post__isnull=False).count()
    assert put > 0
    later = clock.now() + DAY
    with pytest.raises(RuleBroken, match="questions"):
        actions.change_days(topic, first, first + DAY, by=musa, at=later)
    actions.change_days(topic, first, first + DAY, by=musa, at=later, drops=True)

    assert questions(topic) == [(0, "Question 0?"), (1, "Question 1?")]
    assert DialogueQuestion.objects.filter(post__isnull=False).count() == put


@pytest.mark.django_db
def test_the_page_changes_them_and_says_what_stands_in_the_way(client, musa):
    topic = dialogue(musa, at=clock.now())
    f.sign_in(client, musa)
    place = f"/ask/{topic.code}/dialogue/"
    assert f"{place}days/" in page_of(client, place)
    first = topic.dialogue.opens_on
    page_of(client, f"{place}days/")
    said = {"opens": str(first - 30 * DAY), "closes": str(first), "rest": "move"}
    wrong = client.post(f"{place}days/", said).content.decode()
    assert "Choose a first day between today" in wrong
    assert client.post(f"{place}days/", said | {"opens": str(first)})["Location"] == place
    assert Dialogue.objects.get().closes_on == first
    Dialogue.objects.update(closed_at=clock.now())
    assert f"{place}days/" not in page_of(client, place)


@pytest.mark.django_db
def test_the_same_by_mail(musa):
    topic = dialogue(musa, at=clock.now())
    first = topic.dialogue.opens_on
    letter = form_letters.put(table.entry("dialogue.days"), topic, musa, at=clock.now())
    until = day(clock.now()) + 20 * DAY
    answered(letter, f"1. {first}\n2. {until}\n3. a", at=clock.now())
    echo = newest("mail.question", musa)
    assert echo is not None
    answered(echo, "OK", at=clock.now())

    assert Dialogue.objects.get().closes_on == until
