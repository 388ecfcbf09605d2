"""Accounts at a sign-in provider, linked to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts.actions import second
from jln.accounts.letters import Told
from jln.accounts.models import ProviderLink

if TYPE_CHECKING:
    from datetime import datetime

    from jln.accounts.models import SignIn
    from jln.people.models import Person


def confirm_link(sign_in: SignIn, *, at: datetime) -> None:
    """The address was proved: what waited for it is linked, unless somebody has it already."""
    waiting = ProviderLink.objects.select_related("person")
    for link in waiting.filter(asked=sign_in, confirmed_at=None):
        try:
            with transaction.atomic():
                ProviderLink.objects.filter(pk=link.pk).update(confirmed_at=at)
        except IntegrityError:
            continue
        second.tell(link.person, Told.PROVIDER, link.pk, at=at)


@transaction.atomic
def remove_link(person: Person, pk: int, *, by: Person, at: datetime) -> None:
    """Sign in by that account no more. Safe to repeat."""
    require(by, Permission.PERSON_EDIT, person)
    gone, _rows = ProviderLink.objects.filter(person=person, pk=pk).delete()
    if gone:
        second.tell(person, Told.PROVIDER_GONE, pk, at=at)
