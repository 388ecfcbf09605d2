"""An address that letters come back from: staff propose another, the person says that it is theirs.

Nothing counts before that word from the new address. Everybody who reads the person's other
addresses is told, and can say no, for a week after it counted too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import letters, queries, rules
from jln.accounts.actions.entering import end_sessions
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import refusal, unless
from jln.people.models import EmailAddress, Person
from jln.web import limits

if TYPE_CHECKING:
    from datetime import datetime

    from jln.accounts.queries import Proposal


NO_LONGER = _("This link is no longer good. Write to the network’s desk: a person reads it.")


@transaction.atomic
def propose_address(old: EmailAddress, address: str, *, by: Person, at: datetime) -> EmailAddress:
    """Ask at another address whether it is this person's. Raises `RuleBroken`."""
    require(by, Permission.PERSON_REPAIR, old.person)
    person = _locked(old.person_id)
    address = address.strip().lower()
    comes_back = old.bounced_at is not None or old.returns.exists()
    is_free = queries.person_of_address(address) is None
    rules.may_propose(comes_back=comes_back, is_free=is_free).or_raise()
    few = limits.allow("add address", person.pk, most=5, per=timedelta(days=1), at=at)
    unless(few, "too_many", _("Five addresses a day are enough. Go on tomorrow.")).or_raise()

    new = person.addresses.filter(address=address).first()
    new = new or EmailAddress(person=person, address=address)
    new.added_at, new.confirmed_at, new.removed_at = at, None, None
    new.save()

    data: dict[str, object] = {"instead_of": old.pk}
    fact = record(Kind.ADDRESS_PROPOSED, new, by=by, at=at, about=person, data=data)
    letters.send_address_question(new, fact.pk, at=at)
    for other in _read(person):
        letters.send_address_warning(other, new, fact.pk, at=at)
    return new


@transaction.atomic
def take_proposal(token: str, *, at: datetime) -> None:
    """Yes, from the new address: it stands where the old one stood. Safe to repeat."""
    asked = _of(token, at)
    person, new, old = asked.new.person, asked.new, asked.old
    if not asked.is_asked:
        raise refusal("not_asked", NO_LONGER)
    if new.confirmed_at:
        return
    is_free = queries.person_of_address(new.address) is None
    rules.may_propose(comes_back=True, is_free=is_free).or_raise()
    told = [one for one in _read(person) if one.address != new.address]
    was_main, old.is_main, old.removed_at = old.is_main, False, old.removed_at or at
    old.save(update_fields=["is_main", "removed_at"])
    new.confirmed_at, new.is_main = at, was_main
    new.save(update_fields=["confirmed_at", "is_main"])

    data: dict[str, object] = {"address": new.pk}
    record(Kind.ADDRESS_ADDED, person, by=person, at=at, about=person, data=data)
    for other in told:
        letters.send_address_notice(person, other.address, new.address, at=at)


@transaction.atomic
def deny_proposal(token: str, *, at: datetime) -> None:
    """No, from any address: it is not used; if it counted, the old one is back. Safe to repeat."""
    asked = _of(token, at)
    person, new, old = asked.new.person, asked.new, asked.old
    if new.confirmed_at:
        was_main, new.is_main = new.is_main, False
        old.is_main, old.removed_at = was_main or old.is_main, None
        end_sessions(person, at=at)
    new.removed_at = at
    new.save(update_fields=["is_main", "removed_at"])
    old.save(update_fields=["is_main", "removed_at"])

    record(Kind.ADDRESS_DENIED, new, by=None, at=at, about=person)


def _of(token: str, at: datetime) -> Proposal:
    """What the link speaks of, with its person locked: a yes and a no at once are one each."""
    found = queries.proposal(token, at=at)
    if found:
        _locked(found.new.person_id)
        found = queries.proposal(token, at=at)
    if found is None:
        raise refusal("no_longer", NO_LONGER)
    return found


def _locked(pk: int) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=pk)


def _read(person: Person) -> list[EmailAddress]:
    """Addresses of a person that may still be read."""
    counted = person.addresses.filter(confirmed_at__isnull=False, removed_at=None)
    return list(counted.filter(bounced_at=None).select_related("person"))
