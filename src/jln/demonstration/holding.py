"""First messages of two people to the whole network, which wait for a moderator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jln.conversations.models import HeldPost, Post
from jln.conversations.terms import Channel, HeldBecause
from jln.facts.kinds import Kind

if TYPE_CHECKING:
    from jln.demonstration.stage import Draft, Stage

HOURS = 31, 16  # so long ago: nobody has been asked a second time
QUESTION = (
    "ML",
    "fr",
    "Comment payez-vous les agents de santé communautaires ?",
    (
        "Chez nous, trois partenaires les paient à trois tarifs différents. La caisse doit"
        " reprendre ces paiements l’an prochain. Qui a déjà fixé un tarif unique, et sur quelle"
        " base ?"
    ),
)
ANSWER = (
    "PE",
    "es",
    "fr-contractualisation",
    (
        "Nosotros firmamos primero con el municipio y dimos a cada asociación un año para poner"
        " al día sus estatutos, con un gestor compartido entre cinco centros."
    ),
)


def save_held(stage: Stage) -> None:
    """A question by mail and an answer on a page, of people who have not written before."""
    code, language, title, text = QUESTION
    asked: dict[str, Any] = {"title": title, "text": text, "channel": Channel.MAIL}
    _hold(stage, _silent(stage, code, language), HOURS[0], asked)
    code, language, key, text = ANSWER
    said: dict[str, Any] = {"topic": stage.topics[key], "text": text}
    _hold(stage, _silent(stage, code, language), HOURS[1], said)


def _hold(stage: Stage, draft: Draft, hours: int, values: dict[str, Any]) -> None:
    by, at, space = draft.person, stage.before(hours / 24), stage.spaces["network"]
    held = HeldPost.objects.create(
        space=space,
        by=by,
        language=by.language,
        because=HeldBecause.FIRST,
        held_at=at,
        waits_since=at,
        **values,
    )
    why: dict[str, object] = {"why": HeldBecause.FIRST.value}
    stage.fact(Kind.POST_HELD, held, at, by=by, about=by, space=space, data=why)


def _silent(stage: Stage, country: str, language: str) -> Draft:
    """Somebody there who reads the language, was here by then and has written nothing yet."""
    before = stage.now - timedelta(days=2)
    wrote = set(Post.objects.filter(by__country__code=country).values_list("by", flat=True))
    return next(
        draft
        for draft in stage.drafts[country]
        if draft.person.pk not in wrote
        and draft.person.language == language
        and draft.person.created_at < before
    )
