"""Letters to a country's Core Group about its membership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.countries.models import Seat
from jln.countries.terms import LEADING_SEATS
from jln.kit.time import day
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.people.models import Person
from jln.ui.formats import country_name
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from jln.countries.models import Country
    from jln.facts.models import Fact
    from jln.mail.models import ReplyToken
    from jln.membership.models import SelfAssessment


def to_endorse(
    assessment: SelfAssessment, people: Iterable[Person], fact: Fact, *, at: datetime
) -> None:
    """The group is asked to stand behind its assessment; answered YES."""
    lines = [line for line in assessment.lines.all() if line.claim is not None or line.evidence]
    things = {"event": "shown", "lines": lines, "words": quoted(assessment.words)}
    for person in people:
        reply = tokens.make(
            Purpose.ANSWER, person, at=at, subject=assessment, form="assessment.endorse"
        )
        _put(person, assessment.country, LetterName.ASSESSMENT_SHOWN, fact, things, at, reply)


def told(country: Country, event: str, fact: Fact, *, words: str = "", at: datetime) -> None:
    """Those who speak for the country: what became of it."""
    seats = Seat.objects.held_on(day(at)).filter(country=country, kind__in=LEADING_SEATS)
    things = {"event": event, "lines": [], "words": quoted(words) if words else ""}
    people = Person.objects.present().filter(pk__in=seats.values("person")).order_by("pk")
    for person in people:
        _put(person, country, LetterName.MEMBERSHIP_TOLD, fact, things, at)


def _put(
    person: Person,
    country: Country,
    kind: LetterName,
    fact: Fact,
    things: Mapping[str, object],
    at: datetime,
    reply: ReplyToken | None = None,
) -> None:
    with translation.override(person.language):
        code = country.code.lower()
        end = "assessment" if kind is LetterName.ASSESSMENT_SHOWN else "membership"
        link = network.link(f"/countries/{code}/{end}/")
        outgoing.put(
            kind,
            person,
            fact=fact,
            subject=_("Membership of %(country)s") % {"country": country_name(country)},
            text=jinja.render("membership/mail/group.txt", {**things, "link": link}).strip("\n")
            + "\n",
            because="seat",
            reply=reply,
            at=at,
        )
