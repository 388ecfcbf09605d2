"""A space whose posts come in every way, and the people they come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests import factories as f

from jln.conversations import actions as conversations
from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.notify.digests import actions
from jln.notify.models import DigestItem, MailPlan
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery, SpaceKind

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
"""The weekly day, an hour after the messages go."""


def listed(who, space, delivery, at=f.NOON - timedelta(days=30)):
    """The person on a space as a list."""
    rows = Subscription.objects.filter(space=space, person=who, left_at=None)
    rows.delete()
    return Subscription.objects.create(space=space, person=who, delivery=delivery, joined_at=at)


def group(name: str = "Costing"):
    """A space of a learning group that every member reads."""
    return f.space(slug=name.lower(), name=name, kind=SpaceKind.GROUP)


def plan(who, **values) -> MailPlan:
    return MailPlan.objects.create(person=who, **values)


def tell() -> None:
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def asked(space, by, text="How do you pay clinics?", at=MONDAY, **values):
    """A question, told."""
    topic = conversations.ask(space, text=text, by=by, at=at, colleagues=[], **values)
    tell()
    return topic


def answered(topic, by, text="We pay on the fifth.", at=MONDAY, **values):
    """A post, told."""
    post = conversations.answer(topic, text=text, by=by, at=at, **values)
    tell()
    return post


def words(count: int) -> str:
    return " ".join(f"word{n}" for n in range(count))


def made(at) -> dict[str, OutgoingMail]:
    """The daily and weekly messages of this moment, by their reader's name."""
    before = set(OutgoingMail.objects.filter(kind="digest").values_list("pk", flat=True))
    actions.make_due(at)
    rows = OutgoingMail.objects.filter(kind="digest").exclude(pk__in=before)
    return {one.person.name: one for one in rows.select_related("person")}


EVERY_WAY = {name: Delivery(name) for name in Delivery.values}


def readers(space, **more):
    """One person a way, named by it."""
    people = {name: f.person(name, **more) for name in EVERY_WAY}
    for name, who in people.items():
        listed(who, space, name)
    return people


def items() -> list[int]:
    return list(DigestItem.objects.order_by("pk").values_list("pk", flat=True))
