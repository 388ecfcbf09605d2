"""Reads of accounts: whose address, which request, which sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from jln.accounts.models import Invitation, Session, SignIn
from jln.countries.models import Country
from jln.kit import tokens
from jln.mail import seals
from jln.people.models import EmailAddress, Person, Theme
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def person_of_address(address: str) -> Person | None:
    """Whose confirmed address this is; case does not matter."""
    found = (
        EmailAddress.objects.select_related("person")
        .filter(address__iexact=address.strip(), confirmed_at__isnull=False, removed_at=None)
        .first()
    )
    return found.person if found else None


def sign_in_of(token: str) -> SignIn | None:
    """The request a mailed link belongs to; None if the link is not ours."""
    row = tokens.row_of(token)
    asked = SignIn.objects.select_related("person").filter(pk=row).first() if row else None
    return asked if asked and seals.holds("sign-in", token, asked.browser) else None


def latest_sign_in(browser: str) -> SignIn | None:
    """The newest request of a browser (its mark)."""
    asked = SignIn.objects.select_related("person").filter(browser=browser)
    return asked.exclude(browser="").order_by("-pk").first()


def open_invitation(address: str, *, at: datetime) -> Invitation | None:
    """An invitation of this address that can still be accepted."""
    return Invitation.objects.filter(
        address__iexact=address, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    ).first()


def invitation_of(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation a link belongs to; None if the link is not ours."""
    row = tokens.row_of(token)
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    found = rows.select_related("country", "invited_by").filter(pk=row).first() if row else None
    return found if found and seals.holds("invitation", token, found.address) else None


def sessions(person: Person) -> QuerySet[Session]:
    """Where a person is signed in, newest first."""
    return Session.objects.filter(person=person, ended_at=None).order_by("-seen_at", "pk")


def addresses(person: Person) -> QuerySet[EmailAddress]:
    """A person's addresses, the main one first; removed ones that can still come back, last."""
    return EmailAddress.objects.filter(person=person).order_by("removed_at", "-is_main", "pk")


def knowledge(person: Person) -> dict[str, list[str]]:
    """What a person said about languages and subjects, by the names of the form's fields."""
    said: dict[str, list[str]] = {"offered": [], "sought": []}
    for kind, code in person.expertise.values_list("kind", "theme__code").order_by("pk"):
        said[kind].append(code)
    said["languages"] = list(person.languages.values_list("language", flat=True).order_by("pk"))
    return said


def themes(language: str) -> list[tuple[str, str]]:
    """Every subject of the field, by code and name."""
    found = [(theme.code, theme.name_in(language)) for theme in Theme.objects.order_by("pk")]
    return sorted(found, key=lambda pair: pair[1].casefold())


def working_languages(language: str) -> list[tuple[str, str]]:
    """Languages a person can say she works in: those of the network and of its countries."""
    codes = set(current().languages)
    for spoken in Country.objects.values_list("languages", flat=True):
        codes.update(spoken)
    with translation.override(language):
        names = [(code, formats.language_name(code)) for code in codes]
    return sorted(names, key=lambda pair: pair[1].casefold())
