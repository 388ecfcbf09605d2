"""Writers of archives: known by a keyed mark of their address until a person confirms it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.conversations.models import ImportedAuthor, OriginalMail, Post, PostOrigin, Topic
from jln.mail import seals
from jln.people.models import EmailAddress
from jln.people.terms import PersonStatus
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

LOOKED_BACK = timedelta(days=7)
"""Addresses confirmed since are looked at by each round; older ones when an archive comes in."""


def mark_of(address: str) -> str:
    """What is kept of an address: without the network's key nobody can say whose it is."""
    key = seals.key("author of an archive")
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()


def people_by_mark(addresses: QuerySet[EmailAddress] | None = None) -> dict[str, int]:
    """Everybody who confirmed an address, by its mark."""
    rows = EmailAddress.objects.all() if addresses is None else addresses
    mine = rows.filter(confirmed_at__isnull=False, removed_at=None)
    mine = mine.filter(person__status__in=(PersonStatus.ACTIVE, PersonStatus.INVITED))
    return {mark_of(address): person for address, person in mine.values_list("address", "person")}


def claim_new(*, at: datetime) -> int:
    """Give people what they wrote before they were here. Safe to repeat."""
    if not ImportedAuthor.objects.filter(person=None).exists():
        return 0
    since = EmailAddress.objects.filter(confirmed_at__gt=at - LOOKED_BACK)
    return claim(people_by_mark(since), at=at)


def claim(people: dict[str, int], *, at: datetime) -> int:
    """The writers that these people are; their posts stand in their names from now on."""
    found = ImportedAuthor.objects.filter(mark__in=people, person=None)
    numbers = dict(found.values_list("pk", "mark"))
    for author, mark in numbers.items():
        with transaction.atomic():
            _give(author, people[mark], at)
    return len(numbers)


def _give(author: int, person: int, at: datetime) -> None:
    ImportedAuthor.objects.filter(pk=author, person=None).update(person=person, claimed_at=at)
    origins = PostOrigin.objects.filter(author=author)
    origins.update(person=person)
    OriginalMail.objects.filter(origin__author=author).update(person=person)
    posts = Post.objects.filter(origin__author=author, by=None)
    first = posts.filter(number=1).values_list("topic", flat=True)
    Topic.objects.filter(pk__in=list(first), by=None).update(by=person)
    posts.update(by=person)
    versions.bump("topics")
    versions.bump("directory")


def known(
    marks: Iterable[tuple[str, str]], people: dict[str, int], *, at: datetime
) -> dict[str, ImportedAuthor]:
    """The rows of these writers (mark and name), made where there are none, by mark."""
    names = dict(marks)
    made = [
        ImportedAuthor(
            mark=mark,
            name=name,
            person_id=people.get(mark),
            claimed_at=at if mark in people else None,
        )
        for mark, name in sorted(names.items())
    ]
    ImportedAuthor.objects.bulk_create(made, ignore_conflicts=True)
    return {row.mark: row for row in ImportedAuthor.objects.filter(mark__in=names)}
