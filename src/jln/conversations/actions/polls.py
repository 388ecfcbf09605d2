"""Polls: started, answered until they close by themselves, reminded of, their outcome told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from jln.access.check import require, visible
from jln.access.permissions import Permission
from jln.conversations.actions.posting import Written
from jln.conversations.actions.starting import begin, theirs
from jln.conversations.actions.submitting import why_it_waits
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.models import Poll, PollAnswer, PollOption, Topic
from jln.conversations.rules import polls
from jln.conversations.terms import PollShown, PollVoice, TopicKind
from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit.verdict import refusal, unless
from jln.ui.formats import moment

if TYPE_CHECKING:
    from jln.people.models import Person
    from jln.spaces.models import Space

CHUNK = 50


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a poll asks and how it counts; all but its options stay as they are."""

    question: str
    options: tuple[str, ...]
    closes_at: datetime
    several: bool = False
    voice: str = PollVoice.PERSON
    shown: str = PollShown.ANSWERED
    text: str = ""  # what the question is about
    language: str = ""


def start_poll(
    space: Space, ballot: Ballot, *, by: Person, at: datetime, form_key: str | None = None
) -> Topic:
    """Begin a poll; its space is told. The same form again gives the topic it became.

    Raises PermissionDenied, or RuleBroken: also where this person's messages wait, because
    a poll cannot be changed once people have answered.
    """
    require(by, Permission.TOPIC_START, space)
    question = " ".join(ballot.question.split())
    written = Written.of(
        ballot.text.strip() or question, by=by, language=ballot.language, form_key=form_key
    )
    if earlier := written.earlier():
        return theirs(earlier.topic, by)
    _may_begin(space, ballot, written, by, at)
    with transaction.atomic():
        if earlier := written.earlier():
            return theirs(earlier.topic, by)
        require(by, Permission.TOPIC_START, space)
        topic = begin(space, written, kind=TopicKind.POLL, title=question, by=by, at=at)
        poll = Poll.objects.create(
            topic=topic,
            several=ballot.several,
            voice=ballot.voice,
            shown=ballot.shown,
            closes_at=ballot.closes_at,
        )
        PollOption.objects.bulk_create(
            PollOption(poll=poll, number=number, text=text)
            for number, text in enumerate(ballot.options, 1)
        )

        record(Kind.POLL_OPENED, topic, by=by, at=at, space=space, country=by.country)
        return topic


def check_poll(space: Space, ballot: Ballot, *, by: Person, at: datetime) -> None:
    """Raises as `start_poll` does; writes nothing."""
    require(by, Permission.TOPIC_START, space)
    written = Written.of(ballot.text.strip() or ballot.question, by=by, language=ballot.language)
    _may_begin(space, ballot, written, by, at)


def answer_poll(topic: Topic, chosen: Collection[int], *, by: Person, at: datetime) -> PollAnswer:
    """The answer of a person, or of the country they speak for; until closing the last one counts.

    Raises PermissionDenied, or RuleBroken with the moment of closing when it comes too late.
    """
    require(by, Permission.TOPIC_ANSWER, topic)
    with transaction.atomic():
        poll = Poll.objects.select_for_update().select_related("topic").get(topic=topic)
        require(by, Permission.TOPIC_ANSWER, topic)
        country = _country(poll, by)
        closes = moment(poll.ends_at, by.timezone)
        standing = standing_of(poll)
        polls.may_answer(standing, chosen, at=at, closed_on=closes).or_raise()

        answer = _answer_of(poll, by, country) or PollAnswer(poll=poll, country=country)
        answer.by, answer.at = by, at
        answer.save()
        answer.chosen.set(poll.options.filter(number__in=chosen))

        _record_answer(topic, by, country, at)
        return answer


def answer_as_before(
    topic: Topic, before: Collection[int], *, by: Person, at: datetime
) -> PollAnswer | None:
    """What was chosen before the last answer, or nothing. Raises as `answer_poll` does."""
    if before:
        return answer_poll(topic, before, by=by, at=at)
    require(by, Permission.TOPIC_ANSWER, topic)
    with transaction.atomic():
        poll = Poll.objects.select_for_update().select_related("topic").get(topic=topic)
        country = _country(poll, by)
        is_open = not standing_of(poll).is_closed and at < poll.closes_at
        unless(is_open, "poll_closed", _("The poll is closed.")).or_raise()
        if answer := _answer_of(poll, by, country):
            answer.delete()
            _record_answer(topic, by, country, at)
        return None


def withdraw_option(
    topic: Topic, number: int, *, because: str, by: Person, at: datetime
) -> PollOption:
    """An option is chosen no more; it stays, with the reason, and who chose it is told.

    Withdrawn already: nothing changes.
    """
    require(by, Permission.TOPIC_CLOSE, topic)
    because = " ".join(because.split())
    with transaction.atomic():
        poll = Poll.objects.select_for_update().select_related("topic").get(topic=topic)
        require(by, Permission.TOPIC_CLOSE, topic)
        option = poll.options.get(number=number)
        if option.withdrawn_at is not None:
            return option
        polls.may_withdraw(standing_of(poll), number, because, at=at).or_raise()

        option.withdrawn_at, option.withdrawn_because = at, because[:300]
        option.save(update_fields=["withdrawn_at", "withdrawn_because"])

        data: dict[str, object] = {"option": option.pk}
        record(Kind.POLL_CHANGED, topic, by=by, at=at, space=topic.space, data=data)
        return option


def close_polls(*, at: datetime) -> int:
    """Close what is due and tell its space the results, once; how many. Safe to repeat."""
    due = Poll.objects.filter(closed_at=None, closes_at__lte=at).order_by("closes_at", "pk")
    return sum(_close(pk, at) for pk in list(due.values_list("pk", flat=True)[:CHUNK]))


def remind_of_polls(*, at: datetime) -> int:
    """Have who was asked and says nothing reminded before a poll closes, once; how many polls."""
    soon = Poll.objects.filter(
        ~_reminded(),
        closed_at=None,
        closes_at__gt=at,
        closes_at__lte=at + polls.REMIND_BEFORE,
        topic__closed_at=None,
        topic__hidden_at=None,
    )
    rows = soon.select_related("topic").order_by("closes_at", "pk")
    return sum(_remind(one.pk, at) for one in rows if _is_time(one, at))


def tell_poll_outcome(topic: Topic, words: str, *, by: Person, at: datetime) -> Poll:
    """What follows from a closed poll, in the words of who started it; may be said anew.

    Who took part is told the first words; other words stand on its page.
    """
    require(by, Permission.TOPIC_TELL_OUTCOME, topic)
    with transaction.atomic():
        poll = Poll.objects.select_for_update().get(topic=topic)
        require(by, Permission.TOPIC_TELL_OUTCOME, topic)
        refuse_named_until_commit(topic.space_id)
        polls.may_tell(words, is_closed=poll.closed_at is not None).or_raise()
        if poll.outcome != words.strip():
            is_told = bool(poll.outcome) or topic.hidden_at is not None
            poll.outcome, poll.outcome_at = words.strip(), at
            poll.save(update_fields=["outcome", "outcome_at"])
            data: dict[str, object] = {"topic": topic.pk}
            record(
                Kind.POLL_TOLD,
                topic,
                by=by,
                at=at,
                space=topic.space,
                data=data,
                quietly=is_told,
            )
        return poll


def standing_of(poll: Poll) -> polls.Standing:
    """What the rules look at; one query."""
    rows = list(poll.options.order_by("number").values_list("number", "withdrawn_at"))
    return polls.Standing(
        closes_at=poll.closes_at,
        is_closed=poll.closed_at is not None or poll.topic.closed_at is not None,
        several=poll.several,
        options=tuple(number for number, gone in rows if gone is None),
        withdrawn=tuple(number for number, gone in rows if gone is not None),
    )


def _may_begin(space: Space, ballot: Ballot, written: Written, by: Person, at: datetime) -> None:
    unless(
        space.closed_at is None,
        "space_closed",
        _("Nothing new is written in that space any more."),
    ).or_raise()
    polls.may_ask(ballot.question, ballot.options, closes_at=ballot.closes_at, at=at).or_raise()
    waits = why_it_waits(space, written, by)
    unless(
        waits is None,
        "waits",
        _("Your messages wait for a moderator here. Ask one of them to start the poll."),
    ).or_raise()


def _country(poll: Poll, by: Person) -> Country | None:
    """The country that this person answers for; none where each person has an answer."""
    if poll.voice != PollVoice.COUNTRY:
        return None
    spoken = visible(by, Permission.POLL_SPEAK, Country.objects.all())
    countries = list(spoken.order_by("pk"))
    if not countries:
        raise refusal(
            "no_voice",
            _(
                "Each country answers once here: its chair, its coordinator or its point of"
                " contact. Tell one of them what you think."
            ),
        )
    own = [one for one in countries if one.pk == by.country_id]
    return (own or countries)[0]


def _answer_of(poll: Poll, by: Person, country: Country | None) -> PollAnswer | None:
    answers = PollAnswer.objects.filter(poll=poll)
    return answers.filter(country=country).first() if country else answers.filter(by=by).first()


def _record_answer(topic: Topic, by: Person, country: Country | None, at: datetime) -> None:
    """That somebody answered, never what."""
    record(
        Kind.POLL_ANSWERED, topic, by=by, at=at, space=topic.space, country=country, quietly=True
    )


def _reminded() -> Exists:
    """The fact itself is the mark that it was done."""
    done = Fact.objects.filter(
        kind=Kind.POLL_DUE, subject_model=Topic._meta.label, subject_id=OuterRef("topic")
    )
    return Exists(done)


def _is_time(poll: Poll, at: datetime) -> bool:
    opened = poll.topic.started_at
    return polls.is_time_to_remind(opened=opened, closes=poll.closes_at, at=at)


def _remind(pk: int, at: datetime) -> int:
    with transaction.atomic():
        locked = Poll.objects.select_for_update(of=("self",)).select_related("topic__space")
        poll = locked.filter(~_reminded(), pk=pk, closed_at=None).first()
        if poll is None:
            return 0
        record(Kind.POLL_DUE, poll.topic, by=None, at=at, space=poll.topic.space)
        return 1


def _close(pk: int, at: datetime) -> int:
    with transaction.atomic():
        poll = Poll.objects.select_for_update().get(pk=pk)
        if poll.closed_at is not None:
            return 0
        poll.closed_at = at
        poll.save(update_fields=["closed_at"])
        topic = Topic.objects.select_related("space").get(pk=poll.topic_id)
        is_hidden = topic.hidden_at is not None
        record(Kind.POLL_CLOSED, topic, by=None, at=at, space=topic.space, quietly=is_hidden)
        return 1
