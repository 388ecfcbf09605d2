"""The letters of questions that were answered: what came of them, and their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.conversations.models import AnswerCard, CardVoice, Topic
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told, named
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.facts.models import Fact


def _outcome(fact: Fact) -> Told | None:
    topic = Topic.objects.filter(pk=fact.subject_id, hidden_at=None).first()
    if topic is None or topic.follow_up.answered_at:
        return None
    things = {"topic": topic, "link": network.link(f"/ask/{topic.code}/outcome/")}
    return Told(LetterKind.OUTCOME_ASKED, fact, things, topic, form="topic.outcome")


def _card_asked(fact: Fact) -> Told | None:
    """To whom a card rests on, as long as they have not answered and are still asked."""
    voices = CardVoice.objects.select_related("card__keeper")
    voice = voices.filter(pk=fact.data.get("voice"), agrees=None).first()
    if voice is None or voice.card.retired_at is not None:
        return None
    things = {"card": voice.card, "by": named(fact.by, None), "link": _card(voice.card)}
    return Told(LetterKind.CARD_ASKED, fact, things, voice, form="card.agree")


def _card_due(fact: Fact) -> Told | None:
    card = AnswerCard.objects.filter(pk=fact.subject_id, retired_at=None).first()
    if card is None or card.asked_right_at is None:
        return None
    things = {"card": card, "link": f"{_card(card)}right/"}
    return Told(LetterKind.CARD_DUE, fact, things, card, form="card.right")


def _card(card: AnswerCard) -> str:
    return network.link(f"/ask/cards/{card.code}/")


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.CARD_ASKED: _card_asked,
    LetterKind.CARD_DUE: _card_due,
    LetterKind.OUTCOME_ASKED: _outcome,
}
