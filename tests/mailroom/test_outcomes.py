"""What came of a question, how often one is asked, and enough: answered by mail."""

from datetime import timedelta

import pytest
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, ask
from tests.mailroom.letters import answered, newest

from jln.conversations import actions
from jln.conversations.models import AskWish
from jln.facts.models import Fact
from jln.mailroom import form_letters, table
from jln.notify.actions import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    f.network()
    return f.person("Ama")


def test_the_letter_after_ninety_days_is_answered_in_one_line(ama):
    topic = ask(ama)
    actions.answer(topic, text="We pay them by visit.", by=f.person("Kofi"), at=NOON)
    day = NOON + timedelta(days=90)
    actions.ask_outcomes(at=day)
    tell(Fact.objects.get(kind="outcome.asked").pk)
    letter = newest("outcome.asked", ama)
    assert "Did it help?" in letter.text
    answered(letter, "1. a\n2. We pay by visit in two districts.", at=day)
    topic.follow_up.refresh_from_db()
    assert topic.follow_up.outcome == "used"
    assert topic.follow_up.words == "We pay by visit in two districts."


def test_how_often_one_is_asked_is_said_by_mail(ama):
    letter = form_letters.put(table.entry("ask.wish"), ama, ama, at=NOON)
    answered(letter, "1. 0\n3. no", at=NOON)
    row = AskWish.objects.get(person=ama)
    assert (row.asks_a_week, row.also_outside) == (0, False)


def test_enough_is_said_by_mail(ama):
    topic = ask(ama)
    letter = form_letters.put(table.entry("topic.enough"), topic, ama, at=NOON)
    answered(letter, "yes", at=NOON)
    topic.asking.refresh_from_db()
    assert topic.asking.ended == "enough"
