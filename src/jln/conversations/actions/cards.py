"""Answer cards: written, agreed to by those they rest on, still right or retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import words as of_texts
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import card_entry
from jln.conversations.models import AnswerCard, AnswerMark, CardVoice, Post, Thanks, Topic
from jln.conversations.rules import cards as rules
from jln.conversations.terms import Right
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.people.terms import PersonStatus
from jln.search import index
from jln.spaces import queries as spaces
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person

CHUNK = 100


def write_card(topic: Topic, said: rules.Words, *, by: Person, at: datetime) -> AnswerCard:
    """Keep what a question taught, or change the card; the same again changes nothing.

    Whoever it rests on is asked, and asked again when its words change. Raises
    PermissionDenied, or RuleBroken.
    """
    require(by, Permission.CARD_WRITE, topic)
    with transaction.atomic():
        topic = locked(Topic.objects.select_related("space"), topic.pk)
        require(by, Permission.CARD_WRITE, topic)
        refuse_named_until_commit(topic.space_id)
        rules.may_write(
            said, kind=topic.kind, is_answered=topic.answered_at is not None, today=day(at)
        ).or_raise()
        card = AnswerCard.objects.filter(topic=topic).first()
        before = words_of(card) if card else None
        if card and before == said and card.retired_at is None:
            return card
        if card is None:
            card = AnswerCard(
                topic=topic, space=topic.space, visibility=topic.space.visibility, written_at=at
            )
        _say(card, said, by, at)
        if before is None or rules.must_ask_again(before, said):
            _ask_voices(card, by, at)
        _settle(card)
        _tell(Kind.CARD_WRITTEN, card, by, at)
        return card


def agree(voice: CardVoice, *, agrees: bool, by: Person, at: datetime) -> CardVoice:
    """Say whether one stands on a card and is named on it; said anew, the last counts."""
    require(by, Permission.CARD_AGREE, voice)
    with transaction.atomic():
        card = _locked(voice.card_id)
        voice = CardVoice.objects.get(pk=voice.pk)
        if voice.agrees is agrees:
            return voice
        voice.agrees, voice.answered_at = agrees, at
        voice.save(update_fields=["agrees", "answered_at"])
        _settle(card)
        _tell(Kind.CARD_AGREED, card, by, at)
        return voice


def say_right(
    card: AnswerCard, right: str, *, by: Person, at: datetime, worked: str = ""
) -> AnswerCard:
    """Is it still right: for a year more, with other words, or no longer.

    Raises PermissionDenied, or RuleBroken if it is to be changed and nothing is said.
    """
    require(by, Permission.CARD_KEEP, card)
    worked = _clean(worked)[: rules.LONGEST_WORKED]
    is_changed = right == Right.CHANGE
    nothing = unless(bool(worked) or not is_changed, "nothing_worked", rules.SAY_WHAT_WORKED)
    nothing.or_raise()
    with transaction.atomic():
        card = _locked(card.pk)
        require(by, Permission.CARD_KEEP, card)
        if right == Right.RETIRE:
            if card.retired_at is None:
                card.retired_at = at
                card.save(update_fields=["retired_at"])
                _settle(card)
                _tell(Kind.CARD_RETIRED, card, by, at)
            return card
        card.valid_until = max(card.valid_until, day(at) + rules.A_YEAR)
        card.asked_right_at = card.retired_at = None
        if is_changed and worked != card.worked:
            card.worked, card.changed_at = worked, at
            _ask_voices(card, by, at)
        card.save()
        _settle(card)
        _tell(Kind.CARD_KEPT, card, by, at)
        return card


def ask_right(*, at: datetime) -> int:
    """Ask the keepers of cards whose day has come whether they are still right; how many."""
    due = AnswerCard.objects.filter(
        valid_until__lte=day(at), asked_right_at=None, retired_at=None
    ).order_by("valid_until", "pk")
    ids = list(due.values_list("pk", flat=True)[:CHUNK])
    for pk in ids:
        _ask_right(pk, at)
    return len(ids)


def cards_go_along(topic: Topic) -> None:
    """A conversation that moves takes its card along, unless all agreed to who reads that."""
    for card in AnswerCard.objects.filter(topic=topic):
        _settle(card)


def take_card(topic: Topic, to: Topic) -> None:
    """A conversation that is joined to another brings its card, unless that one has one."""
    if not AnswerCard.objects.filter(topic=to).exists():
        AnswerCard.objects.filter(topic=topic).update(topic=to)


def words_of(card: AnswerCard) -> rules.Words:
    """What a card says."""
    return rules.Words(
        question=card.question,
        context=card.context,
        worked=card.worked,
        depends_on=card.depends_on,
        valid_until=card.valid_until,
        wished=card.wished,
    )


def _say(card: AnswerCard, said: rules.Words, by: Person, at: datetime) -> None:
    card.question = " ".join(said.question.split())[: rules.LONGEST_QUESTION]
    card.context = _clean(said.context)[: rules.LONGEST_CONTEXT]
    card.worked = _clean(said.worked)[: rules.LONGEST_WORKED]
    card.depends_on = _clean(said.depends_on)[: rules.LONGEST_DEPENDS]
    card.language = of_texts.language_of(f"{card.question} {card.worked}", by.language)
    card.wished = Visibility(said.wished)
    if card.valid_until != said.valid_until:
        card.asked_right_at = None
    card.valid_until, card.changed_at, card.retired_at = said.valid_until, at, None
    card.keeper = card.keeper or by
    card.save()


def _ask_voices(card: AnswerCard, by: Person, at: datetime) -> None:
    """Whoever it rests on now, once; who was asked about other words is asked again."""
    asker = card.topic.by if card.topic.by and _is_here(card.topic.by) else None
    wanted = rules.voices(_answers(card.topic), asker=asker.pk if asker else None, keeper=by.pk)
    CardVoice.objects.filter(card=card).exclude(person__in=wanted).delete()
    for person, voice in wanted.items():
        values = {
            "part": voice.part,
            "post_id": voice.post,
            "asked_at": at,
            "answered_at": None,
            "agrees": None,
        }
        made, _is_new = CardVoice.objects.update_or_create(
            card=card, person_id=person, defaults=values
        )
        record(
            Kind.CARD_ASKED,
            card,
            by=by,
            at=at,
            space=card.space,
            about=made.person,
            data={"topic": card.topic_id, "voice": made.pk, "part": str(voice.part)},
        )


def _answers(topic: Topic) -> list[rules.Answer]:
    """Posts of people who are here and who are not the asker, the first ones first."""
    mark = AnswerMark.objects.filter(topic=topic).values_list("post", flat=True).first()
    thanked = set(Thanks.objects.filter(post__topic=topic, by=topic.by_id).values_list("post"))
    rows = Post.objects.filter(topic=topic, hidden_at=None, by__status=PersonStatus.ACTIVE)
    return [
        rules.Answer(pk, by, is_marked=pk == mark, is_thanked=(pk,) in thanked)
        for pk, by in rows.order_by("number").values_list("pk", "by")
        if by != topic.by_id
    ]


def _settle(card: AnswerCard) -> None:
    """Who reads it: as wished once everybody agrees, until then whoever reads its conversation."""
    topic = Topic.objects.select_related("space").get(pk=card.topic_id)
    is_agreed = rules.all_agree(card.voices.values_list("agrees", flat=True))
    if is_agreed and card.wished != Visibility.ROLL:
        card.space, card.visibility = spaces.record_space(), card.wished
    else:
        card.space, card.visibility = topic.space, topic.space.visibility
    card.save(update_fields=["space", "visibility"])
    if card.retired_at is None and topic.hidden_at is None:
        index.put(card_entry(card))
    else:
        index.drop("card", card.pk)


def _ask_right(pk: int, at: datetime) -> None:
    with transaction.atomic():
        card = _locked(pk)
        if card.asked_right_at or card.retired_at or card.valid_until > day(at):
            return
        card.asked_right_at = at
        card.save(update_fields=["asked_right_at"])
        if card.keeper and _is_here(card.keeper) and card.topic.hidden_at is None:
            record(
                Kind.CARD_DUE, card, by=None, at=at, space=card.space, about=card.keeper,
                data={"topic": card.topic_id},
            )  # fmt: skip


def _is_here(person: Person) -> bool:
    return person.status == PersonStatus.ACTIVE


def _locked(pk: int) -> AnswerCard:
    rows = AnswerCard.objects.select_for_update(of=("self",))
    return rows.select_related("topic__by", "space", "keeper").get(pk=pk)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _tell(kind: Kind, card: AnswerCard, by: Person, at: datetime) -> None:
    """Nobody gets a letter: its page says so, and whoever has to say something is asked."""
    data: dict[str, object] = {"topic": card.topic_id}
    record(kind, card, by=by, at=at, space=card.space, data=data, quietly=True)
