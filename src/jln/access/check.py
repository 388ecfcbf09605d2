"""The policy read three ways. Nothing else in the product decides access."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.core.exceptions import EmptyResultSet, PermissionDenied
from django.db.models import CharField, Exists, Model, Q, QuerySet, Value

from jln.access.permissions import Permission
from jln.access.policy import POLICY
from jln.access.relations import NOBODY, Who
from jln.kit.prepared import Prepared
from jln.people.models import Person
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.access.policy import Grant

M = TypeVar("M", bound=Model)
_WORD: CharField[str, str] = CharField()
NOTHING = Q(pk__in=[])  # A grant to nobody allows nobody: an empty Q() would allow all.
PRESENT = {PersonStatus.ACTIVE, PersonStatus.INVITED}


def can(person: Person | None, permission: Permission, thing: Model) -> bool:
    """May this person do this to this thing? One query."""
    grant = POLICY[permission]
    if thing._meta.label != grant.about:
        raise TypeError(f"{permission} is about {grant.about}, not {thing._meta.label}")
    asked, pk = _QUESTIONS.get(permission), thing.pk
    if asked is None or asked.grant is not grant:
        asked = _QUESTIONS[permission] = _Question(permission, grant, type(thing))
    if asked.prepared is not None and isinstance(pk, int):
        try:
            return bool(asked.prepared(reader=_number(person), thing=pk))
        except (EmptyResultSet, TypeError):  # nobody may, or anybody: it does not ask for both
            asked.prepared = None
    return visible(person, permission, type(thing)._default_manager.filter(pk=pk)).exists()


class _Question:
    """One permission asked of one thing: its SQL is made once where it depends on both."""

    def __init__(self, permission: Permission, grant: Grant, model: type[Model]) -> None:
        self.grant = grant
        self.prepared: Prepared | None = Prepared(self._asked)
        self._permission, self._model = permission, model

    def _asked(self, reader: int, thing: int) -> QuerySet[Any, Any]:
        things = self._model._default_manager.filter(pk=thing).order_by()
        return things.filter(_allowed(Who(reader), self._permission)).values("pk")[:1]


_QUESTIONS: dict[Permission, _Question] = {}


def require(person: Person | None, permission: Permission, thing: Model) -> None:
    """Raise `PermissionDenied` unless the person may."""
    if not can(person, permission, thing):
        raise PermissionDenied(permission)


def visible(person: Person | None, permission: Permission, among: QuerySet[M]) -> QuerySet[M]:
    """Of these things, the ones the person may do this to. Adds no joins and no duplicates."""
    if among.model._meta.label != POLICY[permission].about:
        raise TypeError(f"{permission} is not about {among.model._meta.label}")
    return among.filter(_allowed(_who(person), permission))


def granted(
    person: Person | None, asked: Iterable[tuple[Permission, Iterable[int | None]]]
) -> frozenset[tuple[Permission, int]]:
    """Of several questions at once what is allowed: each permission with the ids it is about.

    One query, so that a page with many things asks the policy once.
    """
    who, parts = _who(person), list[QuerySet[Any, Any]]()
    for permission, ids in asked:
        wanted = {pk for pk in ids if pk is not None}
        if wanted:
            things = apps.get_model(POLICY[permission].about)._default_manager
            allowed = things.filter(_allowed(who, permission), pk__in=wanted).order_by()
            named = allowed.annotate(to=Value(permission.value, _WORD))
            parts.append(named.values_list("to", "pk"))
    if not parts:
        return frozenset()
    first, *more = parts
    rows = first.union(*more, all=True)
    return frozenset((Permission(to), pk) for to, pk in rows)


def who_can(permission: Permission, thing: Model) -> QuerySet[Person]:
    """The present people who may do this to this thing, by the same policy."""
    things = apps.get_model(POLICY[permission].about)._default_manager
    mine = things.filter(_allowed(Who(None), permission), pk=thing.pk)
    return Person.objects.present().filter(Exists(mine))


def _who(person: Person | None) -> Who:
    return Who(_number(person))


def _number(person: Person | None) -> int:
    return person.pk if person and person.status in PRESENT else NOBODY


def _allowed(who: Who, permission: Permission) -> Q:
    return reduce(or_, (relation.q(who) for relation in POLICY[permission].to), NOTHING)
