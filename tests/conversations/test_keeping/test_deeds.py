"""Where a conversation stands, and which post answered: said anew, taken back, at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import AnswerMark, CatchUp, Topic
from jln.facts.kinds import Kind
from jln.kit.verdict import RuleBroken
from jln.search.models import SearchEntry
from tests import factories as f
from tests.conversations.test_actions.deeds import kinds
from tests.pages import closed

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def asker():
    f.network()
    return f.person("Adjoa")


@pytest.fixture
def talk(asker):
    topic = f.topic(asker, space=f.space())
    for number in range(2):
        at = topic.started_at + timedelta(hours=number + 1)
        f.post(topic, f.person(), text=f"Answer {number}", posted_at=at)
    return topic


def test_every_version_is_kept_and_the_same_words_make_none(asker, talk):
    first = actions.catch_up(talk, "Days, says #2.", by=asker, at=NOON)
    assert (first.version, first.after) == (1, 3)
    assert f'<a href="/ask/{talk.code}/#p2">#2</a>' in first.html
    assert actions.catch_up(talk, "Days, says #2.\r\n", by=asker, at=NOON) == first
    second = actions.catch_up(talk, "Hours, says #3.", by=f.staff(), at=NOON)
    assert second.version == 2
    assert list(CatchUp.objects.order_by("version").values_list("text", flat=True)) == [
        "Days, says #2.",
        "Hours, says #3.",
    ]
    assert kinds().count(Kind.CATCH_UP_WRITTEN) == 2


def test_nothing_and_too_much_are_no_catch_up(asker, talk):
    for text in ("  \n", "x" * 1_201):
        with pytest.raises(RuleBroken):
            actions.catch_up(talk, text, by=asker, at=NOON)
    assert not CatchUp.objects.exists()


def test_who_no_longer_reads_the_space_says_nothing_of_it(asker):
    topic = f.topic(asker, space=closed())
    with pytest.raises(PermissionDenied):
        actions.catch_up(topic, "Days.", by=asker, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.mark_answer(topic, 2, by=asker, at=NOON)


def test_a_mark_says_helped_in_lists_and_search_until_it_is_taken_back(asker, talk):
    actions.mark_answer(talk, 2, by=asker, at=NOON)
    actions.mark_answer(talk, 2, by=asker, at=NOON + timedelta(hours=1))
    assert AnswerMark.objects.get().at == NOON
    actions.mark_answer(talk, 3, by=asker, at=NOON + timedelta(hours=2))
    assert AnswerMark.objects.get().post.number == 3
    found = SearchEntry.objects.get(kind="topic", subject_id=talk.pk)
    assert found.facet == "answered"
    assert actions.unmark_answer(talk, by=asker, at=NOON)
    assert not actions.unmark_answer(talk, by=asker, at=NOON)
    talk.refresh_from_db()
    assert talk.solved_at is None
    found.refresh_from_db()
    assert found.facet == "question"
    assert kinds().count(Kind.ANSWER_MARKED) == 2


def test_thanks_of_the_asker_still_say_helped_without_a_mark(asker, talk):
    actions.thank(talk.posts.get(number=2), by=asker, at=NOON)
    actions.mark_answer(talk, 3, by=asker, at=NOON + timedelta(days=1))
    actions.unmark_answer(talk, by=asker, at=NOON)
    talk.refresh_from_db()
    assert talk.solved_at == NOON


def test_no_post_no_answer(asker, talk):
    hidden = talk.posts.get(number=2)
    actions.mark_answer(talk, 2, by=asker, at=NOON)
    actions.hide_post(hidden, because="Names a patient", by=f.staff(), at=NOON)
    assert not AnswerMark.objects.exists()
    assert Topic.objects.get(pk=talk.pk).solved_at is None
    for number in (1, 2, 9):
        with pytest.raises(RuleBroken):
            actions.mark_answer(talk, number, by=asker, at=NOON)


def test_an_answer_that_leaves_its_conversation_is_its_answer_no_longer(asker, talk):
    actions.mark_answer(talk, 3, by=asker, at=NOON)
    actions.split(talk, [3], title="Of its own", because="Other", by=f.staff(), at=NOON)
    assert not AnswerMark.objects.exists()
