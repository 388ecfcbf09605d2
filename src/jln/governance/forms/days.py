"""Days that are asked for, from today on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jln.kit import clock
from jln.kit.time import day

if TYPE_CHECKING:
    from jln.web.forms import TwinForm


def near(form: TwinForm, name: str, *, back: timedelta, ahead: timedelta) -> None:
    """The bounds of a day, from today on. `ahead` and `back` are less than a year together."""
    field: Any = form.fields[name]
    on: date = day(clock.now())
    field.near(on, back=back, ahead=ahead)
