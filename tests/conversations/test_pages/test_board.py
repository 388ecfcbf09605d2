"""A space as a board: every conversation once, filtered, at the same cost for one and for many."""

import re
from datetime import timedelta

import pytest

from jln.conversations import actions
from jln.conversations.models import AskedColleague, Post, Topic
from jln.conversations.queries import lists
from jln.conversations.queries.held import is_held
from jln.conversations.terms import TopicKind
from jln.spaces.models import SpaceModerator, Subscription
from jln.spaces.terms import SpaceKind, SpaceRule, Visibility
from tests import factories as f
from tests.conversations.test_pages.talks import NOON, talk
from tests.pages import links_of, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _long_there(ama):
    """What is posted at noon came after she joined."""
    ama.created_at = NOON - timedelta(days=1)
    ama.save()


def titles(html):
    return re.findall(r">(Matter \d+)<", html)


def many(space, by, count):
    made = Topic.objects.bulk_create(
        Topic(
            space=space,
            title=f"Matter {n}",
            kind=[TopicKind.QUESTION, TopicKind.DISCUSSION, TopicKind.ANNOUNCEMENT][n % 3],
            by=by,
            started_at=NOON,
            last_post_at=NOON + timedelta(minutes=n // 2),
            post_count=1,
        )
        for n in range(count)
    )
    Post.objects.bulk_create(
        Post(topic=one, space=space, number=1, by=by, text="x", html="x", posted_at=NOON)
        for one in made
    )
    return made


def test_a_board_says_who_reads_it_how_to_write_and_how_it_comes(client, ama):
    space = f.space("exchange", kind=SpaceKind.GROUP, name="Exchange", visibility=Visibility.ROLL)
    f.on_roll(space, ama)
    text = text_of(page_of(client, "/spaces/exchange/"))
    assert "Only the people of “Exchange” can read it." in text
    assert "exchange@" in text
    assert "You are not on its list." in text
    Subscription.objects.create(space=space, person=ama, delivery="weekly", joined_at=NOON)
    assert "It comes to you: once a week." in text_of(page_of(client, "/spaces/exchange/"))


def test_every_conversation_is_on_exactly_one_page_and_of_one_kind(client, ama):
    space = f.space()
    many(space, f.person(), 47)
    for query, expected in (("", 47), ("show=discussion", 16), ("show=new", 47)):
        path, found = f"/spaces/network/?{query}", []
        while path:
            html = page_of(client, path)
            found += titles(html)
            more = re.search(r'href="([^"]+)" rel="next"', html)
            path = more and more[1].replace("&amp;", "&")
        assert len(found) == len(set(found)) == expected, query


def test_new_ones_are_listed_until_they_are_read(client, ama):
    made = many(f.space(), f.person(), 3)
    page_of(client, f"/ask/{made[1].code}/")
    assert titles(page_of(client, "/spaces/network/?show=new")) == ["Matter 2", "Matter 0"]
    actions.see_space(f.space(), by=ama, at=NOON)
    assert "Nothing here is new to you." in page_of(client, "/spaces/network/?show=new")


def test_a_row_says_what_it_is_and_from_how_many_countries(client, ama):
    talk(f.person(), 12)
    many(f.space(), f.person(), 2)
    text = text_of(page_of(client, "/spaces/network/"))
    assert "10 countries" in text
    assert "discussion" in text
    assert "12 answers" in text


@pytest.mark.parametrize(("query", "count"), [("", 5), ("?show=question", 5), ("?show=new", 5)])
def test_a_board_costs_the_same_for_one_as_for_many(
    client, ama, query, count, django_assert_num_queries
):
    f.topic(by=f.person())
    path = f"/spaces/network/{query}"
    client.get(path)
    with django_assert_num_queries(count):
        client.get(path)
    many(f.space(), f.person(), 200)
    with django_assert_num_queries(count):
        client.get(path)


def test_nothing_hidden_and_nothing_of_another_space_is_on_it(client, ama):
    other = f.space("other", kind=SpaceKind.GROUP, name="Other", visibility=Visibility.ROLL)
    f.topic(space=other, title="Matter 77")
    hidden = f.topic(title="Matter 78")
    actions.hide_topic(hidden, because="Spam", by=f.staff(), at=NOON)
    assert titles(page_of(client, "/spaces/network/")) == []
    page_of(client, "/spaces/other/", status=404)
    page_of(client, "/spaces/none/", status=404)


@pytest.mark.parametrize(
    ("kind", "start", "by_staff"),
    [("poll", "poll", False), ("dialogue", "dialogue", True), ("discussion", "new", False)],
)
def test_each_kind_is_started_from_its_own_list_by_who_may(client, ama, kind, start, by_staff):
    f.space()
    path, link = f"/spaces/network/?show={kind}", f"/spaces/network/{start}/"
    html = page_of(client, path)
    assert (link in links_of(html)) is not by_staff
    assert "The first question starts one." not in html
    f.sign_in(client, f.staff())
    assert link in links_of(page_of(client, path))
    assert page_of(client, link)


def test_its_starter_does_not_answer_and_what_was_hidden_answers_no_more(client, ama):
    asker, other = f.person(), f.person()
    topic = f.topic(by=asker)
    f.post(topic, asker, text="Nobody yet?")
    for path in ("/spaces/network/", "/ask/?tab=all"):
        text = text_of(page_of(client, path))
        assert "1 answer" not in text
        assert "no answer, " in text
    f.post(topic, other, text="We pay by capitation.")
    f.post(topic, asker, text="How often?")
    second = f.post(topic, other, text="Monthly.")
    for path in ("/spaces/network/", "/ask/?tab=all"):
        assert "2 answers" in text_of(page_of(client, path))
    Post.objects.filter(pk=second.pk).update(hidden_at=NOON)
    assert lists.every(ama).rows[0].answers == 1


def test_of_one_whose_starter_is_unknown_all_that_follows_counts(ama):
    topic = f.topic(by=f.person())
    f.post(topic, f.person(), text="We pay by capitation.")
    Topic.objects.filter(pk=topic.pk).update(by=None)
    Post.objects.filter(topic=topic, number=1).update(by=None)
    assert lists.every(ama).rows[0].answers == 1


def test_one_asked_is_told_of_the_answers_of_others(ama):
    asker = f.person()
    topic = f.topic(by=asker)
    f.post(topic, asker, text="Nobody yet?")
    reasons = [{"code": "expertise", "of": f.theme().pk}]
    AskedColleague.objects.create(topic=topic, person=ama, reasons=reasons, asked_at=NOON)
    assert lists.asked_of(ama)[0].answers == 0


def test_who_began_a_discussion_asked_nothing(client, ama):
    many(f.space(), ama, 2)
    text = text_of(page_of(client, "/spaces/network/"))
    assert (text.count("you began it"), text.count("you asked")) == (1, 1)


def test_who_keeps_a_space_finds_what_waits_and_its_settings(client, ama):
    space = f.space()
    space.rule = SpaceRule.ALL_HELD
    space.save()
    keeping = {"/spaces/network/held/", "/spaces/network/settings/"}
    assert not keeping & set(links_of(page_of(client, "/spaces/network/")))
    SpaceModerator.objects.create(space=space, person=ama, since_on=NOON.date())
    for text in ("By opening days, perhaps?", "By the number of beds, perhaps?"):
        assert is_held(actions.submit_new(space, text=text, by=f.person(), at=NOON))
    html = page_of(client, "/spaces/network/")
    assert keeping <= set(links_of(html))
    assert "Messages that wait (2)" in text_of(html)
