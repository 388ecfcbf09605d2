"""What the desk writes to whoever wrote to it. An answer comes back to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jln.accounts.models import CountryRequest
    from jln.mail.models import InboundMail, OutgoingMail
    from jln.people.models import Person

KIND = "desk.answer"
_QUOTED = 600  # of the message that is answered


def answer(
    mail: InboundMail, lines: Iterable[str], words: str, *, by: Person, at: datetime
) -> OutgoingMail | None:
    """Tell the sender what became of her message; None if no address is known.

    `lines` are said in the reader's language by the caller: see `in_language_of`.
    """
    address = "" if mail.person else mail.envelope_from.strip("<>")
    if not (mail.person or address):
        return None
    with in_language_of(mail):
        text = [
            "\n\n".join(filter(None, ["\n".join(lines), words.strip()])),
            "",
            by.name,
            _("Network Manager's staff"),
            "",
            _("You wrote:"),
            quoted(tokens.scrub(mail.text)[:_QUOTED]) or "|",
            "-- ",
            _("Answer this letter, and a person at the network's desk reads it."),
        ]
        return outgoing.put(
            KIND,
            mail.person,
            to_address=address,
            subject=_again(mail.subject),
            text="\n".join(text) + "\n",
            because="receipt",
            from_name=by.name,
            headers={"X-JLN-From": "desk", "Auto-Submitted": "no"},
            in_reply_to=mail.message_id,
            at=at,
        )


def kind_lines() -> list[str]:
    """What somebody who is no member is told, and where to go instead; in the language set."""
    return [
        _("Nobody in the network has this address, so your message was not passed on."),
        _("If you are a member, write from the address you sign in with, or add this one."),
        _("To join, or to reach a person, write to desk@%(domain)s.")
        % {"domain": settings.MAIL_DOMAIN},
        _("What membership asks and gives") + ": " + network.link("/about/membership/"),
    ]


def in_language_of(mail: InboundMail) -> translation.override:
    """What is said to a member is said in her language, to others in English."""
    return translation.override(mail.person.language if mail.person else "en")


def _again(subject: str) -> str:
    clean = tokens.scrub(subject).strip() or _("Your message")
    return clean if clean[:3].lower() == "re:" else f"Re: {clean}"


def country_decided(asked: CountryRequest, *, by: Person, at: datetime) -> OutgoingMail:
    """Tell a person what was decided about her country."""
    person = asked.person
    with translation.override(person.language):
        country = asked.country.name_in(person.language)
        if asked.is_granted:
            said = [
                _("Your country in the network is %(country)s now.") % {"country": country},
                _("Seats and rooms of the country before end with it; what you wrote stays."),
            ]
            subject = _("Your country is changed")
        else:
            said = [
                _("Your country stays as it is; you had asked for %(country)s.")
                % {"country": country}
            ]
            subject = _("Your country stays as it is")
        lines = [
            *said,
            *(["", asked.words] if asked.words else []),
            "",
            by.name,
            _("Network Manager's staff"),
            "-- ",
            _("Answer this letter, and a person at the network's desk reads it."),
        ]
        return outgoing.put(
            "account.country",
            person,
            subject=subject,
            text="\n".join(lines) + "\n",
            because="safety",
            from_name=by.name,
            headers={"X-JLN-From": "desk", "Auto-Submitted": "no"},
            at=at,
        )
