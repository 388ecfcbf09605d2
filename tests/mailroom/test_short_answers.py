"""Short answers that may say no more than NOT ME, and messages that look like one another."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.mailroom.test_who_wrote import letter_to, world  # noqa: F401 -- a fixture

from jln.mail.terms import InboundState
from jln.mailroom import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I do not read Spanish. Not me.",
        "Not me. Ask Linh at the ministry.",
        "Désolée, je ne lis pas l'espagnol, pas moi",
        "Yo no. Pregunten a Lucía.",
        "Não leio espanhol. Eu não.",
        "لا أقرأ الإسبانية. لست أنا",
    ],
)
def test_not_me_with_a_reason_frees_her_and_publishes_nothing(
    text, django_capture_on_commit_callbacks
):
    from jln.conversations import actions as conversations

    f.network()
    theme, asker, colleague = f.theme(), f.person("Adjoa"), f.person("Saran")
    f.offers(colleague, theme)
    with django_capture_on_commit_callbacks(execute=True):
        topic = conversations.ask(
            f.space(), text="How do you pay clinics?", theme=theme, by=asker, at=f.NOON
        )
    came = answered(newest("colleague.asked", colleague), text)

    assert (came.state, topic.posts.count()) == (InboundState.HELD, 1)
    assert topic.asked.get().declined_at is not None
    answered(newest("mail.question", colleague), "OK")
    assert topic.posts.get(number=2).text == text


@pytest.mark.parametrize("text", ["Yo no sé por qué, pero pagamos en efectivo.", "We pay in cash."])
def test_an_answer_is_no_not_me(text):
    assert not words.says_not_me(text)


def test_two_empty_answers_that_quote_otherwise_are_two(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    came = [answered(letter, f"> {line}\n", name="Ama") for line in ("What do you", "Who pays")]

    assert [one.reason for one in came] == ["empty", "empty"]


def test_a_true_double_says_what_came_of_the_first_and_where(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    answered(letter, "We share our rates.", message_id="<one@health.example>")
    again = answered(letter, "We share our rates.", message_id="<two@health.example>")

    assert again.reason == "duplicate"
    assert f"Your answer is in the conversation “{topic.title}”." in again.receipt.text
    assert f"/ask/{topic.code}/#p2" in again.receipt.text


def test_the_receipt_of_a_post_says_that_a_further_answer_is_a_further_post(world):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), "We share our rates.")

    assert "a further post" in came.receipt.text
    answered(came.receipt, "We publish our rates.")
    assert topic.posts.filter(by=ama).count() == 2
