"""Deeds of an election. What is cast leaves no fact, no time and no name."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.elections import letters, queries, rules
from jln.elections.models import (
    Ballot,
    BallotLink,
    Candidacy,
    CountedBallots,
    Election,
    ElectionVoter,
)
from jln.elections.terms import Phase
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.destroyed import destroy
from jln.kit.time import day
from jln.kit.verdict import refusal, unless
from jln.web import limits
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from jln.people.models import Person

LINKS_A_DAY = 5
ONE_A_TERM = _("An election for a term that begins on this day is called already.")


@transaction.atomic
def call(
    dates: rules.Dates, terms: rules.Terms, *, seats: int, by: Person, at: datetime
) -> Election:
    """Call an election: the roll is the Full Members of today, who are told.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ELECTION_CALL, current())
    numbers = queries.numbers(day(at), terms.starts_on)
    rules.may_call(dates, terms, seats=seats, most=numbers.seats, on=day(at)).or_raise()
    roll = queries.roll_on(day(at))
    unless(bool(roll), "nobody", _("No Full Member is on record.")).or_raise()
    try:
        with transaction.atomic():
            election = Election.objects.create(
                seats=seats,
                votes_each=min(numbers.votes or seats, seats),
                floor=numbers.floor,
                roll_on=day(at),
                candidates_until=dates.candidates_until,
                votes_from=dates.votes_from,
                votes_until=dates.votes_until,
                starts_on=terms.starts_on,
                ends_on=terms.ends_on,
                seed=secrets.token_hex(16),
                called_at=at,
            )
    except IntegrityError:
        raise refusal("called", ONE_A_TERM) from None
    ElectionVoter.objects.bulk_create(
        ElectionVoter(election=election, country=country) for country in roll
    )

    fact = record(Kind.ELECTION_CALLED, election, by=by, at=at)
    letters.called(election, fact, at=at)
    return election


@transaction.atomic
def stand(voter: ElectionVoter, words: str = "", *, by: Person, at: datetime) -> Candidacy:
    """The country stands. Said again, the words are the newer ones. Raises as its rule says."""
    require(by, Permission.ELECTION_STAND, voter)
    election = _locked(voter.election)
    rules.may_stand(election.phase_on(day(at)), is_on_roll=True).or_raise()
    before = queries.candidacy(voter)
    if before and before.withdrawn_at is None and before.words == words:
        return before

    made, _is_new = Candidacy.objects.update_or_create(
        election=election,
        country=voter.country,
        defaults={
            "words": words,
            "language": by.language,
            "put_at": at,
            "withdrawn_at": None,
        },
    )

    record(Kind.CANDIDACY_PUT, election, by=by, at=at, country=voter.country)
    return made


@transaction.atomic
def step_back(voter: ElectionVoter, *, by: Person, at: datetime) -> Candidacy | None:
    """The country does not stand. Safe to repeat; raises as its rule says."""
    require(by, Permission.ELECTION_STAND, voter)
    election = _locked(voter.election)
    rules.may_stand(election.phase_on(day(at)), is_on_roll=True).or_raise()
    stood = queries.candidacy(voter)
    if stood is None or stood.withdrawn_at is not None:
        return stood

    stood.withdrawn_at = at
    stood.save(update_fields=["withdrawn_at"])

    record(Kind.CANDIDACY_WITHDRAWN, election, by=by, at=at, country=voter.country)
    return stood


def open_due(*, at: datetime) -> int:
    """Send the links of elections whose first day of voting has come. Safe to repeat."""
    due = list(queries.to_open(day(at)).values_list("pk", flat=True))
    for number in due:
        _open(number, at)
    return len(due)


@transaction.atomic
def _open(number: int, at: datetime) -> None:
    election = Election.objects.select_for_update().get(pk=number)
    if election.opened_at is not None or election.phase_on(day(at)) != Phase.VOTING:
        return
    election.opened_at = at
    election.save(update_fields=["opened_at"])

    fact = record(Kind.ELECTION_OPENED, election, by=None, at=at)
    people = queries.contacts(election, on=day(at), only_voters=True)
    for voter in election.roll.select_related("election", "country").order_by("pk"):
        for person in people[voter.pk]:
            letters.link(voter, person, fact, at=at)


@transaction.atomic
def send_link(voter: ElectionVoter, *, by: Person, at: datetime) -> int:
    """Send the point of contact a new link; earlier ones end. Gives to how many people.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ELECTION_STAND, voter)
    election = _locked(voter.election)
    unless(
        election.phase_on(day(at)) == Phase.VOTING, "closed", _("No votes are taken today.")
    ).or_raise()
    people = queries.contacts(election, on=day(at), only_voters=True)[voter.pk]
    unless(
        bool(people), "nobody", _("The country has no point of contact who could vote.")
    ).or_raise()
    often = limits.allow("ballot link", voter.pk, most=LINKS_A_DAY, per=timedelta(days=1), at=at)
    unless(often, "often", _("That was asked often today. The newest letter holds.")).or_raise()
    voter = _next_issue(voter)

    for person in people:
        letters.link(voter, person, None, at=at)
    return len(people)


@transaction.atomic
def cast(
    voter: ElectionVoter, choices: Collection[str], *, issue: int, by: Person, at: datetime
) -> None:
    """Cast the ballot, or change it. The link it came by holds no longer.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ELECTION_VOTE, voter)
    election = _locked(voter.election)
    voter = ElectionVoter.objects.select_for_update(of=("self",)).get(pk=voter.pk)
    unless(voter.issue == issue, "used", _("This link was used. Have a new one sent.")).or_raise()
    names = [one.country.code for one in queries.candidates(election)]
    rules.may_vote(election.phase_on(day(at)), choices, names, election.votes_each).or_raise()

    link = BallotLink.objects.select_related("ballot").filter(voter=voter).first()
    if link is None:
        ballot = Ballot.objects.create(election=election, choices=sorted(set(choices)))
        BallotLink.objects.create(voter=voter, ballot=ballot)
    else:
        link.ballot.choices = sorted(set(choices))
        link.ballot.save(update_fields=["choices"])
    _next_issue(voter)


def count_due(*, at: datetime) -> int:
    """Count what is over. Safe to repeat."""
    due = list(queries.to_count(day(at)).values_list("pk", flat=True))
    for number in due:
        _count(number, at)
    return len(due)


@transaction.atomic
def _count(number: int, at: datetime) -> None:
    """The result, and in the same transaction the end of all that leads to a voter."""
    election = Election.objects.select_for_update().get(pk=number)
    if election.phase_on(day(at)) != Phase.ENDED:
        return
    regions = {one.country.code: one.country.region for one in queries.candidates(election)}
    ballots = rules.canonical(
        Ballot.objects.filter(election=election).values_list("choices", flat=True)
    )
    places = rules.count(
        regions, ballots, seats=election.seats, floor=election.floor, seed=election.seed
    )
    salt = secrets.token_hex(16)
    election.counted_at, election.turnout = at, len(ballots)
    election.proof = rules.proof(ballots, salt)
    election.result = [one._asdict() for one in places]
    election.save(update_fields=["counted_at", "turnout", "proof", "result"])
    CountedBallots.objects.create(election=election, salt=salt, ballots=ballots, counted_at=at)
    _forget_ballots(election)

    fact = record(Kind.ELECTION_COUNTED, election, by=None, at=at)
    letters.counted(election, fact, at=at)


@transaction.atomic
def call_off(election: Election, reason: str, *, by: Person, at: datetime) -> Election:
    """Nothing comes of an election; ballots are destroyed unread. Safe to repeat."""
    require(by, Permission.ELECTION_CALL, current())
    election = _locked(election)
    if election.void_at is not None:
        return election
    unless(election.certified_at is None, "certified", _("The election is certified.")).or_raise()
    _end(election, reason, at)

    record(Kind.ELECTION_VOID, election, by=by, at=at)
    return election


def annul(election: Election, reason: str, *, decision_id: int, at: datetime) -> None:
    """The Steering Group did not certify it. Call it inside the decision's transaction."""
    election.decision_id = decision_id
    _end(election, reason, at)
    record(Kind.ELECTION_VOID, election, by=None, at=at)


def certify(election: Election, *, decision_id: int, at: datetime) -> None:
    """The Steering Group certified it. Call it inside the decision's transaction."""
    election.certified_at, election.decision_id = at, decision_id
    election.save(update_fields=["certified_at", "decision"])
    record(Kind.ELECTION_CERTIFIED, election, by=None, at=at)


def _end(election: Election, reason: str, at: datetime) -> None:
    election.void_at, election.void_reason = at, reason[:600]
    election.save(update_fields=["void_at", "void_reason", "decision"])
    _forget_ballots(election)


def _forget_ballots(election: Election) -> None:
    """Ballots, what leads to them, and how often a link was sent."""
    destroy(
        BallotLink.objects.filter(voter__election=election),
        Ballot.objects.filter(election=election),
    )
    election.roll.update(issue=0)


def _next_issue(voter: ElectionVoter) -> ElectionVoter:
    rows = ElectionVoter.objects.select_for_update(of=("self",))
    voter = rows.select_related("election", "country").get(pk=voter.pk)
    voter.issue += 1
    voter.save(update_fields=["issue"])
    return voter


def _locked(election: Election) -> Election:
    return Election.objects.select_for_update().get(pk=election.pk)
