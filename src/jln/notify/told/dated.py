"""Meetings as a calendar keeps them: in the letters about them, and in each person's own feed.

A meeting has one name for ever. Its number rises with each change, so that what comes late is
known as late; a program's own answer is read by `mailroom.invitations`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.codes import code_of
from jln.ui.formats import country_name
from jln.web import network
from jln.web.ics import Entry

if TYPE_CHECKING:
    from jln.governance.models import CoreGroupMeeting, Meeting

TAKES_ANSWERS = "events"


def uid(kind: str, pk: int) -> str:
    """The name of a date in every calendar."""
    return f"{kind}-{code_of(pk)}@{settings.MAIL_DOMAIN}"


def of_steering(
    meeting: Meeting, starts_at: datetime, minutes: int, *, sequence: int, changed_at: datetime
) -> Entry:
    """A meeting of the Steering Group, in the active language."""
    return Entry(
        uid("meeting", meeting.pk),
        _("Meeting of the Steering Group"),
        starts_at,
        starts_at + timedelta(minutes=minutes),
        network.link(f"/steering-group/meetings/{meeting.slug}/"),
        changed_at,
        sequence=sequence,
        place=meeting.place,
        organiser=network.address(TAKES_ANSWERS),
        is_cancelled=meeting.cancelled_at is not None,
    )


def of_core_group(meeting: CoreGroupMeeting, *, changed_at: datetime) -> Entry:
    """A meeting of a Country Core Group. Nobody is asked whether they come."""
    country = meeting.group.country
    kinds = (Kind.CORE_MEETING_CHANGED, Kind.CORE_MEETING_CANCELLED)
    changes = Fact.objects.filter(
        subject_model=meeting._meta.label, subject_id=meeting.pk, kind__in=kinds
    )
    path = f"/countries/{country.code.lower()}/group/meetings/{meeting.code}/"
    said = _("Meeting of the Country Core Group of %(country)s")
    return Entry(
        uid("core-meeting", meeting.pk),
        said % {"country": country_name(country)},
        meeting.starts_at,
        None,
        network.link(path),
        changed_at,
        sequence=changes.count(),
        place=meeting.place,
        organiser=network.address(TAKES_ANSWERS),
        is_cancelled=meeting.cancelled_at is not None,
        is_asked=False,
        joins=meeting.link,
    )
