"""Conversations are found by those who read them, as long as they are shown."""

import pytest

from jln.conversations import actions, findable
from jln.search import index
from jln.search.queries import find
from tests import factories as f
from tests.pages import closed

pytestmark = pytest.mark.django_db
NOON = f.NOON


def found(person, words="capitation"):
    return {(hit.kind, hit.subject_id) for hit in find(person, words).hits}


def test_what_is_asked_and_answered_is_found_by_members():
    topic = actions.ask(
        f.space(), text="Capitation?", title="Paying for capitation", by=f.person(), at=NOON
    )
    post = actions.answer(topic, text="We left capitation.", by=f.person(), at=NOON)
    assert found(f.person()) == {
        ("topic", topic.pk),
        ("post", topic.posts.get(number=1).pk),
        ("post", post.pk),
    }
    assert found(None) == set()


def test_what_is_hidden_or_taken_back_is_found_no_more():
    topic = actions.ask(f.space(), text="Capitation?", by=f.person(), at=NOON)
    linh = f.person()
    post = actions.answer(topic, text="We left capitation.", by=linh, at=NOON)
    actions.undo_post(post, by=linh, at=NOON)
    assert ("post", post.pk) not in found(linh)
    actions.hide_topic(topic, because="Spam", by=f.staff(), at=NOON)
    assert found(linh) == set()
    index.rebuild()
    assert found(linh) == set()


def test_a_closed_space_is_found_by_its_roll_alone():
    ama = f.person()
    space = closed()
    f.on_roll(space, ama)
    topic = actions.ask(space, text="Capitation?", by=ama, at=NOON)
    assert ("topic", topic.pk) in found(ama)
    assert found(f.person()) == set()


def test_all_entries_are_those_that_actions_put():
    topic = actions.ask(f.space(), text="Capitation?", by=f.person(), at=NOON)
    actions.answer(topic, text="We left capitation.", by=f.person(), at=NOON)
    assert {(entry.kind, entry.subject_id) for entry in findable.entries()} == found(f.person())
