"""Answer cards: whose voice they need, who reads them, until when they hold."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions, queries
from jln.conversations.models import AnswerCard
from jln.conversations.rules import cards as rules
from jln.conversations.terms import VoicePart
from jln.facts.kinds import Kind
from jln.kit.verdict import RuleBroken
from jln.search.queries import find
from tests import factories as f
from tests.conversations.test_actions.deeds import kinds
from tests.pages import closed, record

NOON = f.NOON
TODAY = date(2026, 11, 22)
NEXT = NOON.date() + timedelta(days=365)
WORDS = rules.Words("How do you pay clinics?", "By days.", NEXT, wished="public")


def answer(post, person, **values):
    return rules.Answer(post, person, **values)


def test_it_rests_on_the_marked_and_the_thanked_else_on_all_who_answered():
    every = [answer(1, 7), answer(2, 8, is_thanked=True), answer(3, 9, is_marked=True)]
    found = rules.voices(every, asker=5, keeper=5)
    assert found == {
        9: rules.Voice(VoicePart.ANSWERED, 3),
        8: rules.Voice(VoicePart.ANSWERED, 2),
    }
    assert list(rules.voices([answer(1, 7), answer(2, 8)], asker=5, keeper=5)) == [7, 8]


def test_who_asked_is_a_voice_of_a_card_that_somebody_else_writes():
    found = rules.voices([answer(1, 7), answer(2, 6)], asker=5, keeper=6)
    assert found == {
        5: rules.Voice(VoicePart.ASKED, None),
        7: rules.Voice(VoicePart.ANSWERED, 1),
    }
    many = [answer(n, 100 + n) for n in range(30)]
    assert len(rules.voices(many, asker=None, keeper=6)) == rules.MOST_VOICES


def test_silence_is_no_agreement_and_nobody_to_ask_is_one():
    assert rules.all_agree([])
    assert rules.all_agree([True, True])
    assert not rules.all_agree([True, None])
    assert not rules.all_agree([True, False])


def test_an_agreement_is_to_the_words_and_to_their_readers():
    assert not rules.must_ask_again(WORDS, rules.Words(WORDS.question, WORDS.worked, TODAY))
    wider = rules.Words(WORDS.question, WORDS.worked, NEXT, wished="roll")
    assert rules.must_ask_again(wider, WORDS)
    assert rules.must_ask_again(WORDS, rules.Words("Else?", WORDS.worked, NEXT, wished="public"))


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ({}, "discussion", "not_answered"),
        ({"question": ""}, "question", "no_question"),
        ({"worked": ""}, "question", "nothing_worked"),
        ({"valid_until": TODAY}, "question", "valid_until"),
        ({"valid_until": TODAY + timedelta(days=1_826)}, "question", "valid_until"),
    ],
)
def test_what_is_no_card(said, kind, code):
    known = {"question": "Q?", "worked": "W.", "valid_until": TODAY + timedelta(days=1)}
    verdict = rules.may_write(rules.Words(**known | said), kind=kind, is_answered=True, today=TODAY)
    assert [reason.code for reason in verdict.reasons] == [code]
    assert rules.may_write(rules.Words(**known), kind="question", is_answered=True, today=TODAY)


@pytest.fixture
def talk(db):
    f.network()
    record()
    asker = f.person("Adjoa")
    topic = f.topic(asker, space=f.space(), answered_at=NOON)
    f.post(topic, f.person("Linh"), text="By days.")
    return topic


def agreed(card, agrees=True):
    for voice in card.voices.all():
        actions.agree(voice, agrees=agrees, by=voice.person, at=NOON)
    card.refresh_from_db()
    return card


def found(person):
    return [hit.kind for hit in find(person, "clinics", kinds=["card"]).hits]


def test_until_all_agreed_it_is_no_wider_than_its_conversation(talk):
    card = actions.write_card(talk, WORDS, by=talk.by, at=NOON)
    assert (card.visibility, card.space, found(None)) == ("members", talk.space, [])
    assert actions.write_card(talk, WORDS, by=talk.by, at=NOON) == card
    agreed(card)
    assert (card.visibility, card.space.slug, found(None)) == ("public", "record", ["card"])
    agreed(card, agrees=False)
    assert (card.visibility, found(None), found(talk.by)) == ("members", [], ["card"])
    assert kinds().count(Kind.CARD_ASKED) == 1


def test_in_a_closed_space_it_stays_there_until_all_agreed(talk):
    actions.write_card(talk, WORDS, by=talk.by, at=NOON)
    f.on_roll(closed(), talk.by)
    actions.move(talk, closed(), because="Names", by=_keeper(), at=NOON)
    card = AnswerCard.objects.get()
    assert (card.visibility, card.space) == ("roll", closed())
    assert found(f.person()) == []
    assert found(talk.by) == ["card"]


def _keeper():
    """Staff, on both rolls."""
    staff = f.staff()
    f.on_roll(closed(), staff)
    return staff


def test_other_words_are_asked_about_again_and_fewer_readers_are_not(talk):
    card = agreed(actions.write_card(talk, WORDS, by=talk.by, at=NOON))
    narrower = rules.Words(WORDS.question, WORDS.worked, NEXT, wished="members")
    actions.write_card(talk, narrower, by=talk.by, at=NOON)
    card.refresh_from_db()
    assert (card.visibility, card.voices.get().agrees) == ("members", True)
    other = rules.Words(WORDS.question, "By visits.", NEXT, wished="members")
    actions.write_card(talk, other, by=talk.by, at=NOON)
    assert card.voices.get().agrees is None
    assert kinds().count(Kind.CARD_ASKED) == 2


def test_its_keeper_is_asked_once_on_its_day_and_keeps_changes_or_retires_it(talk):
    card = agreed(actions.write_card(talk, WORDS, by=talk.by, at=NOON))
    on_the_day = NOON + timedelta(days=365)
    assert actions.ask_right(at=on_the_day - timedelta(days=1)) == 0
    assert actions.ask_right(at=on_the_day) == 1
    assert actions.ask_right(at=on_the_day) == 0
    assert kinds().count(Kind.CARD_DUE) == 1

    actions.say_right(card, "yes", by=talk.by, at=on_the_day)
    card.refresh_from_db()
    assert card.valid_until == on_the_day.date() + timedelta(days=365)
    with pytest.raises(RuleBroken):
        actions.say_right(card, "change", by=talk.by, at=on_the_day)
    changed = actions.say_right(card, "change", worked="By hours.", by=talk.by, at=on_the_day)
    assert (changed.worked, changed.visibility) == ("By hours.", "members")
    actions.say_right(card, "retire", by=talk.by, at=on_the_day)
    actions.say_right(card, "retire", by=talk.by, at=on_the_day)
    card.refresh_from_db()
    assert card.retired_at
    assert found(talk.by) == []
    assert queries.cards(talk.by, at=on_the_day).rows == ()
    assert actions.ask_right(at=on_the_day + timedelta(days=800)) == 0
    with pytest.raises(PermissionDenied):
        actions.say_right(card, "yes", by=f.person(), at=on_the_day)


def test_with_its_conversation_a_card_is_hidden(talk):
    card = agreed(actions.write_card(talk, WORDS, by=talk.by, at=NOON))
    actions.hide_topic(talk, because="A patient is named", by=f.staff(), at=NOON)
    assert found(None) == []
    assert queries.card_page(None, card.code, at=NOON) is None
    assert not queries.voice_of(card.voices.get().person, card.pk).exists()
