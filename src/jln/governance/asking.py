"""The letters that ask the seats of the Steering Group, each in its reader's language.

Written in the transaction of the deed, with its fact, so that each is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from jln.governance.effects import follows
from jln.governance.queries import motions as queries
from jln.kit.time import end_of
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.ui.formats import country_name
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jln.countries.models import Seat
    from jln.facts.models import Fact
    from jln.governance.models import CharterVersion, Motion, SteeringTerm, Vote
    from jln.governance.queries.voters import Voter
    from jln.mail.models import ReplyToken
    from jln.people.models import Person


def ask(motion: Motion, voters: Iterable[Voter], fact: Fact, *, at: datetime) -> None:
    """Representatives and alternates of the seats that vote; a reply is the seat's word."""
    seats = [(one, seat) for one in voters if one.votes for seat in one.seats]
    _ask(LetterName.MOTION_OPENED, motion, seats, fact, at)


def remind(
    motion: Motion, seats: Iterable[tuple[Voter, Seat]], fact: Fact, *, at: datetime
) -> None:
    """These of seats that say nothing, before it closes; answered as the first letter was."""
    _ask(LetterName.MOTION_REMINDED, motion, seats, fact, at)


def _ask(
    kind: LetterName,
    motion: Motion,
    seats: Iterable[tuple[Voter, Seat]],
    fact: Fact,
    at: datetime,
) -> None:
    """The address dies with the seat; after closing the rule says why it is too late."""
    told: set[int] = set()
    for voter, seat in seats:
        person = seat.person
        if person is None or person.pk in told:
            continue
        told.add(person.pk)
        reply = tokens.make(
            Purpose.ANSWER, person, at=at, subject=motion, form="motion.vote", seat=seat
        )
        things = {
            "zone": queries.zone_of(voter),
            "until": queries.until(motion, voter),
            "is_alternate": seat == voter.alternate,
            "paper": network.link(motion.path) if motion.path else "",
        }
        _put(kind, motion, person, things, fact, at, term=voter.term, reply=reply)


def tell_of_silence(
    motion: Motion, silent: Iterable[Voter], people: Iterable[Person], fact: Fact, *, at: datetime
) -> None:
    """Who convenes, or the Network Manager: these seats have said nothing yet."""
    for person in people:
        things = {"voters": list(silent)}
        _put(LetterName.MOTION_SILENT, motion, person, things, fact, at)


def tell_the_other(vote: Vote, before: Vote, fact: Fact, *, at: datetime) -> None:
    """Who spoke for the seat before: another word of it counts now."""
    if before.person is not None:
        things = {"vote": vote, "before": before}
        _put(LetterName.MOTION_VOTED, vote.motion, before.person, things, fact, at, term=vote.term)


def _put(
    kind: LetterName,
    motion: Motion,
    person: Person,
    things: dict[str, Any],
    fact: Fact,
    at: datetime,
    *,
    term: SteeringTerm | None = None,
    reply: ReplyToken | None = None,
) -> None:
    """One letter about a motion, in its reader's language."""
    with translation.override(person.language):
        if term:  # named in the reader's language too
            things |= {"place": term.called}
        title = {"title": motion.worded.title, "seat": things.get("place", "")}
        common = {
            "motion": motion,
            "reader": person,
            "link": network.link(f"/steering-group/motions/{motion.code}/"),
            "follows": follows(motion.kind),
            "said": quoted,
        }
        text = jinja.render(f"governance/mail/{kind}.txt", {**common, **things})
        outgoing.put(
            kind,
            person,
            fact=fact,
            subject=_subject(kind) % title,
            text=text.strip("\n") + "\n",
            because="seat",
            reply=reply,
            until=things.get("until") or motion.closes_at,
            at=at,
        )


def _subject(kind: LetterName) -> str:
    if kind is LetterName.MOTION_OPENED:
        return _("Vote of %(seat)s: %(title)s")
    if kind is LetterName.MOTION_REMINDED:
        return _("Reminder, vote of %(seat)s: %(title)s")
    if kind is LetterName.MOTION_SILENT:
        return _("Not voted yet: %(title)s")
    return _("Changed, vote of %(seat)s: %(title)s")


def ask_members(
    charter: CharterVersion, seats: Iterable[Seat], fact: Fact, *, at: datetime
) -> None:
    """Points of contact: yes or no for their country, on the page or by answering."""
    for seat in seats:
        person, country = seat.person, seat.country
        if person is None or country is None:
            continue
        reply = tokens.make(
            Purpose.ANSWER, person, at=at, subject=charter, form="charter.ratify", seat=seat
        )
        with translation.override(person.language):
            things = {
                "charter": charter,
                "country": country,
                "link": network.link("/about/charter/"),
                "said": quoted,
            }
            outgoing.put(
                LetterName.CHARTER_OPENED,
                person,
                fact=fact,
                subject=_("Does %(country)s ratify it? %(charter)s")
                % {"country": country_name(country), "charter": charter},
                text=jinja.render("governance/mail/charter.opened.txt", things).strip("\n") + "\n",
                because="seat",
                reply=reply,
                until=end_of(charter.closes_on),
                at=at,
            )
