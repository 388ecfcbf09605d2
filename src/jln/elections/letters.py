"""The letters of an election, each in its reader's language.

A link to a ballot stands in no row: it is computed when the letter is handed over, and
holds for one person, one place on the roll and one use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from jln.elections import queries
from jln.kit import tokens as seal_rows
from jln.kit.time import day, end_of
from jln.mail import outgoing, seals, tokens
from jln.mail.terms import LetterName, Purpose
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jln.elections.models import Election, ElectionVoter
    from jln.facts.models import Fact
    from jln.people.models import Person

PURPOSE = "ballot"


def called(election: Election, fact: Fact, *, at: datetime) -> None:
    """Who speaks for a country on the roll: does it stand? Answered YES or NO."""
    people = queries.contacts(election, on=day(at), only_voters=False)
    for voter in election.roll.select_related("country").order_by("pk"):
        for person in people[voter.pk]:
            reply = tokens.make(Purpose.ANSWER, person, at=at, subject=voter, form="election.stand")
            _put(
                LetterName.ELECTION_CALLED,
                person,
                fact,
                at,
                subject=lambda: _("Does your country stand for the Steering Group?"),
                things=_things(election) | {"voter": voter},
                reply=reply,
            )


def link(voter: ElectionVoter, person: Person, fact: Fact | None, *, at: datetime) -> None:
    """The link to the ballot, once."""
    marks = {
        "link": seals.sealed(
            PURPOSE, voter.pk, person.pk, voter.issue, path="/steering-group/ballot/%s/"
        )
    }
    _put(
        LetterName.ELECTION_OPENED,
        person,
        fact,
        at,
        subject=lambda: _("Your country's ballot for the Steering Group"),
        things=_things(voter.election) | {"voter": voter},
        sealed=marks,
    )


def voter_of(seal: str, person: Person) -> tuple[int, int]:
    """The place on a roll and the issue for which this link holds; noughts for any other text."""
    row = seal_rows.row_of(seal.lower()) or 0
    voter = queries.to_vote(person).filter(pk=row).first()
    if voter and seals.holds(PURPOSE, seal.lower(), person.pk, voter.issue):
        return voter.pk, voter.issue
    return 0, 0


def counted(election: Election, fact: Fact, *, at: datetime) -> None:
    """The result, to all who speak for a country on the roll."""
    named = queries.countries([str(one["country"]) for one in election.result])
    elected = [named[str(one["country"])] for one in election.result if one["chosen"]]
    roll = election.roll.count()
    told = {
        person.pk: person
        for people in queries.contacts(election, on=day(at), only_voters=False).values()
        for person in people
    }
    for person in told.values():
        _put(
            LetterName.ELECTION_COUNTED,
            person,
            fact,
            at,
            subject=lambda: _("The votes for the Steering Group are counted"),
            things=_things(election) | {"elected": elected, "roll": roll},
        )


def _things(election: Election) -> dict[str, Any]:
    return {
        "election": election,
        "page": network.link(f"/steering-group/elections/{election.code}/"),
    }


def _until(kind: LetterName, election: Election) -> datetime | None:
    """The end of the time to answer it."""
    if kind is LetterName.ELECTION_CALLED:
        return end_of(election.candidates_until)
    return end_of(election.votes_until) if kind is LetterName.ELECTION_OPENED else None


def _put(
    kind: LetterName,
    person: Person,
    fact: Fact | None,
    at: datetime,
    *,
    subject: Callable[[], str],
    things: dict[str, Any],
    **more: Any,  # noqa: ANN401 -- a reply address, or marks
) -> None:
    with translation.override(person.language):
        outgoing.put(
            kind,
            person,
            fact=fact,
            subject=subject(),
            text=jinja.render(f"elections/mail/{kind}.txt", things | {"reader": person}).strip("\n")
            + "\n",
            because="seat",
            until=_until(kind, things["election"]),
            at=at,
            **more,
        )
