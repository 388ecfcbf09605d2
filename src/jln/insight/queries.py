"""The network's figures, as they were published, by what they count and in the order of time."""

from __future__ import annotations

from itertools import groupby

from jln.countries.models import Statement
from jln.membership import queries as membership


def figures() -> dict[str, list[Statement]]:
    """What was said of the network as a whole."""
    said = Statement.objects.filter(country=None).order_by("about", "as_of", "pk")
    return {about: list(rows) for about, rows in groupby(said, key=lambda row: row.about)}


def member_figures() -> list[tuple[int, Statement]]:
    """How many countries were members, as published, where a whole number was given: first six."""
    counted = "founding countries", "member countries"
    said = Statement.objects.filter(country=None, about__in=counted).order_by("as_of", "pk")
    return [(int(row.value), row) for row in said if row.value.isdigit()]


def by_name() -> dict[int, membership.Published]:
    """Published totals of members that the countries known by name do not make up, by statement."""
    every = membership.published(membership.records())
    return {one.statement.pk: one for one in every if one.difference}
