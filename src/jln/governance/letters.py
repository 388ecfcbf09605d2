"""The letters of a request for support, each in its reader's language, written with the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.governance.queries import listed
from jln.governance.queries.core_group import people_of
from jln.kit.time import day
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.ui.formats import country_name
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jln.facts.models import Fact
    from jln.governance.models import SupportRequest
    from jln.people.models import Person


def support_asked(asked: SupportRequest, fact: Fact, *, at: datetime) -> None:
    """Who sits for the partner. Answered with its yes or no."""
    country = asked.group.country
    for person in listed.people_of_partner(asked.institution_id, on=day(at)):
        _put(
            LetterName.SUPPORT_ASKED,
            person,
            asked,
            fact,
            at,
            subject=lambda: _("%(country)s asks for support") % {"country": country_name(country)},
        )


def support_answered(asked: SupportRequest, fact: Fact, *, at: datetime) -> None:
    """The group that asked."""
    for person in people_of(asked.group.country, on=day(at)):
        if person.pk != asked.answered_by_id:
            _put(
                LetterName.SUPPORT_ANSWERED,
                person,
                asked,
                fact,
                at,
                subject=lambda: (
                    _("%(partner)s answered your request for support")
                    % {"partner": asked.institution.name}
                ),
            )


def _put(
    kind: LetterName,
    person: Person,
    asked: SupportRequest,
    fact: Fact,
    at: datetime,
    *,
    subject: Callable[[], str],
) -> None:
    token = None
    if kind is LetterName.SUPPORT_ASKED:
        token = tokens.make(Purpose.ANSWER, person, at=at, subject=asked, form="support.answer")
    country = asked.group.country
    path = f"/countries/{country.code.lower()}/group/support/{asked.code}/"
    with translation.override(person.language):
        things = {
            "asked": asked,
            "country": country,
            "link": network.link(path),
            "said": quoted,
        }
        outgoing.put(
            kind,
            person,
            fact=fact,
            subject=subject(),
            text=jinja.render(f"governance/mail/{kind}.txt", things).strip("\n") + "\n",
            because="seat",
            reply=token,
            at=at,
        )
