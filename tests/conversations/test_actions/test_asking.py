"""Asking: who is asked and why; refused it changes nothing, repeated it happens once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import AskedColleague, Post, Topic, TopicFollow
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.people.models import Person
from jln.problems.models import ProblemCountry
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, ask, helpers, inbound, kinds

pytestmark = pytest.mark.django_db


def test_a_question_is_a_topic_with_one_post_followed_by_the_asker():
    ama = f.person("Ama")
    topic = ask(ama, title="Paying clinics")
    post = topic.posts.get()
    assert (topic.title, topic.post_count, topic.language) == ("Paying clinics", 1, "en")
    assert (post.number, post.by, post.html) == (
        1,
        ama,
        '<p dir="auto">How do you pay the clinics that are in the hills?</p>',
    )
    assert TopicFollow.objects.get(topic=topic).person == ama
    assert kinds() == [Kind.TOPIC_ASKED]


def test_a_question_without_a_title_gets_its_first_sentence():
    assert ask(f.person()).title == "How do you pay the clinics that are in the hills?"


def test_colleagues_who_offer_help_are_asked_each_with_reasons_and_a_fact():
    theme = f.theme()
    people = helpers(theme)
    f.speaks(people[0], "fr")
    topic = ask(
        f.person(), theme=theme, text="Comment payez-vous les centres de santé dans le district ?"
    )
    rows = AskedColleague.objects.filter(topic=topic)
    assert {row.person for row in rows} == set(people)
    assert rows.get(person=people[0]).reasons == [
        {"code": "expertise", "of": theme.pk},
        {"code": "language", "of": "fr"},
        {"code": "context", "of": "Africa"},
    ]
    facts = Fact.objects.filter(kind=Kind.COLLEAGUE_ASKED)
    assert {fact.about for fact in facts} == set(people)
    assert {fact.subject_id for fact in facts} == {topic.pk}


def test_a_country_with_the_same_problem_fills_up_to_three():
    theme = f.theme()
    statement = "Clinics in the hills are paid late."
    problem = f.problem(theme=theme, country=f.country("KE", "Kenya"), statement=statement)
    f.problem(theme=theme, country=f.country("PH", "Philippines"), statement="Codes are guessed.")
    ProblemCountry.objects.create(problem=problem, country=f.country("VN", "Vietnam"))
    kenyan, viet = (
        f.person(country=f.country(code, name))
        for code, name in (("KE", "Kenya"), ("VN", "Vietnam"))
    )
    f.person(country=f.country("PH", "Philippines"))
    (helper,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    asked = dict(AskedColleague.objects.filter(topic=topic).values_list("person", "reasons"))
    assert set(asked) == {helper.pk, kenyan.pk, viet.pk}
    assert {"code": "problem", "of": problem.pk} in asked[viet.pk]


def test_a_problem_only_some_may_read_is_no_reason():
    theme = f.theme()
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    f.problem(
        theme=theme, country=f.country("KE", "Kenya"), space=closed, visibility=Visibility.ROLL
    )
    ama = f.person()
    f.on_roll(closed, ama)
    f.person(country=f.country("KE", "Kenya"))
    assert not AskedColleague.objects.filter(topic=ask(ama, theme=theme)).exists()


@pytest.mark.parametrize(
    "values",
    [
        {"away_until": NOON.date()},
        {"status": "invited"},
        {"status": "suspended", "suspended_at": NOON},
        {"listing": "spaces"},
    ],
)
def test_who_is_away_not_yet_here_or_not_listed_is_not_asked(values):
    theme = f.theme()
    helpers(theme, 1, **values)
    assert not AskedColleague.objects.filter(topic=ask(f.person(), theme=theme)).exists()


def test_nobody_is_asked_more_than_twice_a_week_and_not_me_frees():
    theme = f.theme()
    (helper,) = helpers(theme, 1)
    topics = [ask(f.person(), theme=theme) for _ in range(3)]
    asked = AskedColleague.objects.filter(person=helper)
    assert set(asked.values_list("topic", flat=True)) == {topic.pk for topic in topics[:2]}
    assert actions.decline_ask(topics[0], by=helper, at=NOON)
    assert not actions.decline_ask(topics[0], by=helper, at=NOON)
    assert asked.filter(topic=ask(f.person(), theme=theme)).exists()
    assert asked.filter(topic=ask(f.person(), theme=theme, at=NOON + timedelta(days=8))).exists()


def test_only_people_who_read_the_space_are_asked():
    theme = f.theme()
    inside, _outside = helpers(theme, 2)
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    ama = f.person()
    f.on_roll(closed, ama)
    f.on_roll(closed, inside)
    topic = ask(ama, theme=theme, space=closed)
    assert [row.person for row in topic.asked.all()] == [inside]


def test_the_asker_may_leave_people_out_and_add_nobody():
    theme = f.theme()
    people = helpers(theme, 3)
    stranger = f.person()
    topic = ask(f.person(), theme=theme, colleagues=[people[1].pk, stranger.pk])
    assert [row.person for row in topic.asked.all()] == [people[1]]
    assert not ask(f.person(), theme=theme, colleagues=[]).asked.exists()


def test_the_same_form_or_message_again_is_the_same_topic():
    ama = f.person()
    by_form = ask(ama, form_key="one")
    assert ask(ama, form_key="one") == by_form
    mail = inbound()
    by_mail = ask(ama, inbound=mail, channel="mail")
    assert ask(ama, inbound=mail, channel="mail") == by_mail
    assert Topic.objects.count() == Post.objects.count() == 2
    assert kinds().count(Kind.TOPIC_ASKED) == 2


def test_somebody_elses_form_shows_nothing_of_hers():
    ask(f.person(), form_key="one")
    with pytest.raises(RuleBroken):
        ask(f.person(), form_key="one")
    topic = f.topic()
    with pytest.raises(RuleBroken):
        actions.answer(topic, text="x", by=f.person(), at=NOON, form_key="one")


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 60_001])
def test_a_refused_question_changes_nothing(text):
    with pytest.raises(RuleBroken):
        ask(f.person(), text=text)
    assert not (Topic.objects.exists() or Fact.objects.exists())


def test_a_closed_space_and_a_space_of_others_take_no_question():
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    with pytest.raises(PermissionDenied):
        ask(f.person(), space=closed)
    with pytest.raises(RuleBroken):
        ask(f.person(), space=f.space("old", closed_at=NOON))
    assert not Topic.objects.exists()


def test_choosing_asks_the_same_few_queries_of_twenty_people_as_of_many(django_assert_num_queries):
    from jln.conversations import queries

    theme, ama, space = f.theme(), f.person(), f.space()
    f.problem(theme=theme, country=f.country("H0"), statement="Clinics in the hills wait.")
    helpers(theme, 3)
    sought = queries.Sought(theme, "en", "How do you pay the clinics in the hills?")
    with django_assert_num_queries(4):
        queries.chosen_for(space, sought, by=ama, at=NOON)
    many = Person.objects.bulk_create(
        Person(name=f"P{n}", country=f.country(f"H{n % 9}", "x"), created_at=NOON)
        for n in range(600)
    )
    from jln.people.models import Expertise

    Expertise.objects.bulk_create(
        Expertise(person=who, theme=theme, kind="offered") for who in many
    )
    with django_assert_num_queries(4):
        chosen = queries.chosen_for(space, sought, by=ama, at=NOON)
    assert len(chosen.people) == 5
