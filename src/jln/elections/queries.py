"""What the pages of elections read. Never who voted, and never how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission
from jln.conversations.words import folded
from jln.countries.models import Country, Seat
from jln.countries.terms import LEADING_SEATS, SeatKind
from jln.elections.models import Ballot, Candidacy, Election, ElectionVoter
from jln.elections.terms import Chosen, Phase
from jln.governance.models import Meeting, SteeringTerm
from jln.governance.terms import MeetingMode
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.membership import queries as membership
from jln.membership.queries.applications import Waits
from jln.membership.terms import Level
from jln.parameters import queries as parameters
from jln.people.models import Person
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

FEW = 40
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the rules say of an election called on a day. `votes` is nought for no limit."""

    seats: int
    votes: int
    floor: int


def numbers(on: date, starts_on: date) -> Numbers:
    """The numbers of the day; seats are those that no term of that time takes already."""
    known = parameters.all_on(on)
    taken = SteeringTerm.objects.filter(
        country__isnull=False, starts_on__lt=starts_on, ends_on__gte=starts_on
    )
    return Numbers(
        seats=known["sg_country_seats"].value - taken.count(),
        votes=known["election_votes"].value,
        floor=known["election_region_seats"].value,
    )


def roll_on(on: date) -> list[Country]:
    """Full Members of a day, beyond doubt."""
    return [one.country for one in membership.records() if one.on(on).is_surely(Level.FULL)]


def may_call(person: Person | None) -> bool:
    """May she call an election, or call it off?"""
    return can(person, Permission.ELECTION_CALL, current())


@dataclass(frozen=True, slots=True)
class Elections:
    """Those held here, and those that a source tells of."""

    here: list[Election]
    before: list[Meeting]
    may_call: bool


def elections(person: Person | None) -> Elections:
    """The newest first."""
    told = Meeting.objects.filter(mode=MeetingMode.BALLOT).prefetch_related("decisions")
    return Elections(
        here=list(Election.objects.order_by("-votes_until", "-pk")[:FEW]),
        before=list(told.order_by("-starts")[:FEW]),
        may_call=person is not None and may_call(person),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """An election as somebody reads it. `mine`: the reader's own country on the roll."""

    election: Election
    phase: Phase
    roll: list[Country]
    candidates: list[Candidacy]
    result: list[dict[str, object]]
    mine: ElectionVoter | None
    may_call: bool

    @staticmethod
    def why(row: Mapping[str, object]) -> str:
        """What gave a country its seat, and whether a lot decided it; that one took it; nothing."""
        if not row["chosen"]:
            return formats.list_parts(_("no"), str(Chosen.LOT.label)) if row.get("by_lot") else ""
        of = [Chosen(str(row["chosen"]))]
        if row.get("by_lot") and Chosen.LOT not in of:
            of.append(Chosen.LOT)
        return formats.list_parts(*(str(one.label) for one in of))

    @property
    def elected(self) -> list[dict[str, object]]:
        """Those with a seat."""
        return [one for one in self.result if one["chosen"]]


def page(person: Person | None, code: str, *, at: datetime) -> Page | None:
    """One election; None for a code that none has."""
    election = Election.objects.select_related("decision").filter(pk=number_of(code)).first()
    if election is None:
        return None
    voters = list(election.roll.select_related("country").order_by("country__code"))
    named = {one.country.code: one.country for one in voters}
    mine = next((one for one in voters if person and one.country_id == person.country_id), None)
    asked = [(Permission.ELECTION_STAND, [mine.pk] if mine else [])]
    may = granted(person, [*asked, (Permission.ELECTION_CALL, [current().pk])]) if person else set()
    return Page(
        election=election,
        phase=election.phase_on(day(at)),
        roll=sorted(named.values(), key=_name),
        candidates=sorted(candidates(election), key=lambda one: _name(one.country)),
        result=[{**one, "of": named.get(str(one["country"]))} for one in election.result],
        mine=mine if mine and (Permission.ELECTION_STAND, mine.pk) in may else None,
        may_call=(Permission.ELECTION_CALL, current().pk) in may,
    )


def _name(country: Country) -> str:
    return folded(formats.country_name(country))


def candidates(election: Election) -> QuerySet[Candidacy]:
    """Countries that stand, by their codes."""
    rows = Candidacy.objects.filter(election=election, withdrawn_at=None)
    return rows.select_related("country").order_by("country__code")


def _voters() -> QuerySet[ElectionVoter]:
    return ElectionVoter.objects.select_related("election", "country")


def to_stand(person: Person) -> QuerySet[ElectionVoter]:
    """The places on a roll for which she may say whether the country stands."""
    return visible(person, Permission.ELECTION_STAND, _voters())


def to_vote(person: Person) -> QuerySet[ElectionVoter]:
    """The places on a roll for which she votes."""
    return visible(person, Permission.ELECTION_VOTE, _voters())


def to_call_off(person: Person) -> QuerySet[Election]:
    """Elections that she may call off."""
    return Election.objects.all() if may_call(person) else Election.objects.none()


def candidacy(voter: ElectionVoter) -> Candidacy | None:
    """How the country on a roll stands."""
    return Candidacy.objects.filter(election=voter.election_id, country=voter.country_id).first()


def ballot_of(voter: ElectionVoter) -> list[str]:
    """How the voter has voted so far: for the voter's own page, and nobody else's."""
    found = Ballot.objects.filter(pk__in=_linked(voter)).first()
    return found.choices if found else []


def _linked(voter: ElectionVoter) -> list[int]:
    link = getattr(voter, "link", None)
    return [link.ballot_id] if link else []


def contacts(election: Election, *, on: date, only_voters: bool) -> dict[int, list[Person]]:
    """By place on the roll: who votes for the country, or all who speak for it."""
    kinds = {SeatKind.POINT_OF_CONTACT} if only_voters else LEADING_SEATS
    held = Seat.objects.held_on(on).filter(
        kind__in=sorted(kinds), country__in=election.roll.values("country")
    )
    people = Person.objects.present().prefetch_related("addresses", "mail_settings")
    known = people.in_bulk({seat.person_id for seat in held})
    found: dict[int, list[Person]] = {}
    for voter in election.roll.order_by("pk"):
        theirs = {
            one.person_id for one in held if one.person_id and one.country_id == voter.country_id
        }
        found[voter.pk] = [known[pk] for pk in sorted(theirs) if pk in known]
    return found


def without_a_voter(election: Election, *, on: date) -> list[Country]:
    """Countries on the roll for which nobody can vote on a day."""
    rows = _without_a_voter(election.roll.all(), on)
    return [one.country for one in rows.select_related("country").order_by("country__code")]


def _without_a_voter(roll: QuerySet[ElectionVoter], on: date) -> QuerySet[ElectionVoter]:
    held = Seat.objects.held_on(on).filter(kind=SeatKind.POINT_OF_CONTACT, country__isnull=False)
    return roll.exclude(country__in=held.values("country"))


def to_open(on: date) -> QuerySet[Election]:
    """Elections whose links are due."""
    return _open().filter(votes_from__lte=on, votes_until__gte=on, opened_at=None)


def to_count(on: date) -> QuerySet[Election]:
    """Elections whose last day is over."""
    return _open().filter(votes_until__lt=on)


def to_certify() -> QuerySet[Election]:
    """Counted, with a result that the Steering Group has to certify."""
    rows = Election.objects.filter(counted_at__isnull=False, certified_at=None, void_at=None)
    return rows.order_by("pk")


def _open() -> QuerySet[Election]:
    return Election.objects.filter(counted_at=None, void_at=None).order_by("pk")


def waiting_for_staff(*, at: datetime) -> list[Waits]:
    """Elections in which a country has nobody to vote, and those to count that nobody counted."""
    on = day(at)
    nobody = _without_a_voter(ElectionVoter.objects.filter(election=OuterRef("pk")), on)
    silent = Q(Exists(nobody), votes_until__gte=on)
    return [
        Waits(
            str(one),
            one.called_at,
            f"/steering-group/elections/{one.code}/",
            is_late=on >= one.votes_from,
        )
        for one in _open().filter(silent | Q(votes_until__lt=on - DAY))
    ]


def terms_without_end(starts_on: date) -> QuerySet[SteeringTerm]:
    """Terms of countries that go on until others begin."""
    rows = SteeringTerm.objects.select_related("country").select_for_update(of=("self",))
    rows = rows.filter(country__isnull=False, ends_on=None)
    return rows.filter(starts_on__lt=starts_on).order_by("pk")


def countries(codes: list[str]) -> dict[str, Country]:
    """By code."""
    return {one.code: one for one in Country.objects.filter(code__in=codes)}
