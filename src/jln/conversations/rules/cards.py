"""Answer cards: what one says, whose voice it needs, who reads it, until when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import TopicKind, VoicePart
from jln.kit.verdict import Verdict, unless
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_QUESTION = 200
LONGEST_CONTEXT = 1_500
LONGEST_WORKED = 3_000
LONGEST_DEPENDS = 1_000
A_YEAR = timedelta(days=365)
LONGEST_LIFE = timedelta(days=5 * 365)
MOST_VOICES = 8
SAY_WHAT_WORKED = _("Say what worked first.")
_WIDTH = {Visibility.ROLL: 0, Visibility.MEMBERS: 1, Visibility.PUBLIC: 2}


@dataclass(frozen=True, slots=True)
class Words:
    """What a card says, and for whom it is wished."""

    question: str
    worked: str
    valid_until: date
    context: str = ""
    depends_on: str = ""
    wished: str = Visibility.MEMBERS


@dataclass(frozen=True, slots=True)
class Answer:
    """A post that a card may rest on."""

    post: int
    person: int
    is_marked: bool = False
    is_thanked: bool = False  # by the asker


def may_write(words: Words, *, kind: str, is_answered: bool, today: date) -> Verdict:
    """May this be kept as a card?"""
    return (
        unless(
            kind == TopicKind.QUESTION and is_answered,
            "not_answered",
            _("A card is made of a question that somebody answered."),
        )
        & unless(bool(words.question), "no_question", _("Write your question first."))
        & unless(bool(words.worked), "nothing_worked", SAY_WHAT_WORKED)
        & unless(
            today < words.valid_until <= today + LONGEST_LIFE,
            "valid_until",
            _("Choose a day after today, and within five years."),
        )
    )


def voices(answers: Iterable[Answer], *, asker: int | None, keeper: int) -> dict[int, Voice]:
    """Whom a card rests on: who wrote the marked answer or what the asker thanked for.

    Where nothing was marked or thanked for, all who answered; and the asker, where somebody
    else writes the card. Its writer is no voice: they agree by writing it.
    """
    known = list(answers)
    chosen = [one for one in known if one.is_marked or one.is_thanked] or known
    chosen.sort(key=lambda one: not one.is_marked)
    found: dict[int, Voice] = {}
    if asker is not None:
        found[asker] = Voice(VoicePart.ASKED, None)
    for one in chosen:
        if len(found) < MOST_VOICES:
            found.setdefault(one.person, Voice(VoicePart.ANSWERED, one.post))
    found.pop(keeper, None)
    return found


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody has to do with a card, and by which post."""

    part: VoicePart
    post: int | None


def must_ask_again(before: Words, after: Words) -> bool:
    """An agreement is to the words, and to who reads them; a later day or fewer readers is none."""
    same = (before.question, before.context, before.worked, before.depends_on) == (
        after.question,
        after.context,
        after.worked,
        after.depends_on,
    )
    return not same or _WIDTH[Visibility(after.wished)] > _WIDTH[Visibility(before.wished)]


def all_agree(agreed: Iterable[bool | None]) -> bool:
    """Silence is no agreement."""
    return all(one is True for one in agreed)
