"""What the record of activities says of hosting and taking part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from jln.activities.models import Activity
from jln.initiatives.models import LearningGroup
from jln.initiatives.terms import CountryRole
from jln.membership.evidence import Evidence
from jln.membership.recorded import SHOWN
from jln.web.addresses import url

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.countries.models import Country


def hosted(country: Country, on: date) -> Evidence:
    """Activities that took place in the country: the last part of their place is its name."""
    name = country.name_in("en")
    at_home = Q(place=name) | Q(place__endswith=f", {name}")
    return _activities(Activity.objects.filter(at_home, starts__lte=on))


def taken_part(country: Country, on: date) -> Evidence:
    """Activities with people of the country; a learning group that it is in is enough."""
    together = _activities(Activity.objects.filter(countries=country, starts__lte=on))
    groups = LearningGroup.objects.filter(
        countries__country=country, countries__role=CountryRole.LEARNER, starts__lte=on
    ).order_by("-starts", "pk")
    lines = [(one.name, url("group", slug=one.slug)) for one in groups]
    why = [(_("To be in one learning group is enough:"), "")] if lines else []
    shown = (*why, *lines[:SHOWN], *together.lines)
    return together._replace(lines=shown, is_enough=bool(lines))


def _activities(found: QuerySet[Activity]) -> Evidence:
    rows = list(found.order_by("-starts", "pk"))
    return Evidence(len(rows), [(row.title, url("event", slug=row.slug)) for row in rows[:SHOWN]])
