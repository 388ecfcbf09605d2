"""What the record of activities says of hosting and taking part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from jln.activities.models import Activity
from jln.initiatives.models import LearningGroup
from jln.initiatives.terms import CountryRole
from jln.membership.evidence import Counted, Evidence, Rows
from jln.membership.recorded import SHOWN, as_many
from jln.web.addresses import url

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.countries.models import Country


def _at_home(country: Country, on: date) -> QuerySet[Activity]:
    """The last part of their place is its name."""
    name = country.name_in("en")
    at_home = Q(place=name) | Q(place__endswith=f", {name}")
    return Activity.objects.filter(at_home, starts__lte=on)


def _with_it(country: Country, on: date) -> QuerySet[Activity]:
    return Activity.objects.filter(countries=country, starts__lte=on)


def _learning(country: Country, on: date) -> QuerySet[LearningGroup]:
    return LearningGroup.objects.filter(
        countries__country=country, countries__role=CountryRole.LEARNER, starts__lte=on
    )


def _taking_part(activities: list[tuple[str, str]], groups: list[tuple[str, str]]) -> Evidence:
    why = [(_("To be in one learning group is enough:"), "")] if groups else []
    shown = (*why, *groups[:SHOWN], *activities[:SHOWN])
    return as_many(activities)._replace(lines=shown, is_enough=bool(groups))


def _event(_country: Country, slug: str) -> str:
    return url("event", slug=slug)


def _group(_country: Country, slug: str) -> str:
    return url("group", slug=slug)


NEWEST = ("-starts", "pk")

hosted = Counted(as_many, (Rows(_at_home, NEWEST, "title", _event, "slug"),))
"""Activities that took place in the country."""

taken_part = Counted(
    _taking_part,
    (
        Rows(_with_it, NEWEST, "title", _event, "slug"),
        Rows(_learning, NEWEST, "name", _group, "slug"),
    ),
)
"""Activities with people of the country; a learning group that it is in is enough."""
