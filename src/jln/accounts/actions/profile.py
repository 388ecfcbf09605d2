"""Changing what a person says about herself, and her addresses."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import letters, queries, rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import refusal, unless
from jln.mail import seals
from jln.people.models import EmailAddress, Expertise, Person, SpokenLanguage, Theme
from jln.people.terms import ExpertiseKind, LanguageLevel
from jln.search import index
from jln.uploads import actions as uploads
from jln.uploads.actions import Picture
from jln.web import limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

PROFILE = ("name", "about", "language", "timezone", "listing", "away_until")
TRIES_A_DAY = 10


@transaction.atomic
def change_profile(person: Person, values: dict[str, Any], *, by: Person, at: datetime) -> Person:
    """Change some of the profile's fields; the others stay."""
    require(by, Permission.PERSON_EDIT, person)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)

    changed = [name for name in PROFILE if name in values]
    data: dict[str, object] = {"fields": changed}
    if "away_until" in changed and values["away_until"] != person.away_until:
        until = values["away_until"]
        data["away"] = until.isoformat() if until else None
    for name in changed:
        setattr(person, name, values[name])
    person.save(update_fields=changed)
    index.renew("person", person.pk)

    record(Kind.PERSON_UPDATED, person, by=by, at=at, about=person, data=data)
    return person


@transaction.atomic
def set_languages(person: Person, codes: Iterable[str], *, by: Person, at: datetime) -> None:
    """Say which languages a person works in; levels of those kept stay."""
    require(by, Permission.PERSON_EDIT, person)
    wanted = list(dict.fromkeys(codes))
    SpokenLanguage.objects.filter(person=person).exclude(language__in=wanted).delete()
    for code in wanted:
        SpokenLanguage.objects.get_or_create(
            person=person, language=code, defaults={"level": LanguageLevel.WORKING}
        )
    record(Kind.PERSON_UPDATED, person, by=by, at=at, about=person, data={"fields": ["languages"]})


@transaction.atomic
def set_expertise(
    person: Person, kind: ExpertiseKind, themes: Iterable[str], *, by: Person, at: datetime
) -> None:
    """Say what a person can help with, or wants to learn, by codes of themes."""
    require(by, Permission.PERSON_EDIT, person)
    wanted = list(Theme.objects.filter(code__in=set(themes)))
    Expertise.objects.filter(person=person, kind=kind).exclude(theme__in=wanted).delete()
    for theme in wanted:
        Expertise.objects.get_or_create(person=person, theme=theme, kind=kind)
    index.renew("person", person.pk)
    record(Kind.PERSON_UPDATED, person, by=by, at=at, about=person, data={"fields": [kind]})


@transaction.atomic
def set_knowledge(
    person: Person, values: dict[str, list[str]], *, by: Person, at: datetime
) -> None:
    """Languages, what one can help with, what one wants to learn: those that are given."""
    if "languages" in values:
        set_languages(person, values["languages"], by=by, at=at)
    for kind in ExpertiseKind:
        if kind in values:
            set_expertise(person, kind, values[kind], by=by, at=at)


def set_photo(
    person: Person, file: UploadedFile | Picture | None, *, by: Person, at: datetime
) -> None:
    """Take a new photo, or none. The picture is made anew before the transaction begins.

    `file`: as it was sent, or made anew already, by who runs in a transaction of its own.

    Raises `RuleBroken` for a file that is not an allowed picture.
    """
    require(by, Permission.PERSON_EDIT, person)
    picture = file if file is None or isinstance(file, Picture) else uploads.picture(file)
    with transaction.atomic():
        old = Person.objects.select_for_update(of=("self",)).get(pk=person.pk).photo
        stored = uploads.keep(picture, owner=person, at=at) if picture else None
        Person.objects.filter(pk=person.pk).update(photo=stored)
        if old:
            uploads.discard(old)
        record(Kind.PERSON_UPDATED, person, by=by, at=at, about=person, data={"fields": ["photo"]})


@transaction.atomic
def add_address(person: Person, address: str, *, by: Person, at: datetime) -> EmailAddress:
    """Add an address; it counts once its code was typed. Says the same whoever else has it."""
    require(by, Permission.PERSON_EDIT, person)
    few = limits.allow("add address", person.pk, most=5, per=timedelta(days=1), at=at)
    unless(few, "too_many", _("Five addresses a day are enough. Go on tomorrow.")).or_raise()
    address = address.strip().lower()
    found = EmailAddress.objects.filter(person=person, address=address).first()
    if not found:
        found = EmailAddress.objects.create(person=person, address=address, added_at=at)
    if not found.confirmed_at or found.removed_at:
        letters.send_address_code(found, at=at)
    return found


def confirm_address(
    person: Person, pk: int, code: str, *, by: Person, at: datetime
) -> EmailAddress:
    """Prove an address by its code. The main address is told. Raises `RuleBroken`."""
    require(by, Permission.PERSON_EDIT, person)
    per = timedelta(days=1)  # counted outside of the transaction: a wrong try stays counted
    few = limits.allow("address code", person.pk, most=TRIES_A_DAY, per=per, at=at)
    unless(few, "too_many_tries", _("Too many wrong codes. Try again tomorrow.")).or_raise()
    with transaction.atomic():
        return _confirm(person, pk, code, by=by, at=at)


def _confirm(person: Person, pk: int, code: str, *, by: Person, at: datetime) -> EmailAddress:
    found = EmailAddress.objects.select_for_update().filter(person=person, pk=pk).first()
    right = seals.digits("address", found.pk, found.address) if found else ""
    if found is None or not hmac.compare_digest(code.encode(), right.encode()):
        raise refusal("wrong_code", _("That is not the code we sent to this address."))
    taken = queries.person_of_address(found.address)
    free = taken is None or taken.pk == person.pk
    unless(
        free,
        "taken",
        _("This address belongs to another account of yours. Write to the desk to make them one."),
    ).or_raise()

    found.confirmed_at, found.removed_at = at, None
    found.save(update_fields=["confirmed_at", "removed_at"])

    record(Kind.ADDRESS_ADDED, person, by=by, at=at, about=person, data={"address": found.pk})
    _tell_main(person, found.address, at)
    return found


@transaction.atomic
def choose_main(person: Person, pk: int, *, by: Person, at: datetime) -> None:
    """Make a confirmed address the one that mail goes to. The old one is told."""
    require(by, Permission.PERSON_EDIT, person)
    mine = EmailAddress.objects.select_for_update().filter(person=person, removed_at=None)
    wanted = mine.filter(pk=pk, confirmed_at__isnull=False).first()
    if wanted is None:
        raise refusal("not_confirmed", _("Confirm this address first."))
    _tell_main(person, wanted.address, at)
    mine.update(is_main=False)
    mine.filter(pk=pk).update(is_main=True)
    record(Kind.ADDRESS_ADDED, person, by=by, at=at, about=person, data={"address": pk})


@transaction.atomic
def remove_address(person: Person, pk: int, *, by: Person, at: datetime) -> None:
    """Stop using an address; it can come back for seven days. Not the main one."""
    require(by, Permission.PERSON_EDIT, person)
    mine = EmailAddress.objects.select_for_update().filter(person=person, removed_at=None)
    found = mine.filter(pk=pk).first()
    other = found is not None and not found.is_main
    unless(other, "is_main", _("Choose another main address first.")).or_raise()
    mine.filter(pk=pk).update(removed_at=at)
    record(Kind.ADDRESS_REMOVED, person, by=by, at=at, about=person, data={"address": pk})


@transaction.atomic
def keep_address(person: Person, pk: int, *, by: Person, at: datetime) -> None:
    """Take a removed address back, within seven days."""
    require(by, Permission.PERSON_EDIT, person)
    since = at - rules.ADDRESS_UNDO
    found = EmailAddress.objects.filter(person=person, pk=pk, removed_at__gt=since)
    changed = found.update(removed_at=None)
    late = _("That was more than seven days ago. Add the address again.")
    unless(bool(changed), "too_late", late).or_raise()
    record(Kind.ADDRESS_ADDED, person, by=by, at=at, about=person, data={"address": pk})


def _tell_main(person: Person, new: str, at: datetime) -> None:
    main = EmailAddress.objects.filter(person=person, is_main=True, removed_at=None).first()
    if main and main.address != new:
        letters.send_address_notice(person, main.address, new, at=at)
