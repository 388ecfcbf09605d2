"""The letters about a country's expression of interest, to who wrote it: it has no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import outgoing
from jln.mail.relaying import quoted
from jln.mail.seals import sealed
from jln.mail.terms import LetterName
from jln.web import jinja
from jln.web.addresses import spoken

if TYPE_CHECKING:
    from datetime import datetime

    from jln.membership.models import Application


def tell(
    application: Application, event: str, *, words: str = "", officer: str = "", at: datetime
) -> None:
    """What happened to it, with the link that opens it again; always the same subject."""
    said = {"event": event, "words": quoted(words) if words else "", "officer": officer}
    with translation.override(application.language):
        path = spoken("/join/%s/")
        link = sealed("join", application.pk, application.address, path=path)
        outgoing.put(
            LetterName.APPLICATION,
            to_address=application.address,
            language=application.language,
            subject=_("Expression of interest: %(country)s") % {"country": application},
            text=jinja.render("membership/mail/application.txt", said).strip("\n") + "\n",
            sealed={"link": link},
            because="you_asked",
            at=at,
        )
