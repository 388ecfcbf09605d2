"""What of a row of history can be corrected: read and written by the names of its form.

Values are plain here, as JSON keeps them: text, numbers, lists of country codes, and dates
as far as they are known (`2016-07`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from jln.activities.terms import Format
from jln.countries.models import Country
from jln.governance.terms import MeetingMode
from jln.initiatives.models import GroupCountry
from jln.initiatives.terms import GroupType
from jln.kit.partial import PartialDate, PartialDateField
from jln.library.terms import ProductType
from jln.membership.terms import Level
from jln.people.terms import InstitutionKind
from jln.ui import formats

if TYPE_CHECKING:
    from django.db.models import Model, TextChoices

Plain = str | int | list[str] | None
ABOUT = ("sources", "confidence", "confidence_note")
"""How a row is known: kept with every check, so that it can be taken back."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "countrymembership": ("level", "starts", "ends"),
    "countrycoregroup": ("since",),
    "initiative": ("name", "starts", "ends"),
    "learninggroup": ("name", "type", "starts", "ends", "countries"),
    "product": ("title", "type", "published", "countries"),
    "activity": ("title", "format", "starts", "ends", "place", "countries"),
    "meeting": ("starts", "ends", "mode", "place"),
    "institution": ("name", "kind", "starts", "ends"),
    "adaptation": ("place", "starts", "used", "change", "outcome"),
    "statement": ("value", "qualifier", "as_of"),
}
"""The columns of each kind, in the order of its form."""

DATES = frozenset({"as_of", "ends", "published", "since", "starts"})

Row = Any  # a row of any kind of history


def now(kind: str, row: Row) -> dict[str, Plain]:
    """What stands there, by the names of the form."""
    return {name: _read(kind, row, name) for name in COLUMNS[kind]}


def changed(kind: str, row: Row, values: Mapping[str, Plain]) -> dict[str, Plain]:
    """Of these values, those that differ from what stands there."""
    stands = now(kind, row)
    return {
        name: values[name]
        for name in COLUMNS[kind]
        if name in values and (values[name] or None) != (stands[name] or None)
    }


def write(kind: str, row: Row, values: Mapping[str, Plain]) -> None:
    """Write these columns, and no others. The caller sees to rules and rights."""
    own = []
    for name, value in values.items():
        writer = WRITERS.get((kind, name))
        if writer:
            writer(row, value)
        else:
            setattr(row, name, stored(row, name, value))
            own.append(name)
    if own:
        row.save(update_fields=own)


def stored(row: Row, name: str, value: Plain) -> Any:  # noqa: ANN401 -- what the column takes
    """A plain value as its column keeps it."""
    field = row._meta.get_field(name)
    if isinstance(field, PartialDateField):
        return PartialDate.parse(str(value)) if value else None
    return value if value is not None else ""


def _read(kind: str, row: Row, name: str) -> Plain:
    reader = READERS.get((kind, name))
    if reader:
        return reader(row)
    value = getattr(row, name)
    return str(value) if isinstance(value, PartialDate) else value


def _codes(row: Row) -> Plain:
    return sorted(row.countries.values_list("code", flat=True))


def _write_codes(row: Row, value: Plain) -> None:
    row.countries.set(Country.objects.filter(code__in=value or ()))


def _codes_of_group(row: Row) -> Plain:
    return sorted(row.countries.values_list("country__code", flat=True))


def _write_codes_of_group(row: Row, value: Plain) -> None:
    """Countries that stay keep their part in the group."""
    wanted = Country.objects.filter(code__in=value or ())
    GroupCountry.objects.filter(group=row).exclude(country__in=wanted).delete()
    for country in wanted:
        GroupCountry.objects.get_or_create(group=row, country=country)


def _period(name: str) -> Callable[[Row], Plain]:
    """An institution's roles have one period together, as the sources give it."""

    def read(row: Row) -> Plain:
        role = row.roles.order_by("pk").first()
        value = getattr(role, name) if role else None
        return str(value) if value else None

    return read


def _write_period(name: str) -> Callable[[Row, Plain], None]:
    def write_all(row: Row, value: Plain) -> None:
        row.roles.update(**{name: PartialDate.parse(str(value)) if value else None})

    return write_all


READERS: dict[tuple[str, str], Callable[[Row], Plain]] = {
    ("product", "countries"): _codes,
    ("activity", "countries"): _codes,
    ("learninggroup", "countries"): _codes_of_group,
    ("institution", "starts"): _period("starts"),
    ("institution", "ends"): _period("ends"),
}
WRITERS: dict[tuple[str, str], Callable[[Row, Plain], None]] = {
    ("product", "countries"): _write_codes,
    ("activity", "countries"): _write_codes,
    ("learninggroup", "countries"): _write_codes_of_group,
    ("institution", "starts"): _write_period("starts"),
    ("institution", "ends"): _write_period("ends"),
}


CHOICES: dict[tuple[str, str], type[TextChoices]] = {
    ("activity", "format"): Format,
    ("countrymembership", "level"): Level,
    ("institution", "kind"): InstitutionKind,
    ("learninggroup", "type"): GroupType,
    ("meeting", "mode"): MeetingMode,
    ("product", "type"): ProductType,
}


def in_words(kind: str, name: str, value: Plain) -> str:
    """A plain value as a reader of the active language sees it."""
    if not value:
        return ""
    if isinstance(value, list):
        return formats.enumerated([formats.country_name(code) for code in value])
    if (kind, name) in CHOICES:
        return str(dict(CHOICES[kind, name].choices).get(str(value), value))
    return formats.partial(str(value)) if name in DATES else str(value)


def parts(kind: str, row: Row) -> list[Model]:
    """What is a part of the row and goes with it, in the order in which it is deleted."""
    return [part for relation in PARTS.get(kind, ()) for part in getattr(row, relation).all()]


PARTS: dict[str, tuple[str, ...]] = {
    "learninggroup": ("countries",),
    "product": ("releases", "origins", "themes"),
    "institution": ("roles",),
    "adaptation": ("evidence", "passed_on", "learned_from"),
}
"""Relations whose rows say nothing without the thing itself."""
