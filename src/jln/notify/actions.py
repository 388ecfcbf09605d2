"""Telling people what happened: letters from facts, once each; and what a person wants told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conduct.queries import deaf_to
from jln.conversations.models import Post
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit import clock
from jln.mail import outgoing
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.notify import plans
from jln.notify.audiences import AUDIENCES, nobody
from jln.notify.digests import items
from jln.notify.listed import speaks_for_oneself
from jln.notify.models import MailSetting
from jln.notify.terms import Because, LetterKind
from jln.notify.told import told
from jln.notify.writing import Writer
from jln.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TAKES_BACK = frozenset(
    {
        Kind.ADAPTATION_WITHDRAWN,
        Kind.POST_HIDDEN,
        Kind.POST_TAKEN_BACK,
        Kind.PROBLEM_WITHDRAWN,
        Kind.TOPIC_HIDDEN,
    }
)
"""After these, letters about the thing that still wait are not sent."""


def tell(fact_id: int) -> int:
    """Make the letters of one fact; safe to repeat. Gives the number of letters."""
    fact = (
        Fact.objects.select_related("by__country", "country")
        .filter(pk=fact_id, told_at=None)
        .first()
    )
    if fact is None:
        return 0
    if fact.kind in TAKES_BACK:
        _take_back(fact)
    count = _write_all(fact)
    Fact.objects.filter(pk=fact_id, told_at=None).update(told_at=clock.now())
    return count


def _take_back(fact: Fact) -> None:
    """Letters about the thing that still wait are not sent; of a question or topic, all of them."""
    about = Q(subject_model=fact.subject_model, subject_id=fact.subject_id)
    topic = fact.data.get("topic") if fact.data.get("number") == 1 else None
    if fact.kind == Kind.TOPIC_HIDDEN:
        topic = fact.subject_id
    if topic:
        about |= Q(subject_model="jln.Topic", subject_id=topic)
        about |= Q(subject_model="jln.Post", data__topic=topic)
    waiting = OutgoingMail.objects.filter(
        state=OutgoingState.WAITING, fact__in=Fact.objects.filter(about)
    )
    waiting.update(state=OutgoingState.WITHHELD, state_reason="taken_back")


def _write_all(fact: Fact) -> int:
    if AUDIENCES.get(Kind(fact.kind), nobody) is nobody:
        return 0
    letter = told(fact)
    if letter is None:
        return 0
    post = letter.things.get("post")
    item = items.item_of(fact, post if isinstance(post, Post) else None)
    readers = list(items.at_once(fact, item, _readers(fact)))
    Writer(letter).write(readers)
    if readers:
        outgoing.wake()
    return len(readers)


def _readers(fact: Fact) -> Iterator[tuple[Person, Because]]:
    """Each person once, for the first reason; not who did it, nor who has the letter already."""
    seen: set[int | None] = set(
        OutgoingMail.objects.filter(fact=fact).values_list("person", flat=True)
    )
    seen.add(fact.by_id)
    if speaks_for_oneself(fact):
        seen.update(row["by"] for row in deaf_to(fact.by_id))
    for because, people in AUDIENCES[Kind(fact.kind)](fact):
        rows = people.select_related("mail_plan")
        for person in rows.prefetch_related("addresses", "mail_settings"):
            if person.pk not in seen:
                seen.add(person.pk)
                yield person, because if isinstance(because, Because) else because(person)


@transaction.atomic
def choose(person: Person, kinds: Iterable[str], *, by: Person, at: datetime) -> Person:
    """Want these kinds of letters and no others. Safe to repeat."""
    require(by, Permission.PERSON_EDIT, person)
    wanted = set(kinds)
    MailSetting.objects.filter(person=person, kind=outgoing.ALL_KINDS).delete()
    for kind in LetterKind.values:
        _set(person, kind, is_off=kind not in wanted)

    record(Kind.SETTING_CHANGED, person, by=by, at=at, about=person, data={"on": sorted(wanted)})
    return person


@transaction.atomic
def stop(letter: OutgoingMail, *, at: datetime) -> None:
    """No more letters like this one to this person; the letter's own seal proves it. Repeatable."""
    person = letter.person
    if person is None:
        return
    kind = letter.kind if letter.kind in LetterKind.values else outgoing.ALL_KINDS
    _set(person, kind, is_off=True)

    record(
        Kind.SETTING_CHANGED,
        person,
        by=person,
        at=at,
        about=person,
        data={"kind": kind, "is_on": False},
    )


@transaction.atomic
def stop_kind(person: Person, kind: LetterKind, *, at: datetime) -> None:
    """No more letters of one kind to this person. Repeatable."""
    _set(person, kind, is_off=True)

    record(
        Kind.SETTING_CHANGED,
        person,
        by=person,
        at=at,
        about=person,
        data={"kind": str(kind), "is_on": False},
    )


@transaction.atomic
def stop_all(person: Person, *, at: datetime) -> None:
    """No more letters but those the person asks for: codes, receipts."""
    _set(person, outgoing.ALL_KINDS, is_off=True)

    record(
        Kind.SETTING_CHANGED,
        person,
        by=person,
        at=at,
        about=person,
        data={"kind": outgoing.ALL_KINDS, "is_on": False},
    )


@transaction.atomic
def come_again(person: Person, *, by: Person, at: datetime) -> None:
    """Letters come again after STOP and after days away; kinds left out stay out. Repeatable."""
    plans.away(person, None, by=by, at=at)
    all_of_them = MailSetting.objects.filter(person=person, kind=outgoing.ALL_KINDS)
    count, _rows = all_of_them.delete()
    if count:
        data: dict[str, object] = {"kind": outgoing.ALL_KINDS, "is_on": True}
        record(Kind.SETTING_CHANGED, person, by=by, at=at, about=person, data=data)


def _set(person: Person, kind: str, *, is_off: bool) -> None:
    MailSetting.objects.update_or_create(person=person, kind=kind, defaults={"is_off": is_off})


def sweep() -> int:
    """Tell what was never told, oldest first. Gives how many facts."""
    untold = list(
        Fact.objects.filter(told_at=None).order_by("pk").values_list("pk", flat=True)[:500]
    )
    for fact_id in untold:
        tell(fact_id)
    return len(untold)
