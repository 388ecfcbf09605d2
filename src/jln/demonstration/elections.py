"""An election under way: countries stand, votes are taken, most have voted."""

from __future__ import annotations

from datetime import timedelta

from jln.demonstration.seats import CONTACT, CONVENER, REPRESENTATIVE, STEERING
from jln.demonstration.stage import Stage
from jln.elections.models import Ballot, BallotLink, Candidacy, Election, ElectionVoter
from jln.facts.kinds import Kind
from jln.membership.terms import Level

NEW = ("KE", "SN", "SD", "ML")
"""Countries that stand beside those that sit."""
SEATS, VOTED = 12, 3  # of four on the roll, so many have voted
WORDS = {
    "KE": "A voice for countries that run their schemes by county.",
    "GH": "We stay to finish what we began: one agenda that members set themselves.",
    "MX": "More work in Spanish, and less travel for the same learning.",
}


def save_election(stage: Stage) -> None:
    """Called a month ago; votes are taken since the day before yesterday."""
    rng = stage.random("election")
    caller = stage.drafts[CONVENER][REPRESENTATIVE].person
    called = stage.before(30) + timedelta(hours=9)
    opened = stage.before(2) + timedelta(hours=6)
    election = Election.objects.create(
        seats=SEATS,
        votes_each=SEATS,
        roll_on=called.date(),
        candidates_until=stage.on(5),
        votes_from=stage.on(2),
        votes_until=stage.on(-12),
        starts_on=stage.on(-40),
        ends_on=stage.on(-770),
        seed=f"{rng.getrandbits(128):032x}",
        called_at=called,
        opened_at=opened,
    )
    full = sorted(code for code, level in stage.levels.items() if level == Level.FULL)
    roll = ElectionVoter.objects.bulk_create(
        ElectionVoter(election=election, country=stage.countries[code]) for code in full
    )
    standing = [code for code in full if code in (*STEERING, *NEW)]
    stage.fact(Kind.ELECTION_CALLED, election, called, by=caller)
    for code in standing:
        _stands(stage, election, code)
    stage.fact(Kind.ELECTION_OPENED, election, opened)
    for number, voter in enumerate(roll):
        if number % (VOTED + 1) < VOTED:
            choices = rng.sample(standing, min(len(standing), SEATS))
            ballot = Ballot.objects.create(
                pk=rng.getrandbits(62) + 1, election=election, choices=sorted(choices)
            )
            BallotLink.objects.create(voter=voter, ballot=ballot)
            ElectionVoter.objects.filter(pk=voter.pk).update(issue=1)


def _stands(stage: Stage, election: Election, code: str) -> None:
    at = stage.before(20) + timedelta(hours=len(code))
    Candidacy.objects.create(
        election=election,
        country=stage.countries[code],
        words=WORDS.get(code, ""),
        put_at=at,
    )
    stage.fact(
        Kind.CANDIDACY_PUT,
        election,
        at,
        by=stage.drafts[code][CONTACT].person,
        country=stage.countries[code],
    )
