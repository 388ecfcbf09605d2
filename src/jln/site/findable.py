"""What of countries, work, events and meetings can be found: all of it by anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.activities.models import Activity
from jln.countries.models import Country
from jln.facts.wordings import earlier
from jln.governance.models import Meeting
from jln.initiatives.models import Initiative, LearningGroup
from jln.search.index import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet


def entries() -> Iterator[Entry]:
    """Everything of these that can be found."""
    for country in Country.objects.filter(memberships__isnull=False).distinct():
        yield country_entry(country)
    for kind, rows in _ROWS.items():
        for row in rows():
            yield ENTRY_OF[kind](row)


def entry_for(kind: str, pk: int) -> Entry | None:
    """One of these as it can be found now; None if it is gone."""
    found = _ROWS[kind]().filter(pk=pk).first()
    return ENTRY_OF[kind](found) if found else None


def _initiative(one: Initiative) -> Entry:
    starts = str(one.starts or "")
    return Entry("initiative", one.pk, one.name, one.note, reach="public", dated=starts)


def _group(one: LearningGroup) -> Entry:
    return Entry(
        "group",
        one.pk,
        one.name,
        one.modalities,
        also=((one.facilitator, "en"),),
        reach="public",
        facet=one.type,
        dated=str(one.starts or ""),
    )


def _activity(one: Activity) -> Entry:
    starts = str(one.starts or "")
    return Entry(
        "activity", one.pk, one.title, one.place, reach="public", facet=one.format, dated=starts
    )


def _meeting(one: Meeting) -> Entry:
    said = [decision.text for decision in one.decisions.all()]
    return Entry(
        "meeting",
        one.pk,
        f"Steering Group, {one.starts}",
        " · ".join(filter(None, [one.place, *said])),
        reach="public",
        dated=str(one.starts),
    )


ENTRY_OF: dict[str, Callable[[Any], Entry]] = {
    "initiative": _initiative,
    "group": _group,
    "activity": _activity,
    "meeting": _meeting,
}
_ROWS: dict[str, Callable[[], QuerySet[Any]]] = {
    "initiative": Initiative.objects.all,
    "group": LearningGroup.objects.all,
    "activity": Activity.objects.all,
    "meeting": lambda: Meeting.objects.prefetch_related("decisions"),
}


def country_entry(country: Country) -> Entry:
    """By its name in every language, and by those that it had."""
    earlier_ones = [country.names, *(row.said.get("names", {}) for row in earlier(country))]
    return Entry(
        "country",
        country.pk,
        country.name_in("en"),
        also=tuple((name, code) for names in earlier_ones for code, name in names.items()),
        reach="public",
        country_code=country.code,
        facet=country.region,
    )
