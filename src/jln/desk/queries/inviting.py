"""Whom one may invite, and who is here already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.accounts.models import Invitation
from jln.countries.models import Country
from jln.desk.rules import Known
from jln.membership import queries as membership
from jln.people.models import EmailAddress
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person


def invitable_countries(person: Person) -> QuerySet[Country]:
    """Countries a person may invite people for: her own group's, or all for staff."""
    members = membership.present().values("country")
    countries = Country.objects.filter(pk__in=members)
    return visible(person, Permission.PERSON_INVITE, countries).order_by("code")


def known_to_a_list(
    rows: Sequence[Sequence[str]], countries: Iterable[Country], *, at: datetime
) -> Known:
    """What a list of people to invite is judged by, in two queries however long it is."""
    said = {cell.strip().lower() for row in rows for cell in row if "@" in cell}
    members = EmailAddress.objects.filter(
        address__in=said, confirmed_at__isnull=False, removed_at=None
    )
    invited = Invitation.objects.filter(
        address__in=said, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    return Known(
        countries={
            said.casefold(): one.code
            for one in countries
            for said in (one.code, one.iso3, *one.names.values())
        },
        languages={
            said.casefold(): code
            for code, _name in settings.LANGUAGES
            for said in (code, *_called(code))
        },
        members=set(members.values_list("address", flat=True)),
        invited=set(invited.values_list("address", flat=True)),
    )


def _called(code: str) -> list[str]:
    """What a language is called in each of ours."""
    found = []
    for shown_in, _name in settings.LANGUAGES:
        with translation.override(shown_in):
            found.append(formats.language_name(code))
    return found
