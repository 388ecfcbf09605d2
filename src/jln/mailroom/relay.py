"""Writing to a colleague without her address: what comes to a relay address is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.mail import tokens
from jln.mailroom.case import End, done, not_understood
from jln.mailroom.terms import Reason

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken
    from jln.mailroom.case import Case


def reply(case: Case, token: ReplyToken) -> End:
    """Pass a colleague's answer on; she answers to us again."""
    del case
    if tokens.subject_of(token) is None:
        return not_understood(Reason.EMPTY)
    return done(Reason.RELAYED)
