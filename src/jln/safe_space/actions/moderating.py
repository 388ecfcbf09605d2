"""What the moderator does with texts whose authors nobody but the keeper could find."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.people.models import Person
from jln.safe_space import cipher, keys, rules, waiting
from jln.safe_space.models import (
    SafeAuthor,
    SafeContribution,
    SafePart,
    SafePattern,
    SafeSpace,
    random_number,
)
from jln.safe_space.terms import Level, State
from jln.ui.prose import text_html
from jln.web import limits

if TYPE_CHECKING:
    from jln.safe_space.waiting import Waiting

TRIES_A_DAY = 6
"""How often a moderator may ask whether texts speak for three countries: each answer tells
something of where they come from."""

LONGEST_TITLE = 200


@transaction.atomic
def put_together(
    safe: SafeSpace, numbers: Collection[int], title: str, *, by: Person, at: datetime
) -> SafePattern | None:
    """Put texts under a title; without one they belong to none again.

    Raises PermissionDenied or RuleBroken.
    """
    safe, key = _open(safe, by, at)
    title = " ".join(title.split())[:LONGEST_TITLE]
    mixed = waiting.read(safe, key, is_mixed=True)
    wanted = {row.number for row in mixed if not row.set_aside} & set(numbers)
    rows = SafeContribution.objects.filter(safe_space=safe, pk__in=wanted)
    unless(rows.exists(), "none", _("Choose the texts first.")).or_raise()
    pattern = None
    if title:
        pattern, _is_new = SafePattern.objects.get_or_create(
            safe_space=safe, title=title, released_on=None, defaults={"language": by.language}
        )
    rows.update(pattern=pattern)
    SafePattern.objects.filter(safe_space=safe, released_on=None).exclude(
        pk__in=SafeContribution.objects.filter(pattern__isnull=False).values("pattern")
    ).delete()
    return pattern


@transaction.atomic
def set_aside(
    safe: SafeSpace, numbers: Collection[int], because: str, *, by: Person, at: datetime
) -> int:
    """Do not release these; their authors read why, by their codes. Gives how many.

    Raises PermissionDenied or RuleBroken.
    """
    safe, key = _open(safe, by, at)
    because = " ".join(because.split())[:300]
    unless(bool(because), "no_reason", _("Say why. Its author reads the reason.")).or_raise()
    wanted = set(numbers)
    rows = [row for row in waiting.read(safe, key, is_mixed=True) if row.number in wanted]
    unless(bool(rows), "none", _("Choose the texts first.")).or_raise()
    waiting.change(safe, key, [replace(row, set_aside=because, pattern=None) for row in rows])
    return len(rows)


def release(safe: SafeSpace, pattern: SafePattern, *, by: Person, at: datetime) -> SafePattern:
    """Let the people of the space read what was put together, if it speaks for three countries.

    Released already: nothing changes. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SAFE_MODERATE, safe)
    day_long = timedelta(days=1)  # counted outside: a no takes back what is written within
    is_calm = limits.allow("safe release", safe.pk, most=TRIES_A_DAY, per=day_long, at=at)
    unless(is_calm, "often", _("That was tried often today. Go on tomorrow.")).or_raise()
    with transaction.atomic():
        return _release(safe, pattern, by, at)


def _release(safe: SafeSpace, pattern: SafePattern, by: Person, at: datetime) -> SafePattern:
    safe, key = _open(safe, by, at)
    pattern = SafePattern.objects.select_for_update().get(pk=pattern.pk, safe_space=safe)
    if pattern.released_on is not None:
        return pattern
    rows = [row for row in waiting.read(safe, key, is_mixed=True) if row.pattern == pattern.pk]
    countries = [row.country for row in rows]
    rules.may_release(pattern.title, countries).or_raise()
    parts = _parts(pattern, rows)
    SafePart.objects.bulk_create(sorted((part for part, _row in parts), key=lambda one: one.pk))
    SafeAuthor.objects.bulk_create(
        SafeAuthor(part=part, box=cipher.seal(key, {"box": row.box}))
        for part, row in sorted(parts, key=lambda pair: pair[0].pk)
    )
    waiting.remove(rows)
    pattern.released_on, pattern.spare = day(at), rules.spare(countries)
    pattern.save(update_fields=["released_on", "spare"])

    record(Kind.SAFE_RELEASED, pattern, by=by, at=at, space=safe.space)
    return pattern


def _parts(pattern: SafePattern, rows: list[Waiting]) -> list[tuple[SafePart, Waiting]]:
    named = [row.person for row in rows if row.level == Level.NAMED and row.person]
    present = set(Person.objects.present().filter(pk__in=named).values_list("pk", flat=True))
    return [
        (
            SafePart(
                pk=random_number(),
                pattern=pattern,
                level=row.level,
                text=row.text,
                html=str(text_html(row.text)),
                language=row.language,
                person_id=row.person if row.person in present else None,
                country_id=None if row.level == Level.ANONYMOUS else row.country,
                code_hash=row.code_hash,
            ),
            row,
        )
        for row in rows
    ]


def _open(safe: SafeSpace, by: Person, at: datetime) -> tuple[SafeSpace, bytes]:
    """The safe space, locked, and the key of what waits in it."""
    require(by, Permission.SAFE_MODERATE, safe)
    safe = SafeSpace.objects.select_for_update().get(pk=safe.pk)
    unless(safe.state_on(day(at)) is State.OPEN, "sealed", rules.SEALED).or_raise()
    return safe, keys.pool_or_refuse(safe.pk)
