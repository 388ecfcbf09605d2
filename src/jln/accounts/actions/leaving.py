"""Taking one's data along, closing, erasing; suspending and lifting by staff.

What is personal is said by each model's `Privacy`; nothing here names a table.
"""

from __future__ import annotations

import json
import os
import zipfile
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import readable
from jln.accounts.actions.entering import end_sessions
from jln.accounts.models import Erasure
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.privacy import privacy_of
from jln.kit.verdict import unless
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.search import index
from jln.uploads import actions as uploads
from jln.uploads.models import Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

ERASED_NAME = "—"
READ_FIRST = "my-data.html"
ERASED = "erased"
"""The file in the data folder that outlives the database."""


def personal_models() -> Iterator[type[models.Model]]:
    """Every model whose rows lead to a person."""
    for model in apps.get_app_config("jln").get_models():
        if privacy_of(model).person:
            yield model


@transaction.atomic
def export(person: Person, *, by: Person, at: datetime) -> bytes:
    """Everything the network keeps of a person: a page to read, JSON for programs, her files."""
    require(by, Permission.PERSON_EDIT, person)
    packed = BytesIO()
    found = [(model, _rows(model, person)) for model in personal_models()]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(READ_FIRST, readable.page_of(person, found, at))
        for model, rows in found:
            said = [_row(row) for row in rows]
            name = f"{model._meta.model_name}.json"
            archive.writestr(name, json.dumps(said, ensure_ascii=False, indent=1, default=str))
            for row in rows:
                if raw := getattr(row, "raw", None):
                    archive.writestr(readable.message_file(row), bytes(raw))
        for upload in Upload.objects.filter(owner=person):
            archive.writestr(f"files/{upload.pk}-{upload.name}", uploads.content(upload))
    record(Kind.PERSON_EXPORTED, person, by=by, at=at)
    return packed.getvalue()


def _rows(model: type[models.Model], person: Person) -> list[models.Model]:
    """Her rows of one model, with what they lead to."""
    leads = [field.name for field in model._meta.concrete_fields if field.is_relation]
    mine = model._default_manager.filter(**{privacy_of(model).person: person.pk})
    return list(mine.select_related(*leads).order_by("pk"))


def _row(row: models.Model) -> dict[str, Any]:
    values = {}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if isinstance(value, (bytes, memoryview)):
            value = bytes(value).decode("utf-8", "replace")
        values[field.attname] = value
    return values


@transaction.atomic
def close(person: Person, *, by: Person, at: datetime) -> None:
    """Close an account: shown nowhere, no mail, no way in. Staff can open it again."""
    require(by, Permission.PERSON_EDIT, person)
    Person.objects.filter(pk=person.pk).update(status=PersonStatus.CLOSED, closed_at=at)
    end_sessions(person, at=at)
    index.renew("person", person.pk)
    record(Kind.PERSON_CLOSED, person, by=by, at=at, about=person)


@transaction.atomic
def erase(person: Person, *, by: Person | None, at: datetime) -> None:
    """Remove everything personal from every table, by the `Privacy` map. Cannot be undone.

    What was said in topics stays readable, without its author. Safe to repeat.
    """
    if by is not None:
        require(by, Permission.PERSON_ERASE, person)
    end_sessions(person, at=at)
    for upload in Upload.objects.filter(owner=person, space=None):
        uploads.discard(upload)
    Upload.objects.filter(owner=person).update(owner=None)  # beside posts, which stay readable
    for model in personal_models():
        if model is not Person:
            _erase_rows(model, person.pk)
    Person.objects.filter(pk=person.pk).update(
        name=ERASED_NAME,
        about="",
        photo=None,
        timezone="UTC",
        country=None,
        language="en",
        suspended_because="",
        status=PersonStatus.ERASED,
        erased_at=at,
    )
    Erasure.objects.get_or_create(person_id_erased=person.pk, defaults={"at": at})
    index.renew("person", person.pk)
    record(Kind.PERSON_ERASED, person, by=by if by != person else None, at=at, about=person)
    transaction.on_commit(partial(_note, person.pk))


def _erase_rows(model: type[models.Model], pk: int) -> None:
    privacy = privacy_of(model)
    rows = model._default_manager.filter(**{privacy.person: pk})
    if privacy.on_erasure == "delete":
        rows.delete()
    elif privacy.on_erasure == "blank":
        blank = {name: _blank(model, name) for name in privacy.personal}
        rows.update(**blank)


def _blank(model: type[models.Model], name: str) -> object:
    field = model._meta.get_field(name)
    if getattr(field, "null", False):
        return None
    return {} if isinstance(field, models.JSONField) else ""


def _note(pk: int) -> None:
    """Remember an erasure beside the database, so that an older backup is cleaned again."""
    with (settings.DATA_DIR / ERASED).open("a") as file:
        file.write(f"{pk}\n")
        file.flush()
        os.fsync(file.fileno())


def replay_erasures(*, at: datetime) -> int:
    """After a restore: erase again whoever was erased since the backup. Safe to repeat."""
    gone = set(Erasure.objects.values_list("person_id_erased", flat=True))
    noted = settings.DATA_DIR / ERASED
    if noted.exists():
        gone |= {int(line) for line in noted.read_text().split()}
    again = Person.objects.filter(pk__in=gone).exclude(status=PersonStatus.ERASED)
    for person in again:
        erase(person, by=None, at=at)
    return len(again)


@transaction.atomic
def suspend(person: Person, *, because: str, by: Person, at: datetime) -> None:
    """Keep somebody out, with a reason she is told. Her sessions end now."""
    require(by, Permission.PERSON_SUSPEND, person)
    unless(
        bool(because.strip()), "no_reason", _("Say why: the person is told the reason.")
    ).or_raise()
    unless(by != person, "oneself", _("You cannot suspend yourself.")).or_raise()
    Person.objects.filter(pk=person.pk).update(
        status=PersonStatus.SUSPENDED, suspended_at=at, suspended_because=because.strip()[:300]
    )
    end_sessions(person, at=at)
    index.renew("person", person.pk)
    record(Kind.PERSON_SUSPENDED, person, by=by, at=at, about=person)


@transaction.atomic
def lift(person: Person, *, by: Person, at: datetime) -> None:
    """Let somebody in again who was suspended."""
    require(by, Permission.PERSON_SUSPEND, person)
    changed = Person.objects.filter(pk=person.pk, status=PersonStatus.SUSPENDED).update(
        status=PersonStatus.ACTIVE, suspended_at=None, suspended_because=""
    )
    unless(bool(changed), "not_suspended", _("This person is not suspended.")).or_raise()
    index.renew("person", person.pk)
    record(Kind.PERSON_LIFTED, person, by=by, at=at, about=person)
