"""Moderated dialogues: planned, asked day by day, moved, moderated by another, summed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import can, require
from jln.access.permissions import Permission
from jln.conversations.actions.posting import Written
from jln.conversations.actions.starting import begin, theirs
from jln.conversations.models import Dialogue, DialogueQuestion, Post, Topic
from jln.conversations.queries.dialogues import course_of
from jln.conversations.rules import LONGEST_POST, dialogues
from jln.conversations.terms import TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.ui.prose import text_html

if TYPE_CHECKING:
    from jln.people.models import Person
    from jln.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Plan:
    """What a dialogue is about, on which days, and who moderates it."""

    title: str
    text: str
    opens_on: date
    closes_on: date
    moderator: Person
    language: str = ""


def plan_dialogue(
    space: Space, plan: Plan, *, by: Person, at: datetime, form_key: str | None = None
) -> Topic:
    """A dialogue on the board of its space, which is told on its first morning.

    The same form again gives the topic it became. Raises PermissionDenied, or RuleBroken.
    """
    require(by, Permission.TOPIC_ANNOUNCE, space)
    written = Written.of(plan.text, by=by, language=plan.language, form_key=form_key)
    if earlier := written.earlier():
        return theirs(earlier.topic, by)
    _may_begin(space, plan, at)
    with transaction.atomic():
        if earlier := written.earlier():
            return theirs(earlier.topic, by)
        require(by, Permission.TOPIC_ANNOUNCE, space)
        topic = begin(space, written, kind=TopicKind.DIALOGUE, title=plan.title, by=by, at=at)
        Dialogue.objects.create(
            topic=topic,
            moderator=plan.moderator,
            opens_on=plan.opens_on,
            closes_on=plan.closes_on,
        )

        record(Kind.DIALOGUE_PLANNED, topic, by=by, at=at, space=space, about=plan.moderator)
        return topic


def write_question(
    topic: Topic, text: str, *, by: Person, at: datetime, on: date | None = None
) -> DialogueQuestion:
    """The question of a day; without one, of the first day that has none. Changed until put."""
    with transaction.atomic():
        dialogue = _kept(topic, by)
        course = course_of(dialogue)
        on = on or dialogues.next_day(course, at) or dialogue.closes_on
        dialogues.may_write_question(course, on, text, at=at).or_raise()
        said = text.strip()[:LONGEST_POST]
        row, is_new = DialogueQuestion.objects.get_or_create(
            dialogue=dialogue, on=on, defaults={"text": said}
        )
        if is_new or row.text != said:
            row.text = said
            row.save(update_fields=["text"])
            _record(Kind.DIALOGUE_ASKED, topic, by, at)
        return row


def change_days(
    topic: Topic,
    opens_on: date,
    closes_on: date,
    *,
    by: Person,
    at: datetime,
    drops: bool = False,
) -> Dialogue:
    """It runs on other days, its questions with it, and who takes part is told.

    `drops`: questions for which no day is left are not put. The same days: nothing changes.
    """
    with transaction.atomic():
        dialogue = _kept(topic, by)
        if (dialogue.opens_on, dialogue.closes_on) == (opens_on, closes_on):
            return dialogue
        course = course_of(dialogue)
        dialogues.may_change_days(course, opens_on, closes_on, at=at, drops=drops).or_raise()
        placed = dialogues.place_questions(course, opens_on, closes_on, at=at)
        dialogue.opens_on, dialogue.closes_on = opens_on, closes_on
        dialogue.save(update_fields=["opens_on", "closes_on"])
        _place(dialogue, placed)

        record(
            Kind.DIALOGUE_CHANGED,
            topic,
            by=by,
            at=at,
            space=topic.space,
            about=dialogue.moderator,
            quietly=topic.hidden_at is not None,
        )
        return dialogue


def take_over(topic: Topic, *, by: Person, at: datetime) -> Dialogue:
    """Moderate it from now on, in place of who did. The moderator already: nothing changes."""
    with transaction.atomic():
        dialogue = _kept(topic, by)
        unless(
            dialogue.published_at is None, "over", _("Its result is published already.")
        ).or_raise()
        if dialogue.moderator_id != by.pk:
            dialogue.moderator = by
            dialogue.save(update_fields=["moderator"])
            _record(Kind.DIALOGUE_MODERATED, topic, by, at)
        return dialogue


def write_synthesis(
    topic: Topic, text: str, *, by: Person, at: datetime, language: str = ""
) -> Dialogue:
    """The result as a draft; once published, its next wording."""
    with transaction.atomic():
        dialogue = _kept(topic, by)
        dialogues.may_draft(text, has_opened=dialogue.opened_at is not None).or_raise()
        said = text.strip()[:LONGEST_POST]
        if dialogue.synthesis != said:
            if dialogue.published_at is not None:
                named = names_in(dialogue, said)
                new = [one for one in named if one not in names_in(dialogue, dialogue.synthesis)]
                dialogues.may_publish(said, is_closed=True, named=new, have_agreed=False).or_raise()
            dialogue.synthesis, dialogue.synthesis_html = said, str(text_html(said))
            dialogue.synthesis_language = language or topic.language
            dialogue.save(update_fields=["synthesis", "synthesis_html", "synthesis_language"])
            _record(Kind.DIALOGUE_WRITTEN, topic, by, at)
        return dialogue


def publish_synthesis(
    topic: Topic, *, by: Person, at: datetime, have_agreed: bool = False
) -> Dialogue:
    """Show the result to everyone, and tell its space. Published already: nothing changes."""
    with transaction.atomic():
        dialogue = _kept(topic, by)
        if dialogue.published_at is not None:
            return dialogue
        dialogues.may_publish(
            dialogue.synthesis,
            is_closed=dialogue.closed_at is not None,
            named=names_in(dialogue, dialogue.synthesis),
            have_agreed=have_agreed,
        ).or_raise()
        dialogue.published_at = at
        dialogue.save(update_fields=["published_at"])

        record(Kind.DIALOGUE_PUBLISHED, topic, by=by, at=at, space=topic.space)
        return dialogue


def names_in(dialogue: Dialogue, text: str) -> list[str]:
    """People who wrote in it and whose names stand in a text."""
    wrote = Post.objects.filter(topic=dialogue.topic_id, by__isnull=False)
    return dialogues.named_in(text, wrote.order_by().values_list("by__name", flat=True).distinct())


def _may_begin(space: Space, plan: Plan, at: datetime) -> None:
    closed = _("Nothing new is written in that space any more.")
    unless(space.closed_at is None, "space_closed", closed).or_raise()
    dialogues.may_plan(
        plan.title,
        plan.text,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        today=day(at),
    ).or_raise()
    reads = can(plan.moderator, Permission.TOPIC_START, space)
    dialogues.may_moderate(reads=reads).or_raise()


def _kept(topic: Topic, by: Person) -> Dialogue:
    """The dialogue, locked; asked once it is."""
    dialogues_ = Dialogue.objects.select_for_update(of=("self",))
    dialogue = dialogues_.select_related("topic__space", "moderator").get(topic=topic)
    require(by, Permission.DIALOGUE_KEEP, dialogue)
    return dialogue


def _place(dialogue: Dialogue, placed: dict[date, date | None]) -> None:
    """Questions that are not put stand on their new days; each is free before one is taken."""
    rows = DialogueQuestion.objects.filter(dialogue=dialogue, on__in=placed, put_at=None)
    texts = dict(rows.values_list("on", "text"))
    rows.delete()
    DialogueQuestion.objects.bulk_create(
        DialogueQuestion(dialogue=dialogue, on=then, text=texts[on])
        for on, then in placed.items()
        if then is not None
    )


def _record(kind: Kind, topic: Topic, by: Person, at: datetime) -> None:
    record(kind, topic, by=by, at=at, space=topic.space, quietly=True)
