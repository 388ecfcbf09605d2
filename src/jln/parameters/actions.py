"""The numbers a network starts with."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jln.kit.partial import PartialDate
from jln.parameters.models import Parameter
from jln.parameters.terms import DEFINITIONS


@transaction.atomic
def begin(on: date) -> int:
    """A row for each number that has none, defaults from this day on; how many were made.

    What has a row is never touched again: the number of a day stays the number of that day.
    """
    known = set(Parameter.objects.values_list("code", flat=True))
    made = [
        Parameter(
            code=one.code,
            value=one.value,
            valid_from=one.since or PartialDate.of(on),
            source=one.source,
            is_default=one.is_default,
        )
        for one in DEFINITIONS.values()
        if one.code not in known
    ]
    Parameter.objects.bulk_create(made)
    return len(made)
