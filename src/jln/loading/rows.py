"""Rows of a file kept as rows of a table: made once, changed when the file changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import partial
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from jln.kit.partial import PartialDateField
from jln.loading import settled
from jln.loading.report import Report

M = TypeVar("M", bound=models.Model)


class Kept(Generic[M]):
    """One table as the files see it: read once, found by its key, written only where it differs.

    What somebody confirmed or corrected here stays as it is, and what was removed stays
    away: the file knows less.
    """

    def __init__(self, model: type[M], *key: str, report: Report, **only: object) -> None:
        self._key, self._report = key, report
        self._model = model
        self._met: set[Hashable] = set()
        self._rows: dict[Hashable, M] = {}
        for row in model._default_manager.filter(**only).order_by("pk"):
            self._rows.setdefault(tuple(getattr(row, name) for name in key), row)
        for old, row in settled.corrected(model, key):
            self._rows.setdefault(old, row)
        self._removed = settled.removed(model, key)

    def __getitem__(self, key: str) -> M:
        """The row of a one-part key; raises `ValueError` that names what is not there."""
        try:
            return self._rows[(key,)]
        except KeyError:
            name = self._model._meta.verbose_name
            raise ValueError(f"there is no {name} {key!r}") from None

    def __iter__(self) -> Iterator[M]:
        return iter(list(self._rows.values()))

    def maybe(self, key: str) -> M | None:
        """The row of a one-part key; None for an empty key."""
        return self[key] if key else None

    def get(self, key: tuple[Hashable, ...]) -> M | None:
        """The row of a key, if there is one."""
        return self._rows.get(key)

    def is_removed(self, key: tuple[Hashable, ...]) -> bool:
        """Did staff take out the row of this key?"""
        return key in self._removed

    def drop(self, row: M) -> None:
        """Delete a row that another one replaces."""
        key = tuple(getattr(row, name) for name in self._key)
        self._report.undo.append(partial(self._rows.__setitem__, key, row))
        del self._rows[key]
        row.delete()
        self._report.changed += 1

    def change(self, row: M, **values: Any) -> None:  # noqa: ANN401 -- the columns of any table
        """Write the columns of a row that differ."""
        self._change(row, {k: v for k, v in values.items() if getattr(row, k) != v})

    def put(
        self,
        key: tuple[Hashable, ...],
        *,
        new: dict[str, Any] | None = None,
        **values: Any,  # noqa: ANN401 -- the columns of any table
    ) -> M:
        """Make or change one row. `new`: what is set when it is made and then left alone."""
        if key in self._met:
            raise ValueError(f"{', '.join(map(str, key))} is there twice")
        self._met.add(key)
        self._report.undo.append(partial(self._met.discard, key))
        row = self._rows.get(key)
        if row is None:
            if key in self._removed:
                raise ValueError(f"it was removed here: {self._removed[key]}")
            return self._make(key, (new or {}) | values)
        if not settled.is_settled(row):
            self.change(row, **values)
        return row

    def _make(self, key: tuple[Hashable, ...], values: dict[str, Any]) -> M:
        row = self._model(**dict(zip(self._key, key, strict=True)), **values)
        _check(row)
        row.save(force_insert=True)
        self._rows[key] = row
        self._report.undo.append(partial(self._rows.pop, key))
        self._report.made += 1
        return row

    def _change(self, row: M, values: dict[str, Any]) -> None:
        if not values:
            return
        before = {name: getattr(row, name) for name in values}
        self._report.undo.append(partial(_set, row, before))
        _set(row, values)
        _check(row)
        row.save(update_fields=list(values))
        self._report.changed += 1


def _set(row: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _check(row: models.Model) -> None:
    """What the columns allow: lengths, choices, addresses. Empty ones are the files' business."""
    unknown = {
        field.name
        for field in row._meta.concrete_fields
        if field.is_relation
        or isinstance(field, PartialDateField)  # read by `dated`, which says more
        or field.value_from_object(row) in field.empty_values
    }
    try:
        row.clean_fields(exclude=unknown)
    except ValidationError as wrong:
        said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in wrong.message_dict.items())
        raise ValueError(said) from wrong


def link(relation: Any, wanted: Iterable[models.Model], report: Report) -> None:  # noqa: ANN401 -- a manager made by Django
    """Make a many-to-many relation hold exactly these."""
    if settled.is_settled(relation.instance):
        return
    before = set(relation.values_list("pk", flat=True))
    after = {row.pk for row in wanted}
    if before != after:
        relation.set(after)
        if before:
            report.changed += 1
        else:
            report.made += len(after)
