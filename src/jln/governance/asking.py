"""The letters that ask the seats of the Steering Group, each in its reader's language.

Written in the transaction of the deed, with its fact, so that each is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.governance.queries import motions as queries
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
    from jln.governance.models import CharterVersion, Motion
    from jln.governance.queries.voters import Voter


def ask(motion: Motion, voters: Iterable[Voter], fact: Fact, *, at: datetime) -> None:
    """Representatives and alternates of the seats that vote; a reply is the seat's word."""
    told: set[int] = set()
    for voter in voters:
        for seat in (voter.representative, voter.alternate):
            if voter.votes and seat and seat.person_id and seat.person_id not in told:
                told.add(seat.person_id)
                _ask(motion, voter, seat, fact, at)


def _ask(motion: Motion, voter: Voter, seat: Seat, fact: Fact, at: datetime) -> None:
    """The address dies with the seat; after closing the rule says why it is too late."""
    person = seat.person
    if person is None:
        return
    reply = tokens.make(
        Purpose.ANSWER, person, at=at, subject=motion, form="motion.vote", seat=seat
    )
    with translation.override(person.language):
        things = {
            "motion": motion,
            "place": voter.term.called,
            "zone": queries.zone_of(voter),
            "until": queries.until(motion, voter),
            "reader": person,
            "is_alternate": seat == voter.alternate,
            "paper": network.link(motion.path) if motion.path else "",
            "link": network.link(f"/steering-group/motions/{motion.code}/"),
            "said": quoted,
        }
        subject = _("Vote of %(seat)s: %(title)s") % {
            "seat": voter.term.called,
            "title": motion.title,
        }
        outgoing.put(
            LetterName.MOTION_OPENED,
            person,
            fact=fact,
            subject=subject,
            text=jinja.render("governance/mail/motion.opened.txt", things).strip("\n") + "\n",
            because="seat",
            reply=reply,
            at=at,
        )


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
                at=at,
            )
