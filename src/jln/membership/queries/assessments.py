"""Self-assessments, readiness for Full Membership, the waiting list, signs of life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from jln.access.check import can, granted, visible, who_can
from jln.access.permissions import Permission
from jln.conversations.models import Post
from jln.countries.models import Country
from jln.kit.time import day
from jln.membership import evidence
from jln.membership.models import LevelProposal, SelfAssessment
from jln.membership.queries.levels import record, recorded
from jln.membership.rules import assessing, full
from jln.membership.rules.assessing import Waiting
from jln.membership.terms import Level
from jln.parameters import queries as parameters
from jln.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.membership.rules.full import Judged


def assessing_countries(person: Person) -> QuerySet[Country]:
    """Countries whose assessment a person may write."""
    return visible(person, Permission.ASSESSMENT_WRITE, Country.objects.all())


def assessments(person: Person) -> QuerySet[SelfAssessment]:
    """Those a person may read."""
    rows = SelfAssessment.objects.select_related("country", "opened_by")
    return visible(person, Permission.ASSESSMENT_VIEW, rows)


def to_endorse(person: Person) -> QuerySet[SelfAssessment]:
    """Those a person may stand behind."""
    rows = SelfAssessment.objects.filter(shown_at__isnull=False, closed_at=None)
    return visible(person, Permission.ASSESSMENT_ENDORSE, rows.select_related("country"))


def to_verify(person: Person) -> QuerySet[SelfAssessment]:
    """Those a person may judge for the Network Manager."""
    rows = SelfAssessment.objects.filter(
        endorsed_at__isnull=False, verified_at=None, closed_at=None
    )
    return visible(person, Permission.ASSESSMENT_VERIFY, rows.select_related("country"))


def assessment_of(country: Country, person: Person) -> SelfAssessment | None:
    """The country's newest that a person may read."""
    rows = assessments(person).filter(country=country)
    return rows.prefetch_related("lines", "endorsements__person").order_by("-pk").first()


def open_assessment(country: Country) -> SelfAssessment | None:
    """The one that is open, for who writes it by mail."""
    rows = SelfAssessment.objects.filter(country=country, closed_at=None, verified_at=None)
    return rows.prefetch_related("lines").first()


def who_endorses(assessment: SelfAssessment) -> list[Person]:
    """The people of the group but its writer."""
    people = who_can(Permission.ASSESSMENT_ENDORSE, assessment)
    return list(people.exclude(pk=assessment.opened_by_id or 0).order_by("pk"))


def may_write(person: Person | None, country: Country) -> bool:
    """May this person write the country's assessment?"""
    return person is not None and can(person, Permission.ASSESSMENT_WRITE, country)


def barred(country: Country, *, on: date) -> str:
    """Why a country has nothing to assess on a day; nothing said where it may."""
    standing = record(recorded().get(pk=country.pk)).on(on)
    verdict = assessing.may_write(
        assessing.Standing(),
        is_member=standing.may_be_member,
        is_full=standing.is_surely(Level.FULL),
    )
    return " ".join(str(reason.text) for reason in verdict.reasons)


@dataclass(frozen=True, slots=True)
class Ready:
    """A country whose accepted assessment waits, with how it is judged today."""

    assessment: SelfAssessment
    judged: tuple[Judged, ...]
    is_associate: bool

    @property
    def is_ready(self) -> bool:
        """Everything but the decision holds, a free place too."""
        return assessing.is_ready(self.judged)

    @property
    def waits_for_place(self) -> bool:
        """Everything holds but a free place."""
        return assessing.waits_for_place(self.judged)


def accepted(on: date) -> list[Ready]:
    """Countries whose own assessment staff accepted and nobody decided upon."""
    rows = SelfAssessment.objects.filter(is_accepted=True, closed_at=None).order_by("pk")
    countries = {one.pk: one for one in recorded().filter(assessments__in=rows).distinct()}
    with parameters.looked_up(on) as numbers:
        return [
            Ready(
                one,
                full.judge(evidence.of(countries[one.country_id], on), numbers),
                record(countries[one.country_id]).on(on).is_surely(Level.ASSOCIATE),
            )
            for one in rows.select_related("country")
        ]


def ready(on: date) -> list[Ready]:
    """Those that can be decided upon: as many as there are places, by rank."""
    fine = {one.assessment.country.code: one for one in accepted(on) if one.is_ready}
    order = assessing.ranked(_waiting(one) for one in fine.values())
    free = free_places(on)
    return [fine[one.country] for one in (order if free is None else order[: max(0, free)])]


def free_places(on: date, every: Iterable[Country] | None = None) -> int | None:
    """How many places are free among the Full Members; None where their number has no limit."""
    cap = parameters.value("full_cap", on=on)
    if not cap:
        return None
    members = [one for one in every or recorded() if one.memberships.all()]
    return cap - sum(Level.FULL in record(one).on(on).levels for one in members)


def queue(on: date) -> tuple[list[Waiting], int | None]:
    """Countries whose assessment is accepted, by rank, and how many places are free for them.

    All countries are read, and once: the desk asks as often whether any waits or none.
    """
    every = list(recorded())
    rows = SelfAssessment.objects.filter(is_accepted=True, closed_at=None)
    found = {one.country_id: one for one in rows.order_by("pk")}
    order = assessing.ranked(
        Waiting(
            country.code,
            record(country).on(on).is_surely(Level.ASSOCIATE),
            found[country.pk].verified_at or found[country.pk].opened_at,
        )
        for country in every
        if country.pk in found
    )
    return order, free_places(on, every)


def _waiting(one: Ready) -> Waiting:
    at: datetime = one.assessment.verified_at or one.assessment.opened_at
    return Waiting(one.assessment.country.code, one.is_associate, at)


def last_sign_of_life(country: Country) -> date | None:
    """When somebody of the country was last seen here, or wrote."""
    seen = Person.objects.filter(country=country).aggregate(at=Max("seen_on"))["at"]
    wrote = Post.objects.filter(country=country).aggregate(at=Max("posted_at"))["at"]
    signs = [one for one in (seen, day(wrote) if wrote else None) if one]
    return max(signs, default=None)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do about a country's membership."""

    may_write: bool
    may_waive: bool
    may_propose: bool
    may_leave: bool


def rights_of(person: Person, country: Country) -> Rights:
    """All of them at once."""
    asked = (
        Permission.ASSESSMENT_WRITE,
        Permission.WAIVER_GRANT,
        Permission.LEVEL_PROPOSE,
        Permission.LEVEL_LEAVE,
    )
    mine = {p for p, _pk in granted(person, [(one, {country.pk}) for one in asked])}
    return Rights(*(one in mine for one in asked))


def open_proposal(country: Country) -> LevelProposal | None:
    """The other level that waits for the Steering Group."""
    return LevelProposal.objects.filter(country=country, settled_at=None).first()


def levels_to_propose(person: Person, country: Country) -> list[str]:
    """The levels that a person may propose for a country, or say of her own."""
    rights, found = rights_of(person, country), []
    if rights.may_propose:
        found = [str(Level.ASSOCIATE), str(Level.DORMANT)]
    if rights.may_leave:
        found.append(str(Level.FORMER))
    return found


def proposable(person: Person) -> QuerySet[Country]:
    """Countries for which a person may propose another level."""
    return visible(person, Permission.LEVEL_PROPOSE, Country.objects.all())
