"""What the network works on: initiatives, learning groups, and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Prefetch

from jln.initiatives.models import GroupCountry, Initiative, LearningGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.countries.models import Country


def initiatives() -> QuerySet[Initiative]:
    """Every initiative with its groups; what still runs first, then by start."""
    groups = LearningGroup.objects.annotate(country_count=Count("countries")).order_by(
        F("starts").desc(nulls_last=True), "pk"
    )
    return Initiative.objects.prefetch_related(
        Prefetch("groups", queryset=groups), "successors"
    ).order_by(F("ends").desc(nulls_first=True), F("starts").asc(nulls_last=True), "pk")


def groups() -> QuerySet[LearningGroup]:
    """Learning groups with their countries."""
    taking_part = GroupCountry.objects.select_related("country").order_by("country__code")
    return LearningGroup.objects.select_related("initiative").prefetch_related(
        Prefetch("countries", queryset=taking_part)
    )


def groups_of(country: Country) -> QuerySet[LearningGroup]:
    """The learning groups a country takes or took part in, newest first."""
    return (
        LearningGroup.objects.filter(countries__country=country)
        .select_related("initiative")
        .order_by(F("starts").desc(nulls_last=True), "pk")
    )
