"""The letters of a nomination, each in its reader's language, written with the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from jln.activities import queries
from jln.kit.time import end_of
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from jln.activities.models import Objection, PlaceOffer
    from jln.facts.models import Fact
    from jln.people.models import Person


def asked(one: PlaceOffer, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """Who speaks for the country: so many places, until that day. Answered with the names."""
    for person in people:
        things = _things(one) | {"candidates": queries.candidates(one.country, person)}
        _put(
            LetterName.NOMINATION_ASKED,
            person,
            fact,
            at,
            subject=lambda: _("Who goes? %(activity)s") % {"activity": one.activity.title},
            things=things,
            reply=(one, "nomination.order"),
        )


def shown(one: PlaceOffer, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """The group: the order, and until when it may object. Answered with the objection."""
    things = _things(one) | {"until": queries.until(one)}
    for person in people:
        _put(
            LetterName.NOMINATION_SHOWN,
            person,
            fact,
            at,
            subject=lambda: (
                _("Your objection, if you have one: %(activity)s")
                % {"activity": one.activity.title}
            ),
            things=things,
            reply=(one, "nomination.object"),
        )


def objected(
    one: PlaceOffer, objection: Objection, people: Iterable[Person], fact: Fact, *, at: datetime
) -> None:
    """Who speaks for the country: somebody objects. Answered with a reply, and sent so."""
    things = _things(one) | {"objection": objection}
    for person in people:
        _put(
            LetterName.NOMINATION_OBJECTED,
            person,
            fact,
            at,
            subject=lambda: _("Somebody objects: %(activity)s") % {"activity": one.activity.title},
            things=things,
            reply=(one, "nomination.send"),
        )


def sent(one: PlaceOffer, fact: Fact, *, at: datetime) -> None:
    """Everybody named, whether they are sent and why; and who offered the places."""
    things = _things(one)
    named = {nominee.person_id: nominee for nominee in things["nominees"]}
    people = [nominee.person for nominee in things["nominees"]]
    if one.offered_by and one.offered_by_id not in named:
        people.append(one.offered_by)
    for person in people:
        _put(
            LetterName.NOMINATION_SENT,
            person,
            fact,
            at,
            subject=lambda: _("The names are sent: %(activity)s") % {"activity": str(one)},
            things=things | {"mine": named.get(person.pk)},
        )


def _things(one: PlaceOffer) -> dict[str, Any]:
    return {
        "offer": one,
        "activity": one.activity,
        "country": one.country,
        "nominees": queries.nominees(one),
        "link": network.link(queries.path_of(one)),
    }


def _put(
    kind: LetterName,
    person: Person,
    fact: Fact,
    at: datetime,
    *,
    subject: Callable[[], str],
    things: dict[str, Any],
    reply: tuple[PlaceOffer, str] | None = None,
) -> None:
    token = None
    if reply:
        about, form = reply
        token = tokens.make(Purpose.ANSWER, person, at=at, subject=about, form=form)
    with translation.override(person.language):
        made = things | {"reader": person, "said": quoted}
        outgoing.put(
            kind,
            person,
            fact=fact,
            subject=subject(),
            text=jinja.render(f"activities/mail/{kind}.txt", made).strip("\n") + "\n",
            because="seat",
            reply=token,
            until=things.get("until") or end_of(things["offer"].due_on),
            at=at,
        )
