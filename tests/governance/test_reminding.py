"""Silent seats before a motion closes, and the other holder of a seat that spoke twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.governance import tasks
from jln.governance.actions import reminding as actions
from jln.governance.actions import votes
from jln.governance.models import Motion, Vote
from jln.governance.rules import reminding
from jln.governance.rules.reminding import Step
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.parameters.terms import DEFINITIONS
from tests import factories as f
from tests.governance.sg import DAY, NOON, Group
from tests.mailroom.letters import answered
from tests.pages import page_of, text_of

CLOSES = datetime(2027, 3, 24, 18, tzinfo=UTC)
OPENED = CLOSES - 10 * DAY


@pytest.mark.parametrize(
    ("opened", "before", "step"),
    [
        (OPENED, 4 * DAY, Step.NONE),
        (OPENED, 3 * DAY, Step.REPRESENTATIVES),
        (OPENED, 1.5 * DAY, Step.REPRESENTATIVES),
        (OPENED, DAY, Step.ALTERNATES),
        (OPENED, timedelta(hours=12), Step.MANAGER),
        (OPENED, timedelta(), Step.NONE),  # it is closed
        (CLOSES - 3 * DAY, 3 * DAY, Step.NONE),  # it was asked a moment ago
        (CLOSES - 3 * DAY, 2 * DAY, Step.REPRESENTATIVES),
    ],
)
def test_which_step_is_due(opened, before, step):
    days = reminding.Days(first=3, last=1)
    assert reminding.due(opened=opened, closes=CLOSES, at=CLOSES - before, days=days) is step


@pytest.fixture
def group(db):
    return Group()


def told(kind):
    rows = OutgoingMail.objects.filter(kind=kind).select_related("person")
    return sorted(one.person.name for one in rows)


def after(motion, before):
    """What goes out so long before it closes, twice over."""
    OutgoingMail.objects.all().delete()
    at = motion.closes_at - before
    count = actions.remind_due(at=at)
    assert actions.remind_due(at=at + timedelta(minutes=5)) == 0
    return count


def test_the_representative_then_the_alternate_then_who_convenes_then_the_manager(group):
    motion = group.put("written")
    group.says(motion, "GH", "for")
    assert after(motion, 5 * DAY) == 0

    assert after(motion, 3 * DAY) == 1
    assert told("motion.reminded") == ["Rep Mexico", "Rep Mongolia", "Rep Senegal"]
    assert told("motion.silent") == []

    group.says(motion, "MN", "against", at=motion.closes_at - 2 * DAY)
    after(motion, DAY)
    assert told("motion.reminded") == ["Alt Senegal", "Rep Mexico"]
    assert told("motion.silent") == ["Rep Ghana"]
    heard = OutgoingMail.objects.get(kind="motion.silent").text
    assert "Senegal: Rep Senegal, Alt Senegal" in heard
    assert "Mongolia" not in heard

    after(motion, timedelta(hours=6))
    assert told("motion.reminded") == []
    assert told("motion.silent") == ["Chen"]
    Motion.objects.get(pk=motion.pk)
    assert after(motion, -DAY) == 0


def test_a_reminder_is_in_the_readers_language_and_place_and_answered(group):
    motion = group.put("written")
    after(motion, 3 * DAY)
    senegal = OutgoingMail.objects.get(kind="motion.reminded", person=group.people["SN"])
    assert senegal.language == "fr"
    mexico = OutgoingMail.objects.get(kind="motion.reminded", person=group.people["MX"])
    assert "18:00" in mexico.text  # the evening in Mexico
    assert answered(mexico, "FOR", name="Rep Mexico").reason == "answered"
    assert Vote.objects.get().term == group.terms["MX"]


def test_what_was_missed_is_left_out_and_where_all_spoke_nobody_is_written_to(group):
    motion = group.put("written")
    assert after(motion, DAY) == 1  # nothing went out on the third day
    assert told("motion.reminded") == ["Alt Senegal", "Rep Ghana", "Rep Mexico", "Rep Mongolia"]
    other = group.put("written", title="Another", text="Another")
    for code in group.people:
        group.says(other, code, "for")
    after(other, timedelta(hours=6))
    assert not [one for one in OutgoingMail.objects.all() if "Another" in one.subject]


def test_where_silence_is_consent_the_seats_are_reminded_and_nobody_is_alarmed(group):
    motion = group.put("silence")
    after(motion, 3 * DAY)
    texts = OutgoingMail.objects.filter(kind="motion.reminded", language="en")
    assert all("If it says nothing, it consents." in one.text for one in texts)
    after(motion, DAY)
    after(motion, timedelta(hours=6))
    assert told("motion.silent") == []


def test_a_vacant_seat_is_not_reminded_and_the_schedule_does_it(group, monkeypatch):
    motion = group.put("written")
    yesterday = (NOON - DAY).date()
    group.people["MX"].seats.update(ends_on=yesterday)
    group.people["SN"].seats.update(ends_on=yesterday)  # its alternate stays
    OutgoingMail.objects.all().delete()
    monkeypatch.setattr(clock, "now", lambda: motion.closes_at - 3 * DAY)
    tasks.count_motions.call()
    assert told("motion.reminded") == ["Alt Senegal", "Rep Ghana", "Rep Mongolia"]


def test_the_numbers_are_rules_that_the_steering_group_changes():
    for code, days in (("first_reminder_days", 3), ("last_reminder_days", 1)):
        assert (DEFINITIONS[code].value, DEFINITIONS[code].is_default) == (days, True)


def test_the_other_holder_is_told_when_the_representative_speaks_after_them(group):
    motion = group.put("written")
    votes.vote(motion, "for", by=group.alternate, at=NOON)
    assert told("motion.voted") == []
    group.says(motion, "SN", "against", at=NOON + DAY)
    group.says(motion, "SN", "abstain", at=NOON + DAY)  # nothing of the alternate's stands now
    letter = OutgoingMail.objects.get(kind="motion.voted")
    assert (letter.person, letter.language) == (group.alternate, "fr")
    assert "Rep Senegal" in letter.text
    votes.vote(motion, "for", by=group.people["MN"], at=NOON)
    assert told("motion.voted") == ["Alt Senegal"]


def home_of(client, person):
    f.sign_in(client, person)
    return text_of(page_of(client, "/"))


def test_a_motion_that_waits_for_my_seat_stands_on_my_first_page(client, group, monkeypatch):
    motion = group.put("written")
    group.put("consensus", title="For the room", text="For the room")
    for who in ("SN", "MN"):
        home = home_of(client, group.people[who])
        assert "Publish every paper" in home
        assert "Nothing waits for you." not in home
        assert "For the room" not in home
    assert "Publish every paper" not in home_of(client, f.person("Reader"))

    votes.vote(motion, "for", by=group.alternate, at=NOON)  # for the seat of Senegal
    assert "Publish every paper" not in home_of(client, group.people["SN"])
    assert "Publish every paper" in home_of(client, group.people["MN"])
    monkeypatch.setattr(clock, "now", lambda: motion.closes_at + DAY)
    assert "Publish every paper" not in home_of(client, group.people["MN"])


@pytest.mark.parametrize("many", [1, 12])
def test_my_first_page_costs_the_same_however_many_wait(client, transactional_db, many):
    group = Group()
    for number in range(many):
        group.put("written", title=f"Motion {number}", text=f"Motion {number}")
    reader = f.person("Reader")
    costs = []
    for who in (reader, group.people["MX"]):
        f.sign_in(client, who)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        costs.append(len(asked))
    assert costs[0] == costs[1]  # what waits is kept until a motion changes


def test_what_is_not_decided_stands_on_the_page_of_the_steering_group(client, group):
    group.put("written")
    group.put("consensus", title="For the room", text="For the room")
    f.sign_in(client, group.people["MN"])
    page = text_of(page_of(client, "/steering-group/"))
    for words in ("Not decided yet", "Publish every paper", "For the room", "for the next meeting"):
        assert words in page
    f.sign_in(client, f.person("Reader"))
    assert "Not decided yet" not in text_of(page_of(client, "/steering-group/"))
