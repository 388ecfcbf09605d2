"""The answer by mail and the thanks by mail, from the question to the helpful mark."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest

from jln.conversations import actions as conversations
from jln.conversations.models import Post, Thanks
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState
from jln.notify.tasks import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(django_capture_on_commit_callbacks):
    f.network()
    theme = f.theme()
    asker, colleague = f.person("Adjoa"), f.person("Saran", country=f.country("MN", "Mongolia"))
    f.offers(colleague, theme)
    with django_capture_on_commit_callbacks(execute=True):
        topic = conversations.ask(
            f.space(), text="How do you pay clinics on time?", theme=theme, by=asker, at=f.NOON
        )
    return topic, asker, colleague


def test_a_question_is_answered_and_thanked_for_by_mail(asked, django_capture_on_commit_callbacks):
    topic, asker, colleague = asked
    letter = newest("colleague.asked", colleague)

    with django_capture_on_commit_callbacks(execute=True):
        came = answered(
            letter, "We pay on the fifth of each month.\n\nSaran\n\n> Adjoa asks\n", name="Saran"
        )

    assert (came.state, came.reason) == (InboundState.DONE, "posted")
    post = Post.objects.get(topic=topic, number=2)
    assert (post.text, post.by, post.channel) == (
        "We pay on the fifth of each month.",
        colleague,
        "mail",
    )
    told = newest("post.written", asker)
    assert "| We pay on the fifth of each month." in told.text

    with django_capture_on_commit_callbacks(execute=True):
        thanked = answered(told, "THANKS")

    assert (thanked.state, thanked.reason) == (InboundState.DONE, "thanked")
    assert Thanks.objects.get(post=post).by == asker
    topic.refresh_from_db()
    assert topic.solved_at is not None
    assert newest("post.thanked", colleague) is not None


def test_each_letter_is_told_once_however_often(asked):
    before = OutgoingMail.objects.count()

    sweep.call()

    assert OutgoingMail.objects.count() == before
