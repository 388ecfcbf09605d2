"""Daily and weekly messages: who gets what, once, with their rights, within their minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.notify.digests import world as w

from jln.conversations import actions as conversations
from jln.conversations.models import Post
from jln.mail.models import OutgoingMail
from jln.notify.digests import actions, gather
from jln.notify.digests.shared import Shared
from jln.notify.models import Digest, DigestRun, MailSetting
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery, Visibility

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def writer():
    f.network()
    return f.person("Adjoa")


def at_once(kind="post.written") -> set[str]:
    rows = OutgoingMail.objects.filter(kind=kind).select_related("person")
    return {one.person.name for one in rows}


def test_a_post_comes_in_each_persons_way(writer):
    space = w.group()
    people = w.readers(space)
    topic = w.asked(space, writer)
    assert at_once() == {"every"}

    conversations.follow(topic, by=people["following"], at=w.MONDAY)
    conversations.follow(topic, by=people["none"], at=w.MONDAY)
    w.answered(topic, f.person("Saran"))
    assert at_once() == {"Adjoa", "every", "following"}

    assert set(w.made(w.MONDAY + timedelta(minutes=1))) == {"daily"}
    messages = w.made(w.TUESDAY)
    assert set(messages) == {"weekly"}
    assert "1. How do you pay clinics?" in messages["weekly"].text
    assert "2 new posts" in messages["weekly"].text
    assert "| We pay on the fifth." in messages["weekly"].text
    assert w.made(w.TUESDAY + timedelta(hours=1)) == {}


def test_an_announcement_reaches_who_wants_nothing_else(writer):
    space = w.group()
    people = w.readers(space)
    topic = f.topic(writer, space=space, kind="announcement")
    w.answered(topic, writer, at=w.MONDAY)
    assert at_once() == {"every", "announcements"}
    conversations.mute(topic, by=people["every"], at=w.MONDAY)
    w.answered(topic, writer, text="One more thing.", at=w.MONDAY + timedelta(minutes=5))
    told = OutgoingMail.objects.filter(fact__subject_id=Post.objects.latest("pk").pk)
    assert {one.person.name for one in told} == {"announcements"}
    assert set(w.made(w.MONDAY + timedelta(minutes=9))) == {"daily"}


def test_whichever_way_is_chosen_in_between_every_post_comes_once(writer):
    space = w.group()
    reader = f.person("Reader")
    w.listed(reader, space, Delivery.WEEKLY)
    topic = w.asked(space, writer)
    row = Subscription.objects.filter(person=reader)
    for day, way in enumerate(["daily", "every", "weekly", "every", "daily", "weekly", "daily"]):
        row.update(delivery=way)
        at = w.TUESDAY + DAY * day
        actions.make_due(at)
        w.answered(topic, writer, text=f"Day {day} is told.", at=at + timedelta(hours=1))
    actions.make_due(w.TUESDAY + DAY * 7)

    letters = OutgoingMail.objects.filter(person=reader, fact__isnull=False)
    alone = set(letters.values_list("fact__digest_item", flat=True))
    together = [pk for one in Digest.objects.all() for row in one.entries for pk in row["items"]]
    assert len(together) == len(set(together))
    assert not alone & set(together)
    assert alone | set(together) == set(w.items())


def test_what_may_no_longer_be_read_or_was_hidden_is_in_no_message(writer):
    space, closed = w.group(), f.space(slug="small", name="Small", visibility=Visibility.ROLL)
    reader = f.person("Reader")
    roll = f.on_roll(closed, reader)
    f.on_roll(closed, writer)
    for one in (space, closed):
        w.listed(reader, one, Delivery.DAILY)
    w.asked(closed, writer, "Whom do we name?")
    hidden = w.answered(w.asked(space, writer, "What went wrong?"), writer, text="Nonsense.")
    Post.objects.filter(pk=hidden.pk).update(hidden_at=w.MONDAY, hidden_because="spam")
    roll.delete()

    (message,) = w.made(w.MONDAY + timedelta(minutes=5)).values()
    assert "What went wrong?" in message.text
    assert "Whom do we name?" not in message.text
    assert "Nonsense." not in message.text


@pytest.mark.parametrize("why", ["away", "off", "all", "bounces", "suspended"])
def test_who_wants_or_gets_no_mail_has_no_message(writer, why):
    space, reader = w.group(), f.person("Reader")
    w.listed(reader, space, Delivery.WEEKLY)
    w.asked(space, writer)
    if why == "away":
        reader.away_until = w.TUESDAY.date()
    if why in ("off", "all"):
        kind = {"off": "digest", "all": "all"}[why]
        MailSetting.objects.create(person=reader, kind=kind)
    if why == "bounces":
        reader.addresses.update(bounced_at=w.MONDAY)
    if why == "suspended":
        reader.status, reader.suspended_at = "suspended", w.MONDAY
    reader.save()
    assert w.made(w.TUESDAY) == {}

    reader.away_until = None
    reader.save()
    later = w.made(w.TUESDAY + 7 * DAY)
    assert set(later) == ({"Reader"} if why == "away" else set())


def test_minutes_are_kept_and_what_does_not_fit_comes_as_a_title(writer):
    space, reader = w.group(), f.person("Reader")
    w.listed(reader, space, Delivery.WEEKLY)
    w.plan(reader, minutes=5)
    w.asked(space, writer, f"Long {w.words(900)}", title="A long one")
    w.asked(space, writer, f"Longer {w.words(1_500)}", title="A longer one")
    w.asked(space, writer, "How do you pay clinics?", title="A short one")

    (message,) = w.made(w.TUESDAY).values()
    text, digest = message.text, Digest.objects.get(person=reader)
    assert digest.seconds <= 5 * 60
    assert [row["title"] for row in digest.entries] == [False, False, True]
    assert text.index("1. A short one") < text.index("2. A long one") < text.index("ONLY TITLES")
    assert "3. A longer one" in text
    assert message.subject == "Your week: 5 minutes"


def test_the_minutes_of_a_message_are_those_of_its_lines(writer):
    space, reader = w.group(), f.person("Reader")
    w.listed(reader, space, Delivery.WEEKLY)
    for number in range(3):
        w.asked(space, writer, w.words(130), title=f"Question {number}")

    (message,) = w.made(w.TUESDAY).values()
    assert message.subject == "Your week: 2 minutes"
    assert message.text.count("(1 minute;") == 2


def test_posts_at_once_stop_where_the_minutes_end_and_wait(writer):
    space, reader = w.group(), f.person("Reader")
    w.listed(reader, space, Delivery.EVERY)
    w.plan(reader, minutes=5)
    topic = w.asked(space, writer, f"Long {w.words(500)}")
    for at in range(3):
        w.answered(topic, writer, text=w.words(400), at=w.MONDAY + timedelta(minutes=at))
    letters = OutgoingMail.objects.filter(person=reader).count()
    assert letters == 2

    own = w.asked(space, reader, "What do you do?")
    w.answered(own, writer, text=w.words(2_000))
    assert OutgoingMail.objects.filter(person=reader).count() == letters + 1
    assert "2 new posts" in w.made(w.MONDAY + timedelta(hours=1))["Reader"].text


def test_a_message_is_built_where_and_when_its_reader_is(writer):
    space = w.group()
    for zone in ("Asia/Vientiane", "America/Lima"):
        reader = f.person(zone, timezone=zone, language="es")
        w.listed(reader, space, Delivery.DAILY)
    w.asked(space, writer)
    at = w.MONDAY.replace(hour=0)
    seen = {}
    for hour in range(1, 25):
        for name, letter in w.made(at + timedelta(hours=hour)).items():
            seen[name] = (hour, letter.language)
    assert seen == {"Asia/Vientiane": (1, "es"), "America/Lima": (13, "es")}


def test_a_run_that_was_killed_goes_on_where_it_stopped(writer, monkeypatch):
    space = w.group()
    for n in range(6):
        w.listed(f.person(f"Reader {n}"), space, Delivery.DAILY)
    w.asked(space, writer)
    monkeypatch.setattr(actions, "FIRST", 2)
    whole, written = actions.draft, []

    def killed(things, one):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(one.person.name)
        return whole(things, one)

    monkeypatch.setattr(actions, "draft", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.make_due(w.MONDAY + timedelta(minutes=1))
    assert 0 < OutgoingMail.objects.filter(kind="digest").count() < 6
    assert DigestRun.objects.get().done_at is None

    monkeypatch.setattr(actions, "draft", whole)
    actions.make_due(w.MONDAY + timedelta(minutes=20))
    rows = OutgoingMail.objects.filter(kind="digest").select_related("person")
    names = [one.person.name for one in rows]
    assert sorted(names) == [f"Reader {n}" for n in range(6)]
    assert DigestRun.objects.get().done_at is not None


def test_where_two_processes_meet_nobody_is_written_to_twice(writer, monkeypatch):
    space = w.group()
    for n in range(6):
        w.listed(f.person(f"Reader {n}"), space, Delivery.DAILY)
    w.asked(space, writer)
    at, whole, seen = w.MONDAY + timedelta(minutes=1), actions.draft, []
    monkeypatch.setattr(actions, "FIRST", 4)

    def overtaken(things, one):
        seen.append(one.person.name)
        if len(seen) == 4:
            raise KeyboardInterrupt
        if len(seen) == 1:  # the other one writes two people, and is killed
            monkeypatch.setattr(actions, "FIRST", 2)
            with pytest.raises(KeyboardInterrupt):
                actions.make_due(at)
        return whole(things, one)

    monkeypatch.setattr(actions, "draft", overtaken)
    actions.make_due(at)
    rows = OutgoingMail.objects.filter(kind="digest").values_list("person__name", flat=True)
    assert sorted(rows) == [f"Reader {n}" for n in range(6)]


def test_five_hundred_people_cost_as_many_queries_as_five(writer, django_assert_num_queries):
    space = w.group()
    topic = w.asked(space, writer)
    w.answered(topic, writer)
    some = [f.person() for _ in range(12)]
    for one in some:
        w.listed(one, space, Delivery.DAILY)
    from jln.notify.audiences import AUDIENCES

    shared = Shared.at_now(w.TUESDAY, AUDIENCES)
    for count in (2, 12):
        with django_assert_num_queries(14):
            found = gather.people([one.pk for one in some[:count]], w.TUESDAY)
            waits = gather.waits_for(shared, found)
        assert [len(one.entries) for one in waits] == [1] * count
