"""What people of the network said of history by themselves: the files do not undo it."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from typing import TypeVar

from django.core import serializers
from django.db import models

from jln.desk import columns
from jln.desk.models import HistoryCheck
from jln.desk.terms import CheckVerdict
from jln.kit.sourced import Sourced

M = TypeVar("M", bound=models.Model)
Key = tuple[Hashable, ...]


def is_settled(row: models.Model) -> bool:
    """Did somebody of the network say what is right here?"""
    return isinstance(row, Sourced) and row.confirmed_at is not None


def removed(model: type[models.Model], key: tuple[str, ...]) -> dict[Key, str]:
    """The keys of rows that staff took out, with the reason."""
    found = {}
    for check in _checks(model, CheckVerdict.REMOVED):
        for one in serializers.deserialize("json", json.dumps(check.kept[:1])):
            found[tuple(getattr(one.object, name) for name in key)] = check.because
    return found


def corrected(model: type[M], key: tuple[str, ...]) -> Iterator[tuple[Key, M]]:
    """Rows under the keys that they had before a correction changed them."""
    for check in _checks(model, CheckVerdict.CORRECTED):
        row = model._default_manager.filter(pk=check.subject_id).first()
        if row is not None and set(key) & set(check.after):
            yield (
                tuple(
                    columns.stored(row, name, check.before[name])
                    if name in check.after
                    else getattr(row, name)
                    for name in key
                ),
                row,
            )


def _checks(model: type[models.Model], verdict: CheckVerdict) -> models.QuerySet[HistoryCheck]:
    said = HistoryCheck.objects.filter(subject_model=model._meta.label, verdict=verdict)
    return said.filter(undone_at=None).order_by("pk")
