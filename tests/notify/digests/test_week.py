"""A week told again is the week that was sent: to who was away, whose news waited, who is unreached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from benchmarks import attention
from tests import factories as f
from tests.notify.digests import world as w

from jln.conversations import actions as conversations
from jln.conversations.models import Post
from jln.notify import plans
from jln.notify.digests import actions, preview
from jln.notify.models import Digest, DigestItem

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEGAN = w.MONDAY.replace(hour=0) + 7 * DAY  # a Monday; weekly messages go on Thursdays


@pytest.fixture
def reader():
    """Who gets the group's posts and all news, in a plan of ten minutes."""
    f.network()
    reader = f.person("Reader", created_at=w.MONDAY - 30 * DAY)
    w.listed(reader, w.group(), "every")
    w.plan(reader, minutes=10, weekly_on=3)
    return reader


def lived(days: int = 10, late: timedelta = timedelta()):
    """From a Thursday on a question of 350 words at 8:20, and the day's messages: at 8, or later."""
    writer = f.person("Writer")
    for number in range(days):
        morning = w.MONDAY.replace(hour=8) + (3 + number) * DAY
        yield number, morning
        for at, what in sorted([(morning + timedelta(minutes=20), "post"), (morning + late, "")]):
            with attention.at_moment(at):
                if what:
                    w.asked(w.group(), writer, f"{number} {w.words(350)}", at=at)
                else:
                    actions.make_due(at)


def told_as_sent(reader) -> set[object]:
    """What both say of the second week."""
    sent = attention.sent_in(reader, BEGAN, BEGAN + 7 * DAY)
    assert attention.shown_in(reader, BEGAN + 7 * DAY) == sent
    return sent


def test_who_is_away_has_nothing_until_they_are_back(reader):
    for number, morning in lived():
        if number in (1, 8):
            until = (date(2026, 12, 1), date(2027, 1, 31))[number // 8]
            plans.away(reader, until, by=reader, at=morning)
        if number == 9:
            plans.away(reader, None, by=reader, at=morning)
    sent = told_as_sent(reader)
    mine = Digest.objects.filter(person=reader, made_at__gte=BEGAN).order_by("made_at")
    assert [one.on.day for one in mine if one.entries] == [2, 3, 5]
    assert all(found for _alone, found, _titles in sent)


def test_news_of_before_the_week_comes_in_its_first_message(reader):
    reader.mail_plan.news = "weekly"
    reader.mail_plan.save()
    for number, morning in lived():
        if number == 2:
            post = conversations.answer(
                Post.objects.first().topic, text="On the fifth.", by=reader, at=morning
            )
            conversations.thank(post, by=f.person("Saran"), at=morning)
            w.tell()
    sent = told_as_sent(reader)
    thanks = DigestItem.objects.get(fact__kind="post.thanked").pk
    assert any(thanks in found for is_alone, found, _titles in sent if not is_alone)


def test_messages_are_told_at_the_moment_they_were_made(reader):
    reader.subscriptions.update(delivery="daily")
    list(lived(late=timedelta(minutes=40)))
    assert all(len(found) == 1 for _alone, found, _titles in told_as_sent(reader))


def test_nothing_is_told_of_after_letters_came_back(reader):
    for number, morning in lived():
        if number == 6:
            reader.addresses.update(bounced_at=morning)
    assert 0 < len(told_as_sent(reader)) < 4


def test_the_next_message_of_who_is_away_is_the_one_after(reader):
    reader.subscriptions.update(delivery="weekly")
    list(lived(2))
    at = w.MONDAY + 5 * DAY
    assert preview.next_weekly(reader, at)[0].date() == date(2026, 12, 3)
    plans.away(reader, date(2026, 12, 3), by=reader, at=at)
    reader.refresh_from_db()
    moment, message = preview.next_weekly(reader, at)
    assert moment.date() == date(2026, 12, 10)
    assert message is not None
    reader.addresses.update(bounced_at=at)
    reader.refresh_from_db()
    assert preview.next_weekly(reader, at)[1] is None
