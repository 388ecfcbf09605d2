"""Answer cards: the list, one of them, and what a new one may say already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations import rules
from jln.conversations.models import AnswerCard, AnswerMark, CardVoice, FollowUp, Post, Topic
from jln.conversations.queries.lists import mark_of, marked
from jln.conversations.rules.cards import A_YEAR, LONGEST_CONTEXT, LONGEST_WORKED, Words
from jln.conversations.terms import TopicKind
from jln.countries.places import Place, place
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person

PAGE = 20
_BEGINNING = 240
_SAID = 300
"""Letters of a question that a new card begins with; of its answer twice as many."""


class CardRow(NamedTuple):
    """A card in a list."""

    card: AnswerCard
    beginning: str
    countries: tuple[Place, ...]
    is_late: bool  # its day is over, and nobody said that it is still right


class Cards(NamedTuple):
    """One page of them, the newest first; `next` begins the next one."""

    rows: tuple[CardRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card as a person reads it."""

    card: AnswerCard
    named: tuple[CardVoice, ...]  # who agreed
    waits: int  # how many have not answered
    is_late: bool
    topic: Topic | None  # if the person reads it
    mine: CardVoice | None
    may_keep: bool
    may_write: bool


def visible_cards(person: Person | None) -> QuerySet[AnswerCard]:
    """The cards a person reads; with a hidden conversation its card is gone."""
    shown = AnswerCard.objects.filter(topic__hidden_at=None)
    return visible(person, Permission.CARD_VIEW, shown)


def cards(person: Person | None, *, at: datetime, before: str = "", limit: int = PAGE) -> Cards:
    """Those that are not retired."""
    rows = visible_cards(person).filter(retired_at=None)
    if (mark := marked(before)) is not None:
        moment, pk = mark
        rows = rows.filter(written_at__lte=moment).exclude(written_at=moment, pk__gte=pk)
    found = list(rows.order_by(F("written_at").desc(), F("pk").desc())[: limit + 1])
    shown = found[:limit]
    where = _countries(shown)
    made = tuple(
        CardRow(
            one, _beginning(one.worked), tuple(where.get(one.pk, ())), one.valid_until < day(at)
        )
        for one in shown
    )
    return Cards(made, mark_of(shown[-1].written_at, shown[-1].pk) if len(found) > limit else "")


def card_page(person: Person | None, code: str, *, at: datetime) -> CardPage | None:
    """One card; None if the person does not read it. Retired ones are still read."""
    rows = visible_cards(person).select_related("keeper__country", "space")
    card = rows.filter(pk=number_of(code)).first()
    if card is None:
        return None
    voices = card.voices.select_related("person", "post__country").order_by("part", "pk")
    known = list(voices)
    topics = visible(person, Permission.TOPIC_VIEW, Topic.objects.filter(pk=card.topic_id))
    topic = topics.first() if person else None
    return CardPage(
        card=card,
        named=tuple(one for one in known if one.agrees),
        waits=sum(one.agrees is None for one in known),
        is_late=card.retired_at is None and card.valid_until < day(at),
        topic=topic,
        mine=next((one for one in known if person and one.person_id == person.pk), None),
        may_keep=person is not None and can(person, Permission.CARD_KEEP, card),
        may_write=topic is not None and can(person, Permission.CARD_WRITE, topic),
    )


def voice_of(person: Person, card: int) -> QuerySet[CardVoice]:
    """What the person is asked about a card."""
    asked = CardVoice.objects.filter(card=card, card__topic__hidden_at=None)
    return visible(person, Permission.CARD_AGREE, asked).select_related("card")


def voices_asked(person: Person) -> QuerySet[CardVoice]:
    """Everything the person is asked to agree to."""
    return visible(person, Permission.CARD_AGREE, CardVoice.objects.all())


def cards_to_keep(person: Person) -> QuerySet[AnswerCard]:
    """The cards of which the person says whether they are still right."""
    return visible(person, Permission.CARD_KEEP, AnswerCard.objects.all())


def to_card(person: Person) -> QuerySet[Topic]:
    """The answered questions that the person may keep as a card."""
    answered = Topic.objects.filter(kind=TopicKind.QUESTION, answered_at__isnull=False)
    return visible(person, Permission.CARD_WRITE, answered)


def card_of(topic: Topic) -> AnswerCard | None:
    """The card that was made of it."""
    return AnswerCard.objects.filter(topic=topic).first()


def first_words(topic: Topic, *, at: datetime) -> Words:
    """What a new card says already: the question, what was told of it, and the answer."""
    question = Post.objects.filter(topic=topic, number=1).values_list("text", flat=True).first()
    told = FollowUp.objects.filter(topic=topic).values_list("words", flat=True).first()
    answer = rules.first_sentences(_answer(topic), 2 * _SAID)
    space = Visibility(topic.space.visibility)
    return Words(
        question=topic.title,
        context=rules.first_sentences(question or "", _SAID, but=topic.title)[:LONGEST_CONTEXT],
        worked="\n\n".join(one for one in (told, answer) if one)[:LONGEST_WORKED],
        valid_until=day(at) + A_YEAR,
        wished=Visibility.ROLL if space == Visibility.ROLL else Visibility.MEMBERS,
    )


def _answer(topic: Topic) -> str:
    """The words of the post that the asker marked, else of the first they thanked for."""
    posts = Post.objects.filter(topic=topic, hidden_at=None).order_by("number")
    mark = AnswerMark.objects.filter(topic=topic).values("post")
    found = posts.filter(pk__in=mark).first() or posts.filter(thanks__by=topic.by_id).first()
    return found.text if found and topic.by_id else ""


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _BEGINNING else line[:_BEGINNING].rsplit(" ", 1)[0] + " …"


def _countries(shown: Iterable[AnswerCard]) -> dict[int, list[Place]]:
    """From where those come who agreed to be named on each."""
    voices = CardVoice.objects.filter(card__in=[one.pk for one in shown], agrees=True)
    rows = voices.exclude(post__country=None).order_by("card", "post__country__code")
    found: dict[int, list[Place]] = {}
    columns = ("card", "post__country__code", "post__country__names")
    for card, code, names in rows.values_list(*columns).distinct():
        if (where := place(code, names)) is not None:
            found.setdefault(card, []).append(where)
    return found
