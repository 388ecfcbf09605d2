"""Making the daily and weekly messages: one a person and day, resumable, safe to repeat.

A run is the hour of one zone on one day. It goes through the people of the zone by their
number, five hundred at a time; what is written of them and how far it came are written
together, so a kill neither loses a person nor tells one twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from jln.kit import clock
from jln.mail import links, outgoing, tokens
from jln.mail.models import OutgoingMail, ReplyToken
from jln.mail.terms import LetterName, Purpose
from jln.notify.digests import compose, days, gather, items
from jln.notify.digests.rules import Entry
from jln.notify.digests.shared import Shared
from jln.notify.models import Digest, DigestRun
from jln.notify.writing import FIRST, fitting
from jln.people.models import Person
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from jln.notify.digests.gather import Waits

AT_A_TIME = 500
Draft = tuple[Digest, OutgoingMail | None]


def make_due(at: datetime | None = None) -> int:
    """Make the messages of every hour that has come; gives how many. Safe to repeat."""
    from jln.notify.audiences import AUDIENCES  # noqa: PLC0415 -- audiences stand above digests

    at = at or clock.now()
    shared, made = None, 0
    for run in due_runs(at):
        shared = shared or Shared.at_now(at, AUDIENCES)
        made += carry_out(run, shared)
    if made:
        outgoing.wake()
    return made


def due_runs(at: datetime) -> Iterator[DigestRun]:
    """What was begun and is not done, and the hours of zones that have come today."""
    yield from DigestRun.objects.filter(done_at=None).order_by("pk")
    hour = Coalesce("mail_plan__daily_at", Value(items.DEFAULT.daily_at))
    rows = Person.objects.filter(status=PersonStatus.ACTIVE).annotate(hour=hour)
    for zone, at_hour in sorted(set(rows.order_by().values_list("timezone", "hour"))):
        if days.is_due(at, zone, at_hour):
            on = days.today(at, zone)
            run, is_new = DigestRun.objects.get_or_create(
                zone=zone, hour=at_hour, on=on, defaults={"began_at": at}
            )
            if is_new:
                yield run


def carry_out(run: DigestRun, shared: Shared) -> int:
    """Go on with one run to its end; gives how many messages were made."""
    weekdays = _stands_for(run)
    made = 0
    while numbers := _next_people(run):
        some = gather.people(numbers, shared.at)
        waits = gather.waits_for(shared, some, weekdays)
        made += _write_all(run, shared, waits, numbers[-1])
        run.refresh_from_db()
    DigestRun.objects.filter(pk=run.pk, done_at=None).update(done_at=max(shared.at, run.began_at))
    return made


def _stands_for(run: DigestRun) -> frozenset[int]:
    before = DigestRun.objects.filter(
        zone=run.zone, hour=run.hour, on__lt=run.on, done_at__isnull=False
    )
    return days.weekdays(run.on, before.order_by("-on").values_list("on", flat=True).first())


def _next_people(run: DigestRun) -> list[int]:
    hour = Coalesce("mail_plan__daily_at", Value(items.DEFAULT.daily_at))
    rows = Person.objects.filter(
        status=PersonStatus.ACTIVE, timezone=run.zone, pk__gt=run.after
    ).annotate(hour=hour)
    numbers = rows.filter(hour=run.hour).order_by("pk").values_list("pk", flat=True)
    return list(numbers[:AT_A_TIME])


def _write_all(run: DigestRun, shared: Shared, waits: list[Waits], last: int) -> int:
    """Write these people's messages in transactions of a moment each; then nobody is left."""
    things = compose.Things(shared)
    things.read(entry for one in waits for entry in one.entries)
    today = Digest.objects.filter(on__in={one.on for one in waits})
    numbers = [one.person.pk for one in waits]
    had = set(today.filter(person__in=numbers).values_list("person", flat=True))
    left = [one for one in waits if one.person.pk not in had]
    made, size = 0, FIRST
    while left:
        some, left = left[:size], left[size:]
        drafts = [found for one in some if (found := draft(things, one))]
        began = time.monotonic()
        if not _save(run, drafts, some[0].person.pk, some[-1].person.pk):
            return made  # another process goes on with it
        size = fitting(len(some), time.monotonic() - began)
        made += sum(mail is not None for _row, mail in drafts)
    DigestRun.objects.filter(pk=run.pk, after__lt=last).update(after=last)
    return made


@transaction.atomic
def _save(run: DigestRun, drafts: list[Draft], first: int, last: int) -> bool:
    """Write the messages of the people between; False where another process is further."""
    if DigestRun.objects.select_for_update().get(pk=run.pk).after >= first:
        return False
    rows = Digest.objects.bulk_create([row for row, _mail in drafts])
    mails = [mail for _row, mail in drafts if mail is not None]
    for row, (_row, mail) in zip(rows, drafts, strict=True):
        if mail is not None and mail.reply_token is not None:
            mail.reply_token.subject_id = row.pk
    ReplyToken.objects.bulk_create([one.reply_token for one in mails if one.reply_token])
    OutgoingMail.objects.bulk_create(mails)
    DigestRun.objects.filter(pk=run.pk).update(after=last)
    return True


def draft(things: compose.Things, one: Waits) -> Draft | None:
    """One person's message and what stood in it; an empty week is kept too, and not sent."""
    filled = one.filled
    if not filled.numbered and not one.is_weekly:
        return None
    row = Digest(
        person=one.person,
        on=one.on,
        is_weekly=one.is_weekly,
        through=things.shared.through,
        entries=[entry_row(entry, is_title=entry in filled.titles) for entry in filled.numbered],
        seconds=filled.seconds,
        made_at=things.shared.at,
    )
    if not filled.numbered:
        return row, None
    text = compose.message(things, one, filled)
    reply = tokens.draft(Purpose.DIGEST, one.person, at=row.made_at, subject=row)
    mail = outgoing.draft(
        LetterName.DIGEST, one.person, because="digest", reply=reply, at=row.made_at
    )
    mail.own_subject = " ".join(text.subject.split())[:300]
    mail.own_text = links.led(text.text, mail.language)
    mail.own_headers = compose.headers()
    return row, mail


def entry_row(entry: Entry, *, is_title: bool) -> dict[str, object]:
    """What is kept of a numbered entry: ids and codes."""
    return {
        "key": entry.key,
        "items": list(entry.items),
        "part": str(entry.part),
        "reason": str(entry.reason),
        "seconds": entry.seconds,
        "title": is_title,
    }
