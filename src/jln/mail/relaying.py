"""Letters between colleagues: neither sees the other's address; each answers to us."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.kit.verdict import Verdict, unless
from jln.mail import outgoing, tokens
from jln.mail.terms import Purpose
from jln.ui.formats import country_name, list_parts
from jln.web import limits, network

if TYPE_CHECKING:
    from jln.mail.models import OutgoingMail
    from jln.people.models import Person

KIND = "person.written_to"
MOST_A_DAY = 20
LONGEST = 20_000
MOST_ID = 200  # of a Message-ID that is remembered
_WIDTH = 70
_MARK = re.compile(r"(?:> ?){1,5}")


def may_write(text: str, *, by: Person, at: datetime) -> Verdict:
    """Is there something to pass on, and is it not the twenty-first of the day? Counts a try."""
    few = limits.allow("relay", by.pk, most=MOST_A_DAY, per=timedelta(days=1), at=at)
    return (
        unless(bool(text.strip()), "nothing_written", _("Write your message first."))
        & unless(len(text) <= LONGEST, "too_long", _("This is too long for one message."))
        & unless(few, "too_often", _("Twenty messages a day are enough. Go on tomorrow."))
    )


def put(
    to: Person,
    text: str,
    *,
    by: Person,
    at: datetime,
    subject: str = "",
    in_reply_to: str = "",
    own_id: str = "",
) -> OutgoingMail:
    """Write the letter in the running transaction. The reader answers by replying.

    `own_id`: of the message that `by` sent, so that the answer stands below it in her program.
    """
    values: dict[str, object] = {"kind": KIND, "answers": own_id[:MOST_ID]}
    token = tokens.make(Purpose.RELAY, to, at=at, subject=by, values=values)
    with translation.override(to.language):
        name = list_parts(by.name, country_name(by.country)) if by.country else by.name
        lines = [
            _("%(name)s writes to you:") % {"name": name},
            "",
            quoted(tokens.scrub(text)),
            "",
            _("Answer this letter, and your words go to %(name)s only. Your address is not shown.")
            % {"name": by.name},
            network.link(f"/people/{by.code}/"),
            "-- ",
            _("You get this because a colleague wrote to you."),
            _("Answer STOP and you get no more letters like this one."),
            _("Choose your letters: %(link)s") % {"link": network.link("/me/mail/")},
            "",
        ]
        return outgoing.put(
            KIND,
            to,
            subject=tokens.scrub(subject) or _("A message from %(name)s") % {"name": by.name},
            text="\n".join(lines),
            because="written_to",
            from_name=by.name,
            reply=token,
            headers={"Auto-Submitted": "no"},
            in_reply_to=in_reply_to,
            at=at,
        )


def quoted(text: str) -> str:
    """A person's words, indented so that nothing of them can pass for a form."""
    lines = [piece for line in text.strip().splitlines() for piece in wrapped(line, _WIDTH)]
    return "\n".join(f"| {line}".rstrip() for line in lines)


def wrapped(line: str, width: int) -> list[str]:
    """The line in pieces; of what is quoted each piece has its mark."""
    mark = _MARK.match(line)
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=mark[0] if mark else "",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
