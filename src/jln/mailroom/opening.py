"""Opening one stored message: read, its door found, its sender proved as far as that goes.

All that takes long is done here, before any transaction: reading in the child, what it
answers to a form, pictures. Nothing is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings

from jln.conversations import queries as conversations
from jln.conversations.models import Topic
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.mail import authentication, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import Purpose
from jln.mailroom import (
    answers,
    confirming,
    doors,
    posts,
    proof,
    reader,
    strangers,
    table,
    woven,
)
from jln.mailroom.case import Case
from jln.mailroom.doors import Door
from jln.mailroom.proof import Sender
from jln.mailroom.twin import source
from jln.uploads import actions as uploads
from jln.uploads import rules

if TYPE_CHECKING:
    from jln.mail.reading import Reading
    from jln.people.models import Person

_THREAD = re.compile(r"<topic\.([a-z0-9]{1,16})[.@]")
MOST_IDS = 20


def prepare(mail: InboundMail, sender: Sender | None = None) -> Case:
    """The message as the mail room deals with it. `sender`: proved otherwise, by an OK."""
    raw = bytes(mail.raw or b"")
    reading = _reading(raw, mail)
    door = doors.door_of(mail.envelope_to)
    if door is None:  # an address whose seal was taken out is known by its row
        door = Door("reply", token=mail.token) if mail.token else Door("none")
    sender = sender or proof.sender_of(raw, reading, door.token)
    clean = tokens.scrub_raw(raw)
    if _answers_an_account(reading):
        reading, clean = _without_codes(reading), tokens.scrub_codes_raw(clean)
    case = Case(mail, reading, door, sender, clean=clean)
    if sender.person is not None and door.name == "space":
        case.letter = _letter_answered(reading, sender.person)
        case.thread = None if case.letter else _thread(reading, sender.person)
    case.reading = woven.hers(case)
    if sender.is_proved or case.aim is not None:  # what is not proved is named to who may say OK
        answers.understand(case)
    if sender.is_proved:
        posts.look_around(case)
        _take_files(case, raw)
    return case


def reopen(case: Case) -> Case | None:
    """The earlier message that an OK confirms, as if the person had been proved then."""
    token = case.token
    if token is None or not confirming.is_about_a_message(token):
        return None
    waits = tokens.subject_of(token)
    if not isinstance(waits, InboundMail) or waits.raw is None:
        return None
    return prepare(waits, Sender(case.sender.address, token.person, "token"))


def _reading(raw: bytes, mail: InboundMail) -> Reading:
    reading = reader.read(raw, [mail.envelope_to])
    if mail.envelope_from in ("", "<>") and reading.return_path is None:
        reading = reading.but(return_path="")
    if authentication.came_back(raw):
        reading = reading.but(loops=(mail.envelope_to,))
    return reading.but(
        text=_storable(reading.text),
        subject=_storable(reading.subject),
        base_subject=_storable(reading.base_subject),
        message_id=_storable(reading.message_id),
    )


def _answers_an_account(reading: Reading) -> bool:
    """Does it answer a letter that may have carried a code?"""
    ours = f"@{settings.MAIL_DOMAIN}>"
    before = (*reading.in_reply_to, *reading.references)
    return any(one.startswith("<account.") and one.endswith(ours) for one in before)


def _without_codes(reading: Reading) -> Reading:
    return reading.but(
        text=tokens.scrub_codes(reading.text),
        subject=tokens.scrub_codes(reading.subject),
        base_subject=tokens.scrub_codes(reading.base_subject),
    )


def _storable(text: str) -> str:
    """What every database takes: no NUL, no half of a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _letter_answered(reading: Reading, person: Person) -> OutgoingMail | None:
    """The letter to this person that she answers, where her mail program forgot Reply-To."""
    ids = [*reading.in_reply_to, *reversed(reading.references)][:MOST_IDS]
    letters = OutgoingMail.objects.select_related("reply_token__person")
    return letters.filter(message_id__in=ids, person=person).order_by("-pk").first()


def _thread(reading: Reading, person: Person) -> Topic | None:
    """The conversation whose letters it refers to, if the person reads it."""
    ours = f"@{settings.MAIL_DOMAIN}>"
    for one in (*reading.in_reply_to, *reading.references)[:MOST_IDS]:
        match = _THREAD.match(one) if one.endswith(ours) else None
        if match:
            named = Topic.objects.filter(pk=number_of(match[1])).first()
            now = conversations.where_now(named).pk if named else 0
            topics = conversations.topics(person).select_related("space__country")
            return topics.filter(pk=now).first()
    return None


def is_to_be_read(case: Case) -> bool:
    """Is it for a conversation, so that files stand beside its words?"""
    if case.aim is not None:
        return case.aim.purpose == Purpose.POST
    return case.door.name in ("ask", "space")


def _passes_words_on(case: Case) -> bool:
    """Do its words go further without it: to one person, or below the numbers of a message?"""
    is_further = case.aim is not None and case.aim.purpose in (Purpose.DIGEST, Purpose.RELAY)
    return is_further or case.door.name == "seat"


def _enclose(case: Case, raw: bytes) -> None:
    """What may stand beside a post, on the disk; the rest is named with why."""
    case.takes, sizes = rules.TAKEN, list[int]()
    for file in reader.attached(raw, case.reading):
        try:
            kept = uploads.attachment(file)
            rules.may_be_together([*sizes, file.size or 0]).or_raise()
        except RuleBroken as broken:
            case.not_kept.append(file.name or "")
            case.why_not.append(broken.text)
        else:
            sizes.append(file.size or 0)
            case.enclosed.append(uploads.put_on_disk(kept))


def _take_files(case: Case, raw: bytes) -> None:
    """What the form takes: documents, or pictures made anew; a no is said with the deed."""
    if is_to_be_read(case):
        if not (case.reading.attachments and strangers.is_by_page_only(case)):
            _enclose(case, raw)
        return
    entry = table.entry(case.aim.form) if case.aim else None
    if entry is None and not _passes_words_on(case):
        return
    attached = list(source.files(case.reading.attachments))
    case.not_kept = [one.name for one in attached]
    if entry is None or not entry.file:
        return
    case.takes = rules.TAKEN_AS_LETTER if entry.is_document else rules.TAKEN_AS_PHOTO
    try:
        if entry.is_document:
            found = reader.documents(raw, case.reading)
            case.documents = [uploads.document(file) for file in found]
            case.not_kept = []
            return
        case.pictures = [uploads.picture(file) for file in reader.pictures(raw, case.reading)]
        is_photo = [one.content_type.startswith("image/") for one in attached]
        case.not_kept = [
            one.name for one, is_one in zip(attached, is_photo, strict=True) if not is_one
        ]
    except RuleBroken as broken:
        case.unfit = broken
