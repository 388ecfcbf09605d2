"""Whether a letter may still go: rights can end between what happened and the hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from jln.access.check import PRESENT, visible, who_can
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.conversations.models import Poll, PollAnswer, Post, TopicFollow
from jln.countries.models import Seat
from jln.countries.terms import LEADING_SEATS
from jln.facts.kinds import Kind
from jln.kit import clock
from jln.kit.time import day
from jln.mail.outgoing import ALL_KINDS, OWN_WISH, UNREACHED
from jln.mail.terms import LetterName, Withheld
from jln.notify.models import MailSetting
from jln.notify.stops import OF_A_TOPIC
from jln.notify.terms import Because

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from jln.facts.models import Fact
    from jln.mail.models import OutgoingMail
    from jln.people.models import Person

SEEN_BY: dict[str, P] = {
    "jln.Adaptation": P.ADAPTATION_VIEW,
    "jln.AnswerCard": P.CARD_VIEW,
    "jln.CoreGroupAction": P.CORE_ACTION_VIEW,
    "jln.CoreGroupMeeting": P.CORE_MEETING_VIEW,
    "jln.CountryCoreGroup": P.CORE_GROUP_KEEP,
    "jln.Decision": P.DECISION_STUDY,
    "jln.Handover": P.HANDOVER_VIEW,
    "jln.Issue": P.ISSUE_READ,
    "jln.IssueEdition": P.ISSUE_TRANSLATE,
    "jln.Meeting": P.STEERING_COMMENT,
    "jln.Motion": P.MOTION_VIEW,
    "jln.Person": P.PERSON_VIEW,
    "jln.Post": P.POST_VIEW,
    "jln.PriorityConsent": P.PRIORITY_CONSENT,
    "jln.PriorityMerge": P.PRIORITY_MERGE_VIEW,
    "jln.PriorityRound": P.PRIORITY_NAME,
    "jln.Problem": P.PROBLEM_VIEW,
    "jln.Product": P.PRODUCT_VIEW,
    "jln.SafePattern": P.SAFE_PATTERN_VIEW,
    "jln.SafeSpace": P.SAFE_VIEW,
    "jln.SelfAssessment": P.ASSESSMENT_VIEW,
    "jln.RoundCountry": P.PRIORITY_LEAD,
    "jln.Strategy": P.STRATEGY_COMMENT,
    "jln.Topic": P.TOPIC_VIEW,
}
"""Who may get a letter about a thing: who may see the thing."""

PUBLIC = frozenset({"jln.CharterVersion", "jln.PriorityFate"})
"""Things that the whole world may read: no right to them can end."""

ASKS_FOR_A_CHOICE = frozenset({Kind.POLL_CHANGED, Kind.POLL_DUE, Kind.POLL_OPENED})
"""What is told of so that the reader chooses."""

ASKED_FOR = OWN_WISH | {Because.MODERATES}
"""They come also from a conversation that their reader muted."""


def why_not_now(letters: Sequence[OutgoingMail]) -> dict[int, str]:
    """The codes of why some of these letters may no longer go, by letter.

    One query for all that tell of the same thing.
    """
    found: dict[int, str] = {}
    asked: dict[tuple[P, str, int], list[OutgoingMail]] = {}
    for letter in letters:
        if letter.person is None:
            continue
        if letter.person.status in UNREACHED and letter.because not in OWN_WISH:
            found[letter.pk] = UNREACHED[letter.person.status]
        elif about := _about(letter):
            asked.setdefault(about, []).append(letter)
    found = _unwanted(letters) | _muted(letters) | _settled(letters) | found
    for about, some in asked.items():
        may = _who_may(about, some)
        found |= {one.pk: str(Withheld.NO_RIGHT) for one in some if one.person_id not in may}
    return found


def _unwanted(letters: Sequence[OutgoingMail]) -> dict[int, str]:
    """Of those nobody asked for: whose reader said meanwhile that they are not to come."""
    sent = [one for one in letters if one.person_id and one.because not in OWN_WISH]
    readers = {one.person_id for one in sent}
    rows = MailSetting.objects.filter(person__in=readers, is_off=True) if readers else ()
    off = {(one.person_id, one.kind) for one in rows}
    return {
        one.pk: str(Withheld.SWITCHED_OFF)
        for one in sent
        if not off.isdisjoint({(one.person_id, one.kind), (one.person_id, ALL_KINDS)})
    }


def _muted(letters: Sequence[OutgoingMail]) -> dict[int, str]:
    """Of those about conversations: whose reader said since it happened that they want no more."""
    told = [
        (one, one.fact)
        for one in letters
        if one.fact and one.kind in OF_A_TOPIC and one.because not in ASKED_FOR
    ]
    if not told:
        return {}
    rows = TopicFollow.objects.filter(
        person__in={letter.person_id for letter, _fact in told},
        muted_at__gte=min(fact.at for _letter, fact in told),
    )
    muted = {(by, topic): at for by, topic, at in rows.values_list("person", "topic", "muted_at")}
    if not muted:
        return {}
    topics = _topics_of({fact for _letter, fact in told})
    return {
        letter.pk: str(Withheld.SWITCHED_OFF)
        for letter, fact in told
        if (at := muted.get((letter.person_id or 0, topics[fact]))) and at >= fact.at
    }


def _topics_of(facts: Collection[Fact]) -> dict[Fact, int]:
    """The conversation that each is about: where its post stands today."""
    posts = [one.subject_id for one in facts if one.subject_model == Post._meta.label]
    where = dict(Post.objects.filter(pk__in=posts).values_list("pk", "topic")) if posts else {}
    return {
        one: where.get(one.subject_id or 0, 0)
        if one.subject_model == Post._meta.label
        else one.subject_id or 0
        for one in facts
    }


def _settled(letters: Sequence[OutgoingMail]) -> dict[int, str]:
    """Those that ask for the answer to a poll which is closed, or which their reader gave since."""
    asking = [one for one in letters if one.fact and one.fact.kind in ASKS_FOR_A_CHOICE]
    if not asking:
        return {}
    topics = {one.fact.subject_id for one in asking if one.fact}
    answers = PollAnswer.objects.filter(
        poll__topic__in=topics, by__in={one.person_id for one in asking}
    )
    given: dict[tuple[int | None, int | None], datetime] = {
        (topic, by): at for topic, by, at in answers.values_list("poll__topic", "by", "at")
    }
    is_over = Q(closed_at__isnull=False) | Q(topic__closed_at__isnull=False)
    is_over |= Q(closes_at__lte=clock.now())
    over = set(Poll.objects.filter(is_over, topic__in=topics).values_list("topic", flat=True))
    heard = _heard([one for one in asking if one.fact and one.fact.kind == Kind.POLL_DUE])
    return {
        one.pk: str(Withheld.TAKEN_BACK)
        for one in asking
        if one.fact
        and (
            one.fact.subject_id in over
            or one.pk in heard
            or given.get((one.fact.subject_id, one.person_id), one.fact.at) > one.fact.at
        )
    }


def _heard(reminders: Sequence[OutgoingMail]) -> set[int]:
    """Of these, those whose reader speaks for countries that have all answered meanwhile."""
    if not reminders:
        return set()
    seats = Seat.objects.held_on(day(clock.now())).filter(kind__in=LEADING_SEATS)
    seats = seats.filter(person__in={one.person_id for one in reminders})
    countries: dict[int | None, set[int | None]] = {}
    for person, country in seats.values_list("person", "country"):
        countries.setdefault(person, set()).add(country)
    topics = {one.fact.subject_id for one in reminders if one.fact}
    answers = PollAnswer.objects.filter(poll__topic__in=topics, country__isnull=False)
    said = set(answers.values_list("poll__topic", "country"))
    return {
        one.pk
        for one in reminders
        if one.fact
        and (of := countries.get(one.person_id))
        and all((one.fact.subject_id, country) in said for country in of)
    }


def _about(letter: OutgoingMail) -> tuple[P, str, int] | None:
    """The right to which thing this letter needs; None if it needs none."""
    about = letter.fact or (letter.reply_token if letter.kind == LetterName.FORM else None)
    if about is None or about.subject_model not in SEEN_BY or about.subject_id is None:
        return None
    is_gone = letter.fact is not None and letter.fact.kind == Kind.PROBLEM_WITHDRAWN
    right = P.PROBLEM_REMEMBER if is_gone else SEEN_BY[about.subject_model]
    return right, about.subject_model, about.subject_id


def _who_may(about: tuple[P, str, int], letters: Sequence[OutgoingMail]) -> set[int | None]:
    """Of these letters' readers, by number, who still has the right."""
    right, label, pk = about
    model = apps.get_model(label)
    people = {letter.person for letter in letters if letter.person}
    known = {one.pk for one in people if one.status in PRESENT}
    may: set[int | None] = set(
        who_can(right, model(pk=pk)).filter(pk__in=known).values_list("pk", flat=True)
    )
    things = model._default_manager.filter(pk=pk)
    strangers = (one for one in people if one.status not in PRESENT)
    return may | {one.pk for one in strangers if visible(one, right, things).exists()}


def may_read(person: Person, fact: Fact) -> bool:
    """May this person be told of this fact, as of now?"""
    if fact.subject_model not in SEEN_BY:
        return True
    things = apps.get_model(fact.subject_model)._default_manager.filter(pk=fact.subject_id)
    return visible(person, SEEN_BY[fact.subject_model], things).exists()
