"""Feeds and calendar: for who has the address, while they may read, and for nobody else."""

import re
from datetime import timedelta

import feedparser
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.activities.models import Activity
from jln.conduct import actions as conduct
from jln.conversations import actions as conversations
from jln.conversations.actions.feed_keys import make_feed, revoke_feed
from jln.conversations.models import Dialogue, FeedKey, Poll
from jln.conversations.queries.feeds import secret_of
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.models import Meeting
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.people.models import Person
from jln.spaces.models import SpaceMember
from tests import factories as f
from tests.elections.world import on_record
from tests.pages import closed, page_of
from tests.pages import record as public_space
from tests.site.test_ics import events

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture(autouse=True)
def _network():
    f.network()
    f.space()


def atom(key):
    return f"/feeds/{secret_of(key)}/space.atom"


def calendar(key):
    return f"/feeds/{secret_of(key)}/calendar.ics"


def test_the_newest_posts_with_names_and_links_and_no_address(client):
    reader, topic = f.person(), f.topic(title="Paying clinics", text="How? Write to a@b.example")
    for number in range(40):
        f.post(topic, f.person(f"Author {number}"), text=f"Answer {number}. " + "word " * 900)
    hidden = f.post(topic, f.person("Hidden"))
    conversations.hide_post(hidden, because="A name", by=f.staff(), at=NOON)
    key = make_feed(f.space(), by=reader, at=NOON)
    answer = client.get(atom(key))
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert len(answer.content) < 100_000
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert 3 < len(feed.entries) <= 30
    first = feed.entries[0]
    assert (first.title, first.author) == ("Re: Paying clinics", "Author 39")
    assert f"/ask/{topic.code}/#p41" in first.link
    assert len({one.id for one in feed.entries}) == len(feed.entries)
    assert b"Hidden" not in answer.content
    assert reader.addresses.get().address.encode() not in answer.content


def test_unchanged_it_is_not_sent_again_and_kept_by_nobody_between(client):
    key = make_feed(f.space(), by=f.person(), at=NOON)
    f.topic()
    first = client.get(atom(key))
    assert first["Cache-Control"] == "private, no-cache"
    assert not first.cookies
    again = client.get(atom(key), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    f.topic()
    assert client.get(atom(key), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_rights_are_asked_at_each_reading(client):
    space, reader = closed(), f.person()
    on_roll = f.on_roll(space, reader)
    with pytest.raises(PermissionDenied):
        make_feed(space, by=f.person(), at=NOON)
    key = make_feed(space, by=reader, at=NOON)
    assert make_feed(space, by=reader, at=NOON) == key
    assert client.get(atom(key)).status_code == 200
    SpaceMember.objects.filter(pk=on_roll.pk).update(until_on=NOON.date())
    assert client.get(atom(key)).status_code == 404
    SpaceMember.objects.filter(pk=on_roll.pk).update(until_on=None)
    Person.objects.filter(pk=reader.pk).update(status="closed")
    assert client.get(atom(key)).status_code == 404


def test_an_ended_wrong_or_other_address_answers_nobody(client):
    reader = f.person()
    key, mine = (make_feed(space, by=reader, at=NOON) for space in (f.space(), None))
    wrong = secret_of(key)[:-1] + ("a" if secret_of(key)[-1] != "a" else "b")
    for path in (f"/feeds/{wrong}/space.atom", "/feeds/x/space.atom", calendar(key), atom(mine)):
        assert client.get(path).status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_feed(key, by=f.staff(), at=NOON)
    assert revoke_feed(key, by=reader, at=NOON)
    assert not revoke_feed(key, by=reader, at=NOON)
    assert client.get(atom(key)).status_code == 404
    again = make_feed(f.space(), by=reader, at=NOON)
    assert secret_of(again) != secret_of(key)
    assert client.get(atom(again)).status_code == 200


def test_no_row_or_fact_holds_the_secret():
    key = make_feed(f.space(), by=f.person(), at=NOON)
    fact = key.person.pk and str(list(FeedKey.objects.values()))
    assert secret_of(key)[13:] not in fact


def test_a_public_space_is_open_and_others_are_not(client):
    topic = f.topic(space=public_space(), title="Open")
    answer = client.get("/spaces/record/feed.atom")
    assert feedparser.parse(answer.content).entries[0].title == topic.title
    assert client.get("/spaces/network/feed.atom").status_code == 404


def test_nobody_whom_the_reader_keeps_away_is_in_it(client):
    reader, omar = f.person(), f.person("Omar")
    f.post(f.topic(), omar, text="Mine.")
    key = make_feed(f.space(), by=reader, at=NOON)
    conduct.keep_away(omar, "mute", by=reader, at=NOON)
    assert b"Omar" not in client.get(atom(key)).content


def plan(days, **values):
    at = clock.now() + timedelta(days=days)
    said = {"slug": f"m{days}", "starts": PartialDate.of(at.date()), "starts_at": at}
    return Meeting.objects.create(**said | values)


def titles(client, person):
    found = events(client.get(calendar(make_feed(None, by=person, at=NOON))).content)
    return sorted(one["SUMMARY"][1] for one in found)


def test_each_sees_the_dates_that_concern_them(client):
    now = clock.now()
    Activity.objects.create(slug="w", title="Workshop", starts=PartialDate.of(now.date()))
    Activity.objects.create(slug="m", title="Some month", starts=PartialDate(now.year, now.month))
    for space, title in ((f.space(), "Open"), (closed(), "Closed")):
        of = f.topic(space=space, title=title, kind="poll")
        Poll.objects.create(
            topic=of, voice="person", shown="always", closes_at=now + timedelta(days=3)
        )
        other = f.topic(space=space, title=f"{title} dialogue", kind="dialogue")
        Dialogue.objects.create(topic=other, opens_on=now.date(), closes_on=now.date())
    plan(5)
    sitting, member = f.person(), f.person()
    f.seat(SeatKind.STEERING_REPRESENTATIVE, sitting, country=f.country())
    seen = ["Last moment to answer: Open", "Open dialogue", "Workshop"]
    assert titles(client, member) == seen
    assert titles(client, sitting) == sorted([*seen, "Meeting of the Steering Group"])
    f.on_roll(closed(), member)
    assert {"Last moment to answer: Closed", "Closed dialogue"} <= set(titles(client, member))


def test_only_who_votes_sees_the_last_day_of_an_election(client):
    election = on_record(f.country())
    contact, member = f.person(), f.person()
    f.seat(SeatKind.POINT_OF_CONTACT, contact, country=f.country())
    key = make_feed(None, by=contact, at=NOON)
    (ballot,) = events(client.get(calendar(key)).content)
    assert ballot["SUMMARY"][1] == "Last day to vote: Election to the Steering Group"
    assert ballot["DTSTART"][1] == f"{election.votes_until:%Y%m%d}"
    assert f"/elections/{election.code}/" in ballot["URL"][1]
    assert titles(client, member) == []
    election.void_at = clock.now()
    election.save()
    assert events(client.get(calendar(key)).content) == []


def test_a_changed_meeting_keeps_its_uid_and_rises(client):
    sitting = f.person()
    f.seat(SeatKind.STEERING_REPRESENTATIVE, sitting, country=f.country())
    key, meeting = make_feed(None, by=sitting, at=NOON), plan(5)
    first = client.get(calendar(key))
    (before,) = events(first.content)
    record(Kind.STEERING_CHANGED, meeting, by=None, at=NOON)
    meeting.starts_at += timedelta(days=1)
    meeting.save()
    (after,) = events(client.get(calendar(key)).content)
    assert after["UID"] == before["UID"]
    assert after["ORGANIZER"][1].startswith("mailto:events@")
    assert (before["SEQUENCE"][1], after["SEQUENCE"][1]) == ("0", "1")
    assert after["DTSTART"] != before["DTSTART"]
    again = client.get(calendar(key), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    again = client.get(calendar(key), headers={"If-None-Match": again["ETag"]})
    assert again.status_code == 304


def test_as_many_queries_for_one_date_as_for_many(client):
    key = make_feed(None, by=f.person(), at=NOON)
    counts = []
    client.get(calendar(key))  # the network is known from now on
    for number in (1, 9):
        for n in range(number):
            of = f.topic(kind="poll")
            soon = clock.now() + timedelta(days=3 + n)
            Poll.objects.create(topic=of, voice="person", shown="always", closes_at=soon)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(calendar(key)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_from_the_page_and_back(client):
    reader = f.person()
    f.sign_in(client, reader)
    assert client.post("/me/feeds/", {"of": "network"}).status_code == 302
    assert client.post("/me/feeds/", {"of": ""}).status_code == 302
    assert client.post("/me/feeds/", {"of": "exchange"}).status_code == 200
    keys = list(FeedKey.objects.order_by("pk"))
    html = page_of(client, "/me/feeds/")
    assert atom(keys[0]) in html
    assert calendar(keys[1]) in html
    f.sign_in(client, f.person())
    from jln.kit.codes import code_of

    assert client.post("/me/feeds/", {"end": code_of(keys[0].pk)}).status_code == 404
    f.sign_in(client, reader)
    client.post("/me/feeds/", {"end": code_of(keys[0].pk)})
    assert client.get(atom(keys[0])).status_code == 404


def test_a_single_conversation_has_an_address_that_opens_nothing_else(client):
    space, reader = closed(), f.person()
    f.on_roll(space, reader)
    mine, other = (f.topic(space=space, title=title) for title in ("Mine", "Other"))
    f.post(mine, f.person("Esi"), text="An answer.")
    here = f"/me/feeds/?topic={mine.code}"
    f.sign_in(client, reader)
    assert ".atom" not in page_of(client, here)
    assert client.post(here, {"of": space.slug})["Location"] == here
    found = re.search(r'href="[^"]*(/feeds/\w{32}/([\w-]+)\.atom)"', page_of(client, here))
    path, code = found[1], found[2]
    assert code == mine.code

    client.cookies.clear()
    shown = feedparser.parse(client.get(path).content)
    assert [one.title for one in shown.entries] == ["Re: Mine", "Mine"]
    assert "Mine" in shown.feed.title
    for wrong in (path.replace(mine.code, other.code), path.replace(f"{mine.code}.", "space.")):
        assert client.get(wrong).status_code == 404
    key = FeedKey.objects.get()
    assert client.get(f"/feeds/{secret_of(key)}/{mine.code}.atom").status_code == 404

    mine.space = f.space()  # it moved: the address stays
    mine.save()
    mine.posts.update(space=mine.space)
    assert client.get(path).status_code == 200
    revoke_feed(key, by=reader, at=NOON)
    assert client.get(path).status_code == 404


def test_no_conversation_that_is_not_ones_to_read_has_one(client):
    f.sign_in(client, f.person())
    secret = f.topic(space=closed(), title="Sealed")
    assert "Sealed" not in page_of(client, f"/me/feeds/?topic={secret.code}")
