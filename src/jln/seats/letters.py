"""The letters of a hand-over, each in its reader's language.

Written in the transaction of the deed, with its fact, so that each is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.seats import briefing
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from jln.countries.models import Seat
    from jln.facts.models import Fact
    from jln.people.models import Person
    from jln.seats.models import Handover


def seat_ends(handover: Handover, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """Who may name a successor: the seat ends. Answered with a name or an address."""
    for person in people:
        _put(
            LetterName.SEAT_ENDED,
            person,
            fact,
            at,
            subject=lambda: _("A seat ends: %(seat)s") % {"seat": handover.seat.called},
            things=_things(handover),
            form="handover.name",
            about=handover,
        )


def proposed(handover: Handover, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """The holder is not reached any more. Answered with the last day of the seat."""
    for person in people:
        _put(
            LetterName.HANDOVER_PROPOSED,
            person,
            fact,
            at,
            subject=lambda: _("Does this seat end? %(seat)s") % {"seat": handover.seat.called},
            things=_things(handover),
            form="seat.end",
            about=handover.seat,
        )


def brief(handover: Handover, fact: Fact, *, at: datetime) -> None:
    """The briefing, to who follows. Answered YES or NO."""
    person = handover.successor
    if person is None:
        return
    _put(
        LetterName.HANDOVER_NAMED,
        person,
        fact,
        at,
        subject=lambda: _("You are to take over: %(seat)s") % {"seat": handover.seat.called},
        things=_things(handover) | {"of": lambda: briefing.of(handover, person, at=at)},
        form="handover.take",
        about=handover,
    )


def waits(handover: Handover, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """A second person has to agree, signed in: her letter leads to the page."""
    for person in people:
        _put(
            LetterName.HANDOVER_WAITS,
            person,
            fact,
            at,
            subject=lambda: (
                _("A second person has to agree: %(seat)s") % {"seat": handover.seat.called}
            ),
            things=_things(handover),
        )


def moved(handover: Handover, fact: Fact, *, at: datetime) -> None:
    """Who followed, and who held the seat before: it has changed hands."""
    for person in (handover.successor, handover.seat.person):
        if person is not None:
            _put(
                LetterName.HANDOVER_MOVED,
                person,
                fact,
                at,
                subject=lambda: (
                    _("The seat has changed hands: %(seat)s") % {"seat": handover.seat.called}
                ),
                things=_things(handover) | {"is_mine": person == handover.successor},
            )


def _things(handover: Handover) -> dict[str, Any]:
    seat: Seat = handover.seat
    return {
        "handover": handover,
        "seat": seat,
        "holder": seat.person.name if seat.person else "–",
        "link": network.link(f"/handover/{handover.code}/"),
    }


def _put(
    kind: LetterName,
    person: Person,
    fact: Fact,
    at: datetime,
    *,
    subject: Callable[[], str],
    things: dict[str, Any],
    form: str = "",
    about: Handover | Seat | None = None,
) -> None:
    reply = None
    if form:
        reply = tokens.make(Purpose.ANSWER, person, at=at, subject=about, form=form)
    with translation.override(person.language):
        made = {name: one() if callable(one) else one for name, one in things.items()}
        made |= {"reader": person, "full": network.link, "said": quoted}
        outgoing.put(
            kind,
            person,
            fact=fact,
            subject=subject(),
            text=jinja.render(f"seats/mail/{kind}.txt", made).strip("\n") + "\n",
            because="seat",
            reply=reply,
            at=at,
        )
