"""An answer that a calendar program sends for its reader: to a meeting of the Steering Group.

Of a calendar's words only this is taken: who is proved to write answers for themselves, to a
meeting by the name that our calendar files give it. What else calendars send changes nothing.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.translation import gettext as _

from jln.governance.actions import steering
from jln.governance.models import Meeting
from jln.governance.queries import agendas
from jln.governance.terms import Answer
from jln.kit.codes import number_of
from jln.mail.terms import Reason
from jln.mailroom import receipts, table
from jln.mailroom.case import Case, End, done, refused

_UID = re.compile(r"meeting-([a-z0-9]{4,13})@([a-z0-9.-]{1,253})")
WORDS = {"ACCEPTED": Answer.THERE, "DECLINED": Answer.NO, "DELEGATED": Answer.ALTERNATE}


def is_answer(case: Case) -> bool:
    """Whether a proved person answers for themselves to an event that is ours."""
    said = case.reading
    is_reply = case.sender.is_proved and said.calendar_method == "REPLY"
    return is_reply and bool(_said(case)) and _meeting(said.calendar_uid) is not None


def answer(case: Case) -> End:
    """Record it as the page would; of one who only may come, the page is shown."""
    meeting = _meeting(case.reading.calendar_uid)
    if meeting is None:
        raise LookupError("no answer to a meeting of ours")
    word = WORDS.get(_said(case))
    is_stale = case.reading.calendar_sequence < agendas.changes_of(meeting)
    if word is None or is_stale:
        form = table.ENTRIES["steering_meeting.answer"]
        lines = [
            _("It was not done."),
            form.about(meeting),
            f"{_('Will you be there?')} {form.page(meeting)}",
        ]
        receipts.send(case, lines, about="calendar")
        return refused(Reason.NOT_NOW)
    steering.answer(meeting, word, by=case.person, at=case.at)
    return done(Reason.ANSWERED)


def _said(case: Case) -> str:
    """What the sender's own line says; a line of somebody else says nothing."""
    return case.reading.calendar_answers.get(case.sender.address.lower(), "")


def _meeting(uid: str) -> Meeting | None:
    match = _UID.fullmatch(uid.strip().lower())
    if match is None or match[2] != settings.MAIL_DOMAIN:
        return None
    return Meeting.objects.filter(pk=number_of(match[1]), starts_at__isnull=False).first()
