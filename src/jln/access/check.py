"""The policy read three ways. Nothing else in the product decides access."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, Q, QuerySet

from jln.access.policy import POLICY
from jln.access.relations import NOBODY, Who
from jln.people.models import Person
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from jln.access.permissions import Permission

M = TypeVar("M", bound=Model)
NOTHING = Q(pk__in=[])  # A grant to nobody allows nobody: an empty Q() would allow all.
PRESENT = {PersonStatus.ACTIVE, PersonStatus.INVITED}


def can(person: Person | None, permission: Permission, thing: Model) -> bool:
    """May this person do this to this thing? One query."""
    grant = POLICY[permission]
    if thing._meta.label != grant.about:
        raise TypeError(f"{permission} is about {grant.about}, not {thing._meta.label}")
    return visible(person, permission, type(thing)._default_manager.filter(pk=thing.pk)).exists()


def require(person: Person | None, permission: Permission, thing: Model) -> None:
    """Raise `PermissionDenied` unless the person may."""
    if not can(person, permission, thing):
        raise PermissionDenied(permission)


def visible(person: Person | None, permission: Permission, among: QuerySet[M]) -> QuerySet[M]:
    """Of these things, the ones the person may do this to. Adds no joins and no duplicates."""
    if among.model._meta.label != POLICY[permission].about:
        raise TypeError(f"{permission} is not about {among.model._meta.label}")
    return among.filter(_allowed(_who(person), permission))


def who_can(permission: Permission, thing: Model) -> QuerySet[Person]:
    """The present people who may do this to this thing, by the same policy."""
    things = apps.get_model(POLICY[permission].about)._default_manager
    mine = things.filter(_allowed(Who(None), permission), pk=thing.pk)
    return Person.objects.present().filter(Exists(mine))


def _who(person: Person | None) -> Who:
    return Who(person.pk if person and person.status in PRESENT else NOBODY)


def _allowed(who: Who, permission: Permission) -> Q:
    return reduce(or_, (relation.q(who) for relation in POLICY[permission].to), NOTHING)
