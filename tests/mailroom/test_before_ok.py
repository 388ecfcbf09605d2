"""What is said before an OK is what the OK does; and who is waited for is asked."""

import pytest
from tests.mailroom.letters import answered, come, newest, raw
from tests.mailroom.test_who_wrote import ASK, letter_to, world  # noqa: F401 -- a fixture

from jln.kit import clock
from jln.mail import relaying
from jln.mail.terms import InboundState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", ["MUTE", "bloquer", "STOP"])
def test_the_question_to_the_owner_never_takes_a_word_for_a_post_or_a_message(world, word):  # noqa: F811
    ama, topic = world
    office = {"sender": "office@health.gov.example"}
    answered(letter_to(ama, topic), word, **office)
    assert "OK does what that one word asks for." in newest("mail.question", ama).text

    letter = relaying.put(ama, "How are you?", by=topic.by, at=clock.now())
    answered(letter, word, **office)
    assert "OK does what that one word asks for." in newest("mail.question", ama).text
    answered(newest("mail.question", ama), "OK")
    assert newest("person.written_to", topic.by) is None


@pytest.mark.parametrize("word", ["Later", "Remind me later.", "Más tarde"])
def test_a_command_that_does_nothing_to_a_conversation_is_not_posted_there(world, word):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), word)
    assert (came.state, came.reason) == (InboundState.HELD, "one_word")
    assert topic.posts.count() == 1
    answered(newest("mail.question", ama), "OK")
    assert topic.posts.get(number=2).text == word


def test_nothing_waits_for_an_ok_that_nobody_is_asked_for(world):  # noqa: F811
    for number in range(6):
        words = f"How do you audit claims of kind {number}?"
        hidden = raw(words, sender="ama@health.gov.example", to="undisclosed@else.example")
        came = come(hidden, to=ASK)
        assert (came.state, came.reason) == (InboundState.HELD, "not_addressed")
        assert came.receipt, number
