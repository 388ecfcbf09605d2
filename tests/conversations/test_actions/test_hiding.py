"""Hiding, which is the staff's, and taking back, which is the author's."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import AskedColleague, Asking, Post
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, ask, helpers, kinds

pytestmark = pytest.mark.django_db


def test_staff_hide_with_a_reason_and_nobody_else_does():
    topic = f.topic()
    post = f.post(topic, f.person())
    with pytest.raises(PermissionDenied):
        actions.hide_post(post, because="Mine", by=topic.by, at=NOON)
    with pytest.raises(RuleBroken):
        actions.hide_post(post, because=" ", by=f.staff(), at=NOON)
    assert not Fact.objects.exists()
    for _again in range(2):
        actions.hide_post(post, because="Names a patient", by=f.staff(), at=NOON)
    topic.refresh_from_db()
    assert (topic.post_count, kinds()) == (1, [Kind.POST_HIDDEN])
    assert actions.hide_topic(topic, because="Spam", by=f.staff(), at=NOON).hidden_because == "Spam"
    assert kinds() == [Kind.POST_HIDDEN, Kind.TOPIC_HIDDEN]


def test_a_post_taken_back_is_gone_and_its_number_stays():
    theme = f.theme()
    (linh,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    post = actions.answer(topic, text="Wrong.", by=linh, at=NOON, form_key="k")
    for _again in range(2):
        actions.undo_post(post, by=linh, at=NOON + timedelta(minutes=2))
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.text, post.html, post.hidden_because, topic.post_count) == ("", "", "", 1)
    assert topic.asked.get().answered_at is None
    assert actions.answer(topic, text="Wrong.", by=linh, at=NOON, form_key="k") == post
    assert actions.answer(topic, text="Right.", by=linh, at=NOON).number == 3
    assert kinds().count(Kind.POST_TAKEN_BACK) == 1


@pytest.mark.parametrize("deed", ["hide", "undo"])
def test_a_question_whose_only_answer_is_gone_waits_for_one_again(deed):
    theme = f.theme()
    (linh,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    post = actions.answer(topic, text="Buy my pills.", by=linh, at=NOON)
    assert Asking.objects.get().ended == "answered"
    if deed == "hide":
        actions.hide_post(post, because="Sells", by=f.staff(), at=NOON)
    else:
        actions.undo_post(post, by=linh, at=NOON)
    topic.refresh_from_db()
    assert (topic.answered_at, topic.post_count) == (None, 1)
    asking = Asking.objects.get()
    assert (asking.ended, asking.ended_at) == ("", None)
    assert asking.next_at > NOON
    assert actions.send_waves(at=asking.next_at) == 1


def test_a_question_with_another_answer_stays_answered_when_one_is_hidden():
    topic = f.topic()
    later = NOON + timedelta(hours=1)
    first = actions.answer(topic, text="So.", by=f.person(), at=NOON)
    actions.answer(topic, text="Or so.", by=f.person(), at=later)
    actions.hide_post(first, because="Sells", by=f.staff(), at=later)
    topic.refresh_from_db()
    assert (topic.answered_at, topic.post_count) == (later, 2)


def test_a_question_taken_back_frees_who_was_asked():
    theme = f.theme()
    helpers(theme, 1)
    ama = f.person()
    topic = ask(ama, theme=theme)
    actions.undo_post(topic.posts.get(), by=ama, at=NOON)
    topic.refresh_from_db()
    assert topic.hidden_at == NOON
    assert not AskedColleague.objects.exists()


def test_too_late_not_yours_and_answered_stay_as_they_are():
    ama = f.person()
    topic = ask(ama)
    question = topic.posts.get()
    actions.answer(topic, text="Yes.", by=f.person(), at=NOON)
    with pytest.raises(RuleBroken):
        actions.undo_post(question, by=ama, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.undo_post(question, by=f.person(), at=NOON)
    late = actions.answer(topic, text="More.", by=ama, at=NOON)
    with pytest.raises(RuleBroken):
        actions.undo_post(late, by=ama, at=NOON + timedelta(minutes=2, seconds=1))
    assert not Post.objects.filter(hidden_at__isnull=False).exists()
