"""What comes due by itself: what has come is mixed at night, and sealed on its day."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.db import transaction

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.destroyed import destroy
from jln.kit.time import day
from jln.safe_space import keys, rules, waiting
from jln.safe_space.models import SafeAuthor, SafeContribution, SafePattern, SafeSpace


def mix_due(*, at: datetime) -> int:
    """Let moderators read what came, where it came from three countries at least. Repeatable.

    Together, so that nobody who looks each day can tell who was here when something came.
    """
    rows = SafeSpace.objects.filter(opened_on__isnull=False, sealed_on=None, seals_on__gt=day(at))
    return sum(_mix(number, at) for number in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _mix(number: int, at: datetime) -> int:
    safe = SafeSpace.objects.select_for_update().get(pk=number)
    try:
        key = keys.pool(safe.pk)
    except keys.KeysGone:
        return 0
    fresh = waiting.read(safe, key, is_mixed=False)
    if not rules.speaks_for_enough(row.country for row in fresh):
        return 0
    waiting.mix(safe, key, fresh)
    _remember(safe, len(fresh), at)
    return len(fresh)


def seal_due(*, at: datetime) -> int:
    """Destroy keys, what waits and what leads to authors, where the day has come. Repeatable."""
    due = SafeSpace.objects.filter(sealed_on=None, seals_on__lte=day(at)).order_by("pk")
    numbers = list(due.values_list("pk", flat=True))
    for number in numbers:
        _seal(number, at)
    sealed = SafeSpace.objects.filter(sealed_on__isnull=False, pk__in=keys.numbers())
    for number in sealed.values_list("pk", flat=True):  # a process was killed between the two
        keys.destroy(number)
    return len(numbers)


@transaction.atomic
def _seal(number: int, at: datetime) -> None:
    safe = SafeSpace.objects.select_for_update().get(pk=number)
    if safe.sealed_on is not None:
        return
    left = SafeContribution.objects.filter(safe_space=safe)
    unseen = left.filter(is_mixed=False).count()
    destroy(SafeAuthor.objects.filter(part__pattern__safe_space=safe), left)
    SafePattern.objects.filter(safe_space=safe, released_on=None).delete()
    was_open = safe.opened_on is not None
    safe.sealed_on, safe.public_key = day(at), ""
    safe.save(update_fields=["sealed_on", "public_key"])
    transaction.on_commit(lambda: keys.destroy(number))

    _remember(safe, unseen, at)
    record(Kind.SAFE_SEALED, safe, by=None, at=at, space=safe.space, quietly=not was_open)


def _remember(safe: SafeSpace, count: int, at: datetime) -> None:
    """A fact for each contribution: no person, no time but the day."""
    midnight = datetime.combine(day(at), time(), UTC)
    for _one in range(count):
        record(Kind.SAFE_CONTRIBUTED, safe, by=None, at=midnight, space=safe.space, quietly=True)
