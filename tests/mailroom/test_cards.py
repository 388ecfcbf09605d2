"""Answer cards by mail: agreed to, still right or not, written by answering the form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.pages import record

from jln.conversations import actions as conversations
from jln.conversations.models import AnswerCard
from jln.conversations.rules.cards import Words
from jln.facts.models import Fact
from jln.kit import clock
from jln.mailroom import form_letters, table
from jln.notify import actions as notify

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    f.network()
    record()
    topic = f.topic(f.person("Adjoa"), space=f.space(), title="How?", answered_at=f.NOON)
    f.post(topic, f.person("Linh", language="ar"), text="By days.")
    return topic


def card_of(talk):
    until = clock.now().date() + timedelta(days=30)
    words = Words("How do you pay?", "By days.", until, depends_on="Roads", wished="public")
    made = conversations.write_card(talk, words, by=talk.by, at=clock.now())
    tell()
    return made


def tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def test_who_answered_agrees_in_arabic_and_takes_it_back(talk):
    card = card_of(talk)
    letter = newest("card.asked")
    assert letter.person.name == "Linh"
    assert "| By days." in letter.text
    came = answered(letter, "نعم", name="Linh")
    assert (came.state, came.reason) == ("done", "answered")
    card.refresh_from_db()
    assert card.visibility == "public"
    answered(letter, "لا", name="Linh")
    card.refresh_from_db()
    assert card.visibility == "members"


def test_the_keeper_is_asked_on_the_day_and_a_word_is_enough(talk):
    card = card_of(talk)
    later = clock.now() + timedelta(days=31)
    conversations.ask_right(at=later)
    tell()
    letter = newest("card.due", talk.by)
    answered(letter, "yes", name="Adjoa")
    card.refresh_from_db()
    assert card.valid_until == clock.now().date() + timedelta(days=365)
    answered(letter, "change\nBy hours since May.", name="Adjoa")
    card.refresh_from_db()
    assert card.worked == "By hours since May."
    answered(letter, "retire", name="Adjoa")
    assert AnswerCard.objects.get().retired_at


def test_a_change_without_words_is_asked_for(talk):
    card_of(talk)
    conversations.ask_right(at=clock.now() + timedelta(days=31))
    tell()
    came = answered(newest("card.due", talk.by), "b", name="Adjoa")
    assert (came.state, came.reason) == ("done", "kept_in_part")
    assert "What works now?" in newest("mail.question", talk.by).text
    assert AnswerCard.objects.get().worked == "By days."


def test_a_card_is_written_by_answering_its_form(talk):
    letter = form_letters.put(table.entry("card.write"), talk, talk.by, at=clock.now())
    until = clock.now().date() + timedelta(days=200)
    text = f"1. How do you pay?\n3. By days.\n4. Good roads\n5. {until}\n6. b\n"
    came = answered(letter, text, name="Adjoa")
    assert came.reason == "answered"
    card = AnswerCard.objects.get()
    assert (card.worked, card.depends_on, card.wished) == ("By days.", "Good roads", "members")
    assert card.valid_until == until
