"""The charter's versions, who ratifies them, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.governance.models import CharterVersion
from jln.governance.queries import motions
from jln.governance.rules.ratifying import Count
from jln.governance.terms import CharterState, YesNo
from jln.kit.partial import PartialDate
from jln.membership.models import CountryMembership
from jln.membership.terms import Level
from jln.parameters import queries as parameters

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from jln.governance.models import Motion
    from jln.people.models import Person


NOT_FOR_A_COUNTRY = _("You answer for no country.")


class CharterPage(NamedTuple):
    """The version in force, the one under way, and what this reader's country may say."""

    in_force: CharterVersion | None
    under_way: CharterVersion | None
    versions: list[CharterVersion]
    answers: Count | None
    mine: Country | None
    my_word: str
    motion: Motion | None
    may_put: bool


def charter_page(person: Person | None) -> CharterPage:
    """What the page of the charter shows."""
    every = list(versions().select_related("decision"))
    under_way = next((one for one in every if one.state in _UNDER_WAY), None)
    is_open = under_way is not None and under_way.state == CharterState.OPEN
    mine = countries_of(person).first() if person and is_open else None
    last = None
    if mine is not None and under_way is not None:
        last = under_way.answers.filter(country=mine).order_by("-number").first()
    motion = None
    if person is not None and under_way is not None and not is_open:
        motion = (
            motions.motions(person).filter(subject_id=under_way.pk, kind="charter.adopt").first()
        )
    return CharterPage(
        in_force=next((one for one in every if one.state == CharterState.RATIFIED), None),
        under_way=under_way,
        versions=every,
        answers=count(under_way) if under_way and is_open else None,
        mine=mine,
        my_word=str(YesNo(last.word).label) if last else "",
        motion=motion,
        may_put=person is not None and motions.may_put(person),
    )


_UNDER_WAY = (CharterState.DRAFT, CharterState.OPEN)


def versions() -> QuerySet[CharterVersion]:
    """Every wording that was ever put forward."""
    return CharterVersion.objects.order_by("-number")


def charters_to_ratify(person: Person) -> QuerySet[CharterVersion]:
    """What this person may be asked about by mail."""
    if not countries_of(person).exists():
        return CharterVersion.objects.none()
    return CharterVersion.objects.exclude(state=CharterState.DRAFT)


def countries_of(person: Person) -> QuerySet[Country]:
    """Those for which this person answers."""
    return visible(person, Permission.CHARTER_RATIFY, Country.objects.order_by("code"))


def full_members(on: date) -> set[int]:
    """Countries that are Full Members on a day."""
    held = CountryMembership.objects.filter(
        Q(ends=None) | Q(ends__gt=PartialDate.of(on)),
        level=Level.FULL,
        starts__lte=PartialDate.of(on),
    )
    return set(held.values_list("country", flat=True))


def contacts(on: date) -> list[Seat]:
    """The points of contact of Full Members."""
    held = Seat.objects.held_on(on).filter(
        kind=SeatKind.POINT_OF_CONTACT, country__in=full_members(on)
    )
    return list(held.select_related("person", "country").order_by("country__code", "pk"))


def days_on(on: date) -> int:
    """The time in which it is ratified."""
    return parameters.value("ratification_days", on=on)


def count(charter: CharterVersion) -> Count:
    """What the Full Members of its last day said, by the number of the day it was opened."""
    members = full_members(charter.closes_on) if charter.closes_on else set()
    last: dict[int, str] = {}
    for answer in charter.answers.order_by("number"):
        last[answer.country_id] = answer.word
    words = [word for country, word in last.items() if country in members]
    thirds = parameters.value("ratification_thirds", on=charter.opens_on) if charter.opens_on else 0
    return Count(
        members=len(members),
        yes=words.count(YesNo.YES),
        no=words.count(YesNo.NO),
        thirds=thirds,
    )
