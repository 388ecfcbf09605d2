"""Answer cards by mail: writing one, agreeing to it, saying whether it is still right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.conversations import actions, queries
from jln.conversations import card_forms as _forms
from jln.conversations.actions.cards import words_of
from jln.kit import clock
from jln.mailroom import acts
from jln.mailroom.deeds import Deed, Entry, plain
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import AnswerCard, CardVoice, Topic
    from jln.people.models import Person

FORMS = (_forms,)
"""Read so that their forms are registered."""


def _write(deed: Deed) -> AnswerCard:
    form: Any = deed.form
    return actions.write_card(deed.subject, form.said(), by=deed.person, at=deed.at)


def _agree(deed: Deed) -> CardVoice:
    agrees = deed.said["agrees"] == "yes"
    return actions.agree(deed.subject, agrees=agrees, by=deed.person, at=deed.at)


def _right(deed: Deed) -> AnswerCard:
    return actions.say_right(deed.subject, **deed.said, by=deed.person, at=deed.at)


def _stands(_person: Person, topic: Topic) -> dict[str, Any]:
    made = queries.card_of(topic)
    said = words_of(made) if made else queries.first_words(topic, at=clock.now())
    return plain(_forms.answers_of(said))


def card_path(card: AnswerCard) -> str:
    """The page of a card."""
    return network.link(f"/ask/cards/{card.code}/")


ENTRIES = (
    Entry(
        "card.write",
        _write,
        subject="jln.Topic",
        among=queries.to_card,
        now=_stands,
        link=card_path,
        page=lambda topic: f"{acts.topic_path(topic)}card/",
        asks={
            "no_question": "question",
            "nothing_worked": "worked",
            "valid_until": "until",
        },
        adds_up=False,
    ),
    Entry(
        "card.agree",
        _agree,
        subject="jln.CardVoice",
        among=queries.voices_asked,
        about=lambda voice: voice.card.question,
        link=lambda voice: card_path(voice.card),
        page=lambda voice: f"{card_path(voice.card)}agree/",
        adds_up=False,
    ),
    Entry(
        "card.right",
        _right,
        subject="jln.AnswerCard",
        among=queries.cards_to_keep,
        link=card_path,
        page=lambda card: f"{card_path(card)}right/",
        asks={"nothing_worked": "worked"},
        adds_up=False,
    ),
)
