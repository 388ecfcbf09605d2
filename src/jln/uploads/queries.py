"""Which files a person may open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.people.models import Person
from jln.uploads.models import Upload

if TYPE_CHECKING:
    from django.db.models import QuerySet


def photos_and_files(person: Person) -> QuerySet[Upload]:
    """Files of spaces the person reads, and photos of people she sees."""
    people = visible(person, Permission.PERSON_VIEW, Person.objects.filter(photo=OuterRef("pk")))
    mine = visible(person, Permission.UPLOAD_VIEW, Upload.objects.all())
    return Upload.objects.filter(Q(Exists(people)) | Q(pk__in=mine.values("pk")))


def every() -> QuerySet[Upload]:
    """Every file that is not hidden, for whom a seal vouches."""
    return Upload.objects.filter(hidden_at=None)
