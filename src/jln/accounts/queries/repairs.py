"""Addresses that letters come back from, and what staff proposed instead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.accounts import typos
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import tokens
from jln.mail import seals
from jln.people.models import EmailAddress, Person

if TYPE_CHECKING:
    from datetime import datetime

YES, NO = "address-yes", "address-no"
"""Purposes of the two links: to the new address, and to those that the person reads."""

ANSWERED_BY = timedelta(days=7)
DENIED_BY = timedelta(days=14)
"""A week longer: so there is a week to undo what was confirmed last."""


class Proposal(NamedTuple):
    """What staff proposed: this address instead of that one."""

    fact: Fact
    new: EmailAddress
    old: EmailAddress
    is_asked: bool  # the link is the one that went to the new address


def address_to_repair(by: Person, pk: int) -> EmailAddress | None:
    """An address of somebody that staff may propose another for."""
    people = visible(by, Permission.PERSON_REPAIR, Person.objects.all())
    found = EmailAddress.objects.filter(pk=pk, person__in=people, removed_at=None)
    return found.select_related("person__country").first()


def probably_meant(address: EmailAddress) -> str:
    """What was probably meant, by the domains that reach colleagues of the person's country."""
    reached = EmailAddress.objects.filter(
        person__country=address.person.country_id,
        confirmed_at__isnull=False,
        removed_at=None,
        bounced_at=None,
    ).exclude(pk=address.pk)
    used: dict[str, int] = {}
    counted = reached.values_list("address").annotate(Count("pk"))
    for said, number in counted.order_by("address"):
        domain = said.rpartition("@")[2].lower()
        used[domain] = used.get(domain, 0) + number
    return typos.likely(address.address, sorted(used, key=lambda one: -used[one]))


def proposal(token: str, *, at: datetime) -> Proposal | None:
    """What a link speaks of; None if it is not ours, too old, or another one came after it."""
    row = tokens.row_of(token) or 0
    fact = Fact.objects.filter(pk=row, kind=Kind.ADDRESS_PROPOSED).first()
    if fact is None or fact.about_id is None:
        return None
    is_asked = seals.holds(YES, token, fact.about_id)
    if not is_asked and not seals.holds(NO, token, fact.about_id):
        return None
    mine = EmailAddress.objects.select_related("person").filter(person=fact.about_id)
    of = {one.pk: one for one in mine}
    new, old = of.get(fact.subject_id), of.get(fact.data["instead_of"])
    later = Fact.objects.filter(kind=Kind.ADDRESS_PROPOSED, about=fact.about_id, pk__gt=fact.pk)
    if new is None or old is None or new.removed_at or later.exists():
        return None
    life = ANSWERED_BY if is_asked else DENIED_BY
    return Proposal(fact, new, old, is_asked) if at - fact.at <= life else None
