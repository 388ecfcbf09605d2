"""What the home page says of conversations: kept for its reader, and right at once."""

import re

import pytest

from jln.conversations import actions
from jln.web import versions
from tests import factories as f
from tests.pages import page_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    f.network()
    space = f.space()
    ama, bo = f.person("Ama"), f.person("Bo")
    for one in (ama, bo):
        f.on_roll(space, one)
        versions.bump(f"person:{one.pk}")
    return space, ama, bo


def home_of(client, who):
    client.cookies.clear()
    f.sign_in(client, who)
    return page_of(client, "/")


def ask(space, by, text="How do you pay clinics on time?"):
    return actions.ask(space, text=text, theme=None, by=by, at=f.NOON)


def test_a_question_an_answer_and_a_hidden_one_are_there_at_once(client, world):
    space, ama, bo = world
    assert "clinics on time" not in home_of(client, bo)
    topic = ask(space, ama)
    assert "clinics on time" in home_of(client, bo)
    assert "1 answer" not in home_of(client, bo)
    actions.answer(topic, text="On the fifth.", by=bo, at=f.NOON)
    assert "1 answer" in home_of(client, ama)
    actions.hide_topic(topic, because="asked by its writer", by=f.staff(), at=f.NOON)
    assert "clinics on time" not in home_of(client, bo)


def test_who_leaves_a_space_reads_no_more_of_it(client, world):
    from jln.spaces import actions as spaces

    space, ama, bo = world
    ask(space, ama)
    assert "New in your spaces" in home_of(client, bo)
    spaces.take_off_roll(space, bo, at=f.NOON)
    assert "New in your spaces" not in home_of(client, bo)


def test_two_of_the_same_name_have_a_page_each(client, world):
    space, ama, bo = world
    double = f.person("Bo")
    ask(space, ama)
    assert "New in your spaces" in home_of(client, bo)
    assert "New in your spaces" not in home_of(client, double)
    assert "New in your spaces" in home_of(client, bo)


def test_each_time_a_page_is_shown_its_forms_have_new_keys(client, world):
    space, ama, bo = world
    topic = ask(space, ama)
    f.sign_in(client, bo)
    shown = [page_of(client, f"/ask/{topic.code}/") for _time in range(3)]
    for name in ("csrfmiddlewaretoken", "form_key"):
        keys = [set(re.findall(rf'name="{name}"[^>]* value="(\w+)"', page)) for page in shown]
        assert [len(one) for one in keys] == [1, 1, 1], "one key serves a page"
        assert len(set.union(*keys)) == 3


def test_a_form_of_a_page_that_was_rendered_before_is_taken(world):
    from django.test import Client

    space, ama, bo = world
    topic = ask(space, ama)
    browser = Client(enforce_csrf_checks=True)
    f.sign_in(browser, bo)
    for number in (2, 3):
        page_of(browser, f"/ask/{topic.code}/")
        page = page_of(browser, f"/ask/{topic.code}/")
        values = dict(re.findall(r'name="(csrfmiddlewaretoken|form_key)"[^>]* value="(\w+)"', page))
        sent = browser.post(f"/ask/{topic.code}/", {**values, "text": f"Answer {number}."})
        assert sent.status_code == 302
        assert f"Answer {number}." in page_of(browser, f"/ask/{topic.code}/")
