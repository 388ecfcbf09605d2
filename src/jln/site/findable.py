"""What of countries, work, events and meetings can be found: all of it by anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.activities.models import Activity
from jln.countries.models import Country
from jln.governance.models import Meeting
from jln.initiatives.models import Initiative, LearningGroup
from jln.search.index import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator


def entries() -> Iterator[Entry]:
    """Everything of these that can be found."""
    for country in Country.objects.filter(memberships__isnull=False).distinct():
        yield country_entry(country)
    for initiative in Initiative.objects.all():
        yield Entry(
            "initiative",
            initiative.pk,
            initiative.name,
            initiative.note,
            reach="public",
            dated=str(initiative.starts or ""),
        )
    for group in LearningGroup.objects.all():
        yield Entry(
            "group",
            group.pk,
            group.name,
            group.modalities,
            also=((group.facilitator, "en"),),
            reach="public",
            facet=group.type,
            dated=str(group.starts or ""),
        )
    for activity in Activity.objects.all():
        yield Entry(
            "activity",
            activity.pk,
            activity.title,
            activity.place,
            reach="public",
            facet=activity.format,
            dated=str(activity.starts or ""),
        )
    for meeting in Meeting.objects.prefetch_related("decisions"):
        said = [decision.text for decision in meeting.decisions.all()]
        yield Entry(
            "meeting",
            meeting.pk,
            f"Steering Group, {meeting.starts}",
            "\n".join([meeting.place, *said]),
            reach="public",
            dated=str(meeting.starts),
        )


def country_entry(country: Country) -> Entry:
    """By its name in every language."""
    return Entry(
        "country",
        country.pk,
        country.name_in("en"),
        also=tuple((name, language) for language, name in country.names.items()),
        reach="public",
        country_code=country.code,
        facet=country.region,
    )
