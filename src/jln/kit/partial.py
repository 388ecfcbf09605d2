"""Dates of which only the year, or the year and the month, are known.

Stored as ISO 8601 text (`2016`, `2016-07`, `2016-07-09`), which sorts rightly
as text: a year stands before its months, a month before its days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Combinable, Expression

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day. Raises `ValueError` on an impossible one."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises `ValueError` on anything else."""
        match = _SHAPE.fullmatch(text.strip())
        if not match:
            raise ValueError(f"not a date: {text[:40]!r}")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]  # the year group always matches

    @classmethod
    def of(cls, on: date) -> PartialDate:
        """A day that is wholly known."""
        return cls(on.year, on.month, on.day)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        if self.month and self.day:
            return self.first
        years, month = divmod(self.month or 12, 12)
        return date(self.year + years, month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p))
        return "-".join(parts)


class PartialDateField(models.CharField):  # type: ignore[type-arg]  # stubs want the stored and the given type, both are PartialDate here
    """A column of `PartialDate`; empty text for unknown is not allowed, use null."""

    _pyi_private_set_type: PartialDate | date | str | Combinable  # type: ignore[assignment]  # what it takes
    _pyi_private_get_type: PartialDate  # type: ignore[assignment]  # what it gives

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def from_db_value(
        self, value: str | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> PartialDate | None:
        """Text from the database as a date."""
        return PartialDate.parse(value) if value else None

    def to_python(self, value: object) -> PartialDate | None:
        """Accept text, a date or a partial date."""
        if value is None or isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return PartialDate.of(value)
        try:
            return PartialDate.parse(str(value)) if value else None
        except ValueError as wrong:
            raise ValidationError(
                _("Write a date as 2016, 2016-07 or 2016-07-09."), code="date"
            ) from wrong

    def get_prep_value(self, value: object) -> str | None:
        """As stored."""
        known = self.to_python(value)
        return str(known) if known else None
