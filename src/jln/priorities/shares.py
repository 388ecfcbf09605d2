"""The method of equal shares, with exact fractions. Pure.

Each of `n` countries has the same share of what can be taken up: `wanted / n` of a
priority. A priority is taken when those who gave it points can pay for it together,
each in proportion to the points; of all that can be paid for, the one that costs a
point least comes next. What is left unpaid at the end goes by points alone.
(Peters, Pierczynski and Skowron, "Proportional Participatory Budgeting with Additive
Utilities", 2021.)
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import NamedTuple

Points = Mapping[str, Mapping[int, int]]
"""By country, the points of each priority it gave any to."""


class Taken(NamedTuple):
    """One priority of the result, and whether its supporters paid for it themselves."""

    priority: int
    is_paid: bool


def totals(points: Points) -> dict[int, tuple[int, int]]:
    """Of each priority that has any: its points, and how many countries gave them."""
    found: dict[int, tuple[int, int]] = {}
    for given in points.values():
        for priority, value in given.items():
            if value > 0:
                score, countries = found.get(priority, (0, 0))
                found[priority] = (score + value, countries + 1)
    return found


def by_points(points: Points, wanted: int) -> list[int]:
    """Those with most points; of equals, what more countries want, then what was said first."""
    known = totals(points)
    return sorted(known, key=lambda one: (-known[one][0], -known[one][1], one))[:wanted]


def equal_shares(points: Points, wanted: int) -> list[Taken]:
    """In the order in which they are taken."""
    known = totals(points)
    budgets = {country: Fraction(wanted, len(points)) for country in points}
    backers: dict[int, list[str]] = {}
    for country in sorted(points):
        for priority, value in points[country].items():
            if value > 0:
                backers.setdefault(priority, []).append(country)
    # What a point costs never falls, so a price that still leads is the lowest there is.
    waiting = [(Fraction(0), -known[one][0], -known[one][1], one) for one in known]
    heapify(waiting)
    taken: list[Taken] = []
    while waiting and len(taken) < wanted:
        _known_price, score, countries, one = heappop(waiting)
        price = _price(one, backers[one], points, budgets)
        if price is None:
            continue
        if waiting and (price, score, countries, one) > waiting[0]:
            heappush(waiting, (price, score, countries, one))
            continue
        for country in backers[one]:
            budgets[country] -= min(budgets[country], price * points[country][one])
        taken.append(Taken(one, is_paid=True))
    paid = {one.priority for one in taken}
    left = [one for one in by_points(points, len(known)) if one not in paid]
    return taken + [Taken(one, is_paid=False) for one in left[: wanted - len(taken)]]


def _price(
    priority: int,
    backers: list[str],
    points: Points,
    budgets: Mapping[str, Fraction],
) -> Fraction | None:
    """What a point of it costs those who back it; None if they cannot pay for it."""
    cost, weight = Fraction(1), sum(points[one][priority] for one in backers)
    if sum((budgets[one] for one in backers), Fraction(0)) < cost:
        return None
    for one in sorted(backers, key=lambda one: (budgets[one] / points[one][priority], one)):
        price = cost / weight
        if budgets[one] >= price * points[one][priority]:
            return price
        cost -= budgets[one]
        weight -= points[one][priority]
    return None


def without_each(points: Points, wanted: int) -> dict[str, tuple[list[int], list[int]]]:
    """What comes and what goes if one country is left out; only those that change something."""
    whole = {one.priority for one in equal_shares(points, wanted)}
    found = {}
    for country in sorted(points):
        rest = {one: given for one, given in points.items() if one != country}
        if rest:
            other = {one.priority for one in equal_shares(rest, wanted)}
            if other != whole:
                found[country] = (sorted(other - whole), sorted(whole - other))
    return found
