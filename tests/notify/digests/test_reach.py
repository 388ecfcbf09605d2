"""Whom it will reach, and how soon, is what then happens: each reader counted once."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from tests import factories as f
from tests.notify.digests import world as w

from jln.conversations import actions as conversations
from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.notify.digests import actions, days, reach
from jln.notify.models import Digest, DigestItem, MailPlan, MailSetting
from jln.people.models import Person
from jln.spaces.terms import Delivery

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world():
    """Readers of every way, zone and mind; some have read enough already."""
    f.network()
    space, writer = w.group(), f.staff()
    earlier = w.asked(space, f.person("Earlier"), w.words(300), at=w.MONDAY - 2 * HOUR)
    zones = ("Africa/Accra", "Asia/Vientiane", "America/Lima")
    for number, way in enumerate([*Delivery.values * 3, "every", "every", "daily"]):
        reader = f.person(f"Reader {number}", timezone=zones[number % 3])
        w.listed(reader, space, way)
        if number >= len(Delivery):
            minutes = (5, None, 10)[number // len(Delivery) - 1]
            w.plan(reader, minutes=minutes, daily_at=(8, 21)[number % 2], weekly_on=2)
    for number, change in enumerate(("away", "bounced", "off", "invited", "alone")):
        reader = f.person(change)
        w.listed(reader, space, (Delivery.EVERY, Delivery.DAILY)[number % 2])
        if change == "away":
            Person.objects.filter(pk=reader.pk).update(away_until=date(2026, 11, 30))
        if change == "bounced":
            reader.addresses.update(bounced_at=w.MONDAY)
        if change == "off":
            MailSetting.objects.create(person=reader, kind="topic.started")
        if change == "invited":
            Person.objects.filter(pk=reader.pk).update(status="invited")
    actions.make_due(w.MONDAY)
    return type("World", (), {"space": space, "writer": writer, "earlier": earlier})


def moments(hours: int) -> list[datetime]:
    """Those of the coming hours at which somebody's message goes."""
    people = Person.objects.select_related("mail_plan")
    told = {(one.timezone, getattr(one, "mail_plan", MailPlan()).daily_at) for one in people}
    due = set()
    for zone, hour in told:
        at = days.coming(w.MONDAY, zone, hour)
        while at < w.MONDAY + hours * HOUR:
            due.add(at)
            at = days.coming(at, zone, hour)
    return sorted(due)


def happened(topic) -> Counter[str]:
    """How it came to each, from the letters and messages themselves."""
    fact = Fact.objects.get(kind="topic.started", subject_id=topic.pk)
    item = DigestItem.objects.get(fact=fact)
    seen = Counter[str]()
    for letter in OutgoingMail.objects.filter(fact=fact).exclude(state="withheld"):
        is_soon = letter.not_before <= w.MONDAY + timedelta(minutes=2)
        seen["at_once" if is_soon else "today"] += 1
    for digest in Digest.objects.all():
        for row in digest.entries:
            if item.pk in row["items"]:
                is_soon = digest.made_at - w.MONDAY <= timedelta(days=1)
                whole = "today" if is_soon else "in_digests"
                seen["titles" if row["title"] else whole] += 1
    return seen


@pytest.mark.parametrize(("kind", "length"), [("discussion", 40), ("announcement", 1_100)])
def test_the_figures_shown_are_what_happens(world, kind, length):
    text = w.words(length)
    found = reach.will_reach(world.space, kind, text=text, by=world.writer, at=w.MONDAY)
    topic = conversations.start(world.space, kind=kind, text=text, by=world.writer, at=w.MONDAY)
    notify.tell(Fact.objects.get(kind="topic.started").pk)
    for moment in moments(3 * 24):
        actions.make_due(moment)
    seen = happened(topic)
    assert all(seen[name] for name in ("at_once", "today", "in_digests"))
    assert bool(seen["titles"]) is (length > 1_000)
    shown = {name: count for name, count in found._asdict().items() if name in seen}
    assert shown == seen
    assert sum(found[1:]) == found.readers


def test_many_are_counted_with_as_many_queries_as_few(world, django_assert_num_queries):
    def counted():
        return reach.will_reach(
            world.space, "discussion", text="Fees.", by=world.writer, at=w.MONDAY
        )

    counted()
    with django_assert_num_queries(23):
        counted()
    for _ in range(20):
        w.listed(f.person(), world.space, Delivery.DAILY)
    with django_assert_num_queries(23):
        counted()


def test_the_next_message_is_that_of_the_readers_own_day():
    lima = days.coming(w.MONDAY, "America/Lima", 8)
    assert lima == w.MONDAY.replace(hour=13)
    assert days.coming(w.MONDAY, "UTC", 9) == w.MONDAY + timedelta(days=1)
    assert days.coming(w.MONDAY, "UTC", 8, 0) == w.MONDAY.replace(hour=8) + timedelta(days=7)
