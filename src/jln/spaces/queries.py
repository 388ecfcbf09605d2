"""What pages and letters read of spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person


def readable(person: Person | None) -> QuerySet[Space]:
    """The spaces whose talk the person reads, and may therefore start a topic in."""
    return visible(person, Permission.TOPIC_START, Space.objects.all())


def own(person: Person) -> QuerySet[Space]:
    """The spaces on whose roll the person stands, the whole network's first."""
    on_roll = SpaceMember.objects.filter(space=OuterRef("pk"), person=person, until_on=None)
    return Space.objects.filter(Exists(on_roll)).order_by(_network_first(), "name", "pk")


def to_ask_in(person: Person) -> QuerySet[Space]:
    """Where a question may stand: the whole network first, then the person's own open spaces."""
    on_roll = SpaceMember.objects.filter(space=OuterRef("pk"), person=person, until_on=None)
    offered = readable(person).filter(Q(kind=SpaceKind.NETWORK) | Exists(on_roll), closed_at=None)
    return offered.select_related("country").order_by(_network_first(), "name", "pk")


def whole_network() -> Space:
    """The space of everybody. Raises `DoesNotExist` before `jln init`."""
    return Space.objects.filter(kind=SpaceKind.NETWORK).earliest("pk")


def _network_first() -> Case:
    is_network = When(kind=SpaceKind.NETWORK, then=Value(0))
    return Case(is_network, default=Value(1), output_field=IntegerField())
