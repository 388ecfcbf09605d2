"""Remember that something happened, and have the right people told."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from jln.facts.changes import (
    AUDIT,
    CHANGES_DIRECTORY,
    CHANGES_LISTS,
    CHANGES_PUBLIC_PAGES,
    CHANGES_RIGHTS,
    CHANGES_STEERING,
    CHANGES_TOPIC,
)
from jln.facts.models import Fact
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from django.db.models import Model

    from jln.countries.models import Country
    from jln.facts.kinds import Kind
    from jln.people.models import Person
    from jln.spaces.models import Space

# Called with the fact's id in the transaction that writes it, to have people told after the
# commit; filled by JlnConfig.ready.
listeners: list[Callable[[int], object]] = []


def record(  # noqa: PLR0913 -- a fact has this many sides
    kind: Kind,
    subject: Model,
    *,
    by: Person | None,
    at: datetime,
    space: Space | None = None,
    country: Country | None = None,
    about: Person | None = None,
    data: dict[str, object] | None = None,
    quietly: bool = False,
) -> Fact:
    """Write one fact in the running transaction. `by` is None for the system itself.

    `data` holds ids and codes only. `quietly` records what nobody is to be told
    of again (loading history). Versions that the kind changes rise with it.
    """
    fact = Fact(
        kind=kind,
        at=at,
        by=by,
        subject_model=subject._meta.label,
        subject_id=subject.pk,
        space=space,
        country=country,
        about=about,
        data=data or {},
        told_at=at if quietly else None,
    )
    if kind in AUDIT:
        fact.chain = link(_last_link(), fact)
    fact.save(force_insert=True)
    for name in _changed(fact, about or by):
        versions.bump(name)
    if not quietly:
        for listener in listeners:
            listener(fact.pk)
    return fact


def _changed(fact: Fact, person: Person | None) -> Iterator[str]:
    """The versions that rise with a fact."""
    kind = fact.kind
    if kind in CHANGES_PUBLIC_PAGES:
        yield "public"
    if kind in CHANGES_DIRECTORY:
        yield "directory"
    if kind in CHANGES_LISTS:
        yield "topics"
    if kind in CHANGES_STEERING:
        yield "steering"
    if kind in CHANGES_TOPIC:
        yield f"topic:{fact.data['topic']}"
    if kind in CHANGES_RIGHTS and person:
        yield f"person:{person.pk}"


def link(before: str, fact: Fact) -> str:
    """The hash that chains an audit fact to the one before it."""
    said = [
        before,
        fact.kind,
        fact.at.isoformat(),
        fact.subject_model,
        fact.subject_id,
        json.dumps(fact.data, sort_keys=True),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _last_link() -> str:
    """The newest link; the counter's row is locked, so that two facts never share one."""
    versions.bump("audit")
    newest = Fact.objects.exclude(chain="").order_by("-pk").values_list("chain", flat=True)
    return newest.first() or ""
