"""Letters back: what was understood, what is next, how to undo it. Short, never to robots.

The first three to a person about one thing in a day go out, then one more; a
program that writes to us as often stays without an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import copies, outgoing, tokens
from jln.mail.reading.subjects import bare_subject
from jln.mail.terms import Purpose
from jln.ui import formats
from jln.web import limits

if TYPE_CHECKING:
    from django.db.models import Model

    from jln.mail.models import OutgoingMail, ReplyToken
    from jln.mailroom.case import Case
    from jln.mailroom.proof import Sender
    from jln.people.models import Person

A_DAY = timedelta(days=1)
MOST_A_DAY = 4
MOST_NAMES, MOST_OF_A_NAME = 4, 40  # of files in a receipt
RECEIPT = "mail.receipt"
QUESTION = "mail.question"
MOST_LETTERS = 700  # of a receipt's text: it stays under a kilobyte


def send(
    case: Case,
    lines: Iterable[str],
    *,
    to: Person | None = None,
    reply: ReplyToken | None = None,
    kind: str = RECEIPT,
    about: str = "",
    subject: str = "",
) -> OutgoingMail | None:
    """Answer the message, threaded to it, in its reader's language; None if too many were sent.

    `to`: somebody else than the sender, at her main address. `about`: what is counted.
    `reply`: where to answer it; written here if it is not yet.
    """
    person = to or case.sender.person
    if person is None or (to is None and not case.reading.answerable):
        return None
    what = f"{kind} {about or case.door.name}"
    if not limits.allow(what, person.pk, most=MOST_A_DAY, per=A_DAY, at=case.at):
        return None
    is_sender = to is None
    if is_sender:
        said = list(lines)
        lines = [*_why_not(case), *said] if case.why_not else [*said, *_not_kept(case, said)]
    if reply is not None and reply.pk is None:
        reply.save(force_insert=True)
    letter = outgoing.put(
        kind,
        person,
        to_address=_confirmed(person, case.sender) if is_sender else "",
        subject=subject or again(case.reading.subject),
        text=_joined(lines),
        because="receipt",
        reply=reply,
        headers={"Auto-Submitted": "auto-replied", "X-JLN-Html": "no"},
        in_reply_to=case.reading.message_id if is_sender else "",
        references=_references(case) if is_sender else "",
        at=case.at,
    )
    case.receipts.append(letter)
    return letter


def in_language_of(person: Person) -> translation.override:
    """What is said to a person is said in her language."""
    return translation.override(person.language)


def undo_line(until: datetime | None, person: Person) -> str:
    """How to take it back, until when, in the person's own time."""
    if until is None:
        return ""
    return _("To take it back, answer UNDO until %(moment)s.") % {
        "moment": formats.moment(until, person.timezone)
    }


def confirm_token(
    person: Person, about: Model, *, at: datetime, form: str = "", **values: object
) -> ReplyToken:
    """An address at which OK carries out what waits; three days."""
    return tokens.make(
        Purpose.CONFIRM, person, at=at, subject=about, form=form, values=dict(values)
    )


def quoted(text: str, most: int = 200) -> str:
    """A person's words shown back, on one line."""
    line = " ".join(text.split())
    return _("“%(words)s”") % {"words": line[:most] + ("…" if len(line) > most else "")}


def _why_not(case: Case) -> list[str]:
    """First of all, where a file was perhaps the point of a message: which is missing, and why."""
    long = [name for name in case.not_kept if len(name) > MOST_OF_A_NAME]
    why = [one for one in dict.fromkeys(case.why_not) if not any(name in one for name in long)]
    all_said = len(why) == len(set(case.why_not))
    return [*_not_kept(case, why, all_said=all_said), *why[:MOST_NAMES]]


def _not_kept(case: Case, said: list[str], *, all_said: bool = False) -> list[str]:
    """Which files that came with it are not kept, and what is taken, if that is not said yet."""
    if not case.not_kept:
        return []
    shown = [name[-MOST_OF_A_NAME:] for name in case.not_kept[:MOST_NAMES]]
    names = {"files": formats.list_parts(*shown)}
    if not case.takes and case.aim and case.aim.form:
        return [_("This form takes no files; not kept: %(files)s.") % names]
    takes, unfit = str(case.takes), case.unfit.text if case.unfit else None
    is_said = all_said or any(one == unfit or takes in one for one in said)
    return [_("Not kept: %(files)s.") % names, *([] if is_said else [takes])]


def _joined(lines: Iterable[str]) -> str:
    """Line by line; an empty one stays only before a form."""
    said = list(lines)
    kept = [line for at, line in enumerate(said) if line or "***" in said[at:]]
    return "\n".join(kept).strip() + "\n"


def _confirmed(person: Person, sender: Sender) -> str:
    """The receipt goes to the address that wrote, if it is one of hers."""
    address = sender.address
    if sender.mailbox is not None and sender.mailbox.address == address:
        return address
    mine = person.addresses.filter(address=address, confirmed_at__isnull=False, removed_at=None)
    return address if mine.exists() else ""


def again(subject: str) -> str:
    """The subject of an answer: one mark of an answer, whatever programs put there before."""
    clean = tokens.scrub(bare_subject(subject, frozenset({copies.DEMO}))).strip() or "JLN"
    return f"Re: {clean}"


def _references(case: Case) -> str:
    before = [one for one in case.reading.references if len(one) < 250][-8:]  # noqa: PLR2004 -- a header stays short
    return " ".join([*before, case.reading.message_id])
