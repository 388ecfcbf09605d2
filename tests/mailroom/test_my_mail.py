"""The page of one's mail: what is chosen there is kept, shown before, and the same by mail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered
from tests.mailroom.matrix import PLAN
from tests.mailroom.test_forms_by_mail import form_to
from tests.notify.digests import world as w
from tests.pages import text_of

from jln.conduct.models import KeptAway
from jln.conversations.models import AskWish, TopicFollow
from jln.kit import clock
from jln.mail import outgoing
from jln.notify.digests import actions, preview, week
from jln.notify.models import Digest, MailPlan
from jln.spaces.models import Subscription

pytestmark = pytest.mark.django_db
PATH = "/me/mail/"


@pytest.fixture
def ama(client):
    """Ama gets two spaces; last week one brought two long posts."""
    f.network()
    ama, writer = f.person("Ama", address="ama@health.example"), f.person("Writer")
    group = w.group()
    w.listed(ama, f.space(), "weekly")
    w.listed(ama, group, "every")
    until = week.began(ama, MailPlan(), clock.now())
    for days in (2, 3):
        w.asked(group, writer, w.words(1_000), at=until - timedelta(days=days), title=f"No. {days}")
    Subscription.objects.update(joined_at=until - timedelta(days=30))
    f.sign_in(client, ama)
    return ama


def shown(client, **data) -> str:
    answer = client.post(PATH, data) if data else client.get(PATH)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def test_it_shows_the_last_week_and_what_each_place_takes(client, ama):
    text = shown(client)
    assert "Last week: 10 minutes of reading" in text
    assert "0 minutes to you, 10 minutes in your groups" in text
    assert "A week like the last comes to 10 minutes." in text
    assert "fit, the rest comes as titles" not in text
    assert "No. 2" in text


@pytest.mark.parametrize("count", [0, 1, 6])
def test_it_asks_as_much_of_a_full_week_as_of_an_empty_one(
    client, ama, count, django_assert_num_queries
):
    until = week.began(ama, MailPlan(), clock.now())
    for number in range(count):
        at, writer = until - timedelta(days=number + 1), f.person(f"Writer {number}")
        topic = w.asked(w.group(), writer, w.words(50), at=at, title=f"Of {number}")
        TopicFollow.objects.create(topic=topic, person=ama, since=at)
        KeptAway.objects.create(by=ama, about=writer, distance="mute", since=at)
        Digest.objects.create(
            person=ama,
            on=at.date(),
            is_weekly=number == 3,
            through=0,
            entries=[],
            seconds=60,
            made_at=at,
        )
        outgoing.put("post.written", ama, subject=f"Of {number}", text="x", because="follower")
    client.get(PATH)

    with django_assert_num_queries(14):
        client.get(PATH)


def test_what_stands_is_what_the_page_sends_back(client, ama):
    w.plan(ama, minutes=None, daily_at=6, quiet_from=22, quiet_to=5, weekly_on=4, news="none")
    html = client.get(PATH).content.decode()
    chosen = dict(
        re.findall(
            r'<select id="[^"]*" name="([^"]+)".*?<option value="([^"]+)" selected', html, re.DOTALL
        )
    )
    assert 'name="minutes" value="all" checked' in html
    assert chosen == {
        "news": "none",
        "daily_at": "6",
        "weekly_on": "4",
        "quiet_from": "22",
        "quiet_to": "5",
        "times": "2",
        "network-delivery": "weekly",
        "costing-delivery": "every",
    }


def test_other_settings_are_shown_before_they_are_kept(client, ama):
    said = PLAN | {
        "minutes": "5",
        "weekly_on": "1",
        "network-delivery": "weekly",
        "costing-delivery": "every",
    }
    text = shown(client, **said, show="yes")
    assert "Nothing is kept yet." in text
    assert "A week like the last comes to 10 minutes. 5 minutes fit" in text
    assert "5 minutes of 5 minutes" in text
    assert not MailPlan.objects.exists()
    none = shown(client, **(said | {"costing-delivery": "none"}), show="yes")
    assert "A week like the last comes to 0 minutes." in none


def test_the_one_form_keeps_everything_at_once(client, ama):
    said = PLAN | {"network-delivery": "none", "costing-delivery": "daily"}
    assert client.post(PATH, said)["Location"] == PATH
    plan = MailPlan.objects.get(person=ama)
    assert (plan.minutes, plan.news, plan.daily_at, plan.weekly_on) == (10, "weekly", 9, 4)
    assert (plan.quiet_from, plan.quiet_to) == (21, 6)
    assert AskWish.objects.get(person=ama).asks_a_week == 1
    ways = Subscription.objects.filter(person=ama).values_list("space__slug", "delivery")
    assert dict(ways) == {"network": "none", "costing": "daily"}

    answer = client.post(PATH, said | {"minutes": "7", "costing-delivery": "hourly"})
    assert answer.status_code == 200
    assert "Choose one of the answers here." in answer.content.decode()
    plan.refresh_from_db()
    assert plan.minutes == 10


def test_everything_stops_for_two_weeks_and_comes_again(client, ama):
    client.post(PATH, {"away": "yes"})
    ama.refresh_from_db()
    assert ama.away_until == (clock.now() + timedelta(days=14)).date()
    assert "Have letters come again" in shown(client)
    client.post(PATH, {"away": "no"})
    ama.refresh_from_db()
    assert ama.away_until is None


def test_the_next_message_shown_is_the_one_that_goes(client, ama):
    Subscription.objects.filter(person=ama, space__slug="network").update(delivery="daily")
    w.asked(f.space(), f.person("Saran"), "How do you pay clinics?", at=clock.now())
    moment, message = preview.next_weekly(ama, clock.now())
    page = client.get(f"{PATH}next/").content.decode()
    assert message.subject in text_of(page)
    Subscription.objects.filter(person=ama, space__slug="network").update(delivery="weekly")
    assert preview.next_weekly(ama, clock.now()) == (moment, message)
    sent = w.made(moment)["Ama"]
    assert (sent.subject, sent.text) == (message.subject, message.text)
    assert preview.next_weekly(ama, moment)[1] is None
    actions.make_due(moment)


def test_the_same_is_chosen_by_mail_and_taken_back(ama):
    letter = form_to(ama, "mail.plan")
    assert "1. " in letter.text
    assert answered(letter, "1. 40 minutes", name="Ama").reason == "answered"
    assert MailPlan.objects.get(person=ama).minutes == 40
    group = f.space(slug="costing")
    came = answered(form_to(ama, "space.deliver", group), "once a day", name="Ama")
    assert came.reason == "answered"
    assert Subscription.objects.get(person=ama, space=group).delivery == "daily"
