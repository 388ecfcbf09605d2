"""One message read: its tree, its headers, its kind, its words."""

from __future__ import annotations

from collections.abc import Iterable

from jln.mail.reading import automatic, headers
from jln.mail.reading.body import Body, attachments_of, body_of
from jln.mail.reading.bounces import delivery_of
from jln.mail.reading.calendars import calendar_of
from jln.mail.reading.commands import command_in
from jln.mail.reading.context import Context
from jln.mail.reading.mime import MAX_BYTES, Part, parse
from jln.mail.reading.model import Kind, Reading, unreadable
from jln.mail.reading.subjects import base_subject, has_reply_mark
from jln.mail.reading.trimming import Trimmed, trim

#: Names of people are compared, never trusted; more of them are no help.
MAX_NAMES = 4


def read(raw: bytes, own_addresses: Iterable[str] = ()) -> Reading:
    """What a message says; never raises, whatever the bytes. `own_addresses` are ours, as in To."""
    try:
        return _read(raw, frozenset(address.lower() for address in own_addresses))
    except MemoryError:
        return unreadable("memory")
    except RecursionError:
        return unreadable("too deep")
    except Exception as error:  # noqa: BLE001 -- a stranger's message must not stop the one behind it
        return unreadable(f"error: {type(error).__name__}")


def attachment_bytes(raw: bytes, index: int) -> bytes | None:
    """The content of the attachment with this index, or None if the message has no such part."""
    for place, part in enumerate(parse(raw).walk()):
        if place == index:
            return part.raw[part.start : part.end] if part.children else part.body()
    return None


def _read(raw: bytes, own: frozenset[str]) -> Reading:
    if not raw.strip():
        return unreadable("empty")
    root = parse(raw)
    reading = _headers_read(root)
    body = body_of(root)
    trimmed = trim(body.rows, _context(reading, root, own))
    reading = _with_body(reading, root, body, trimmed)
    return _judged(
        reading.but(truncated=body.truncated or root.truncated or len(raw) > MAX_BYTES), root
    )


def _headers_read(root: Part) -> Reading:
    senders = [pair for value in root.all("from")[:5] for pair in headers.addresses(value)]
    subject = root.text("subject")[:1000]
    path = root.first("return-path")
    paths = headers.addresses(path)
    return Reading(
        kind=Kind.NEW,
        from_addresses=tuple(dict.fromkeys(address for _, address in senders)),
        from_name=senders[0][0][:200] if senders else "",
        has_two_froms=len(root.all("from")) > 1,
        to=_addresses(root, "to"),
        cc=_addresses(root, "cc"),
        reply_to=_addresses(root, "reply-to"),
        return_path=paths[0][1] if paths else ("" if automatic.null_sender(root) else None),
        message_id=next(iter(headers.message_ids(root.first("message-id"))), ""),
        in_reply_to=headers.message_ids(root.first("in-reply-to"))[:10],
        references=headers.message_ids(root.first("references")),
        subject=subject,
        base_subject=base_subject(subject),
        date=headers.moment(root.first("date")),
        auto_submitted=automatic.auto_submitted(root),
        list_id=root.text("list-id")[:300],
        precedence=automatic.precedence(root),
        authentication_results=root.text("authentication-results")[:4000],
        loops=tuple(headers.text_of(value)[:300] for value in root.all("x-loop")[:5]),
        received_count=len(root.all("received")),
    )


def _addresses(root: Part, name: str) -> tuple[str, ...]:
    found = (address for value in root.all(name)[:5] for _, address in headers.addresses(value))
    return tuple(dict.fromkeys(found))


def _context(reading: Reading, root: Part, own: frozenset[str]) -> Context:
    names = [
        name
        for value in root.all("from")[:2]
        for name, _ in headers.addresses(value)
        if name and "@" not in name
    ]
    if not names:
        names = [
            address.partition("@")[0].replace(".", " ").replace("_", " ")
            for address in reading.from_addresses
        ]
    return Context(
        sender_names=tuple(names[:MAX_NAMES]),
        sender_addresses=frozenset(reading.from_addresses),
        anchors=frozenset((*reading.to, *reading.cc)) - frozenset(reading.from_addresses),
        own=own,
        base_subject=reading.base_subject,
    )


def _with_body(reading: Reading, root: Part, body: Body, trimmed: Trimmed) -> Reading:
    return reading.but(
        text=trimmed.text,
        signature=trimmed.signature,
        quoted=trimmed.quoted,
        parts=trimmed.lines,
        greeting=trimmed.greeting,
        interleaved=trimmed.interleaved,
        html=body.html,
        forwarded=trimmed.forwarded,
        forwarded_at=trimmed.forwarded_at,
        attachments=attachments_of(root, body.parts),
    )


def _judged(reading: Reading, root: Part) -> Reading:
    """The kind, the strongest evidence first."""
    delivery = delivery_of(root, reading)
    if delivery is not None:
        return reading.but(kind=delivery.kind, bounced=delivery.bounced, reason=delivery.reason)
    calendar = calendar_of(root)
    if calendar is not None:
        return reading.but(
            kind=Kind.CALENDAR,
            calendar_method=calendar.method,
            calendar_uid=calendar.uid,
            calendar_sequence=calendar.sequence,
            calendar_answers=calendar.answers,
        )
    if root.text("x-apple-unsubscribe").lower() == "true":
        return reading.but(kind=Kind.COMMAND, command="stop", reason="unsubscribe button")
    machine = automatic.by_machine(root, reading.from_addresses, reading.subject)
    is_away = not reading.quoted and automatic.sounds_away(
        reading.text, answers=bool(reading.in_reply_to)
    )
    if machine or is_away:
        return reading.but(kind=Kind.AUTOMATIC, reason=machine or "text")
    command = command_in(reading.text.removeprefix(reading.greeting))
    if command:
        return reading.but(kind=Kind.COMMAND, command=command)
    answers = (
        reading.in_reply_to
        or reading.references
        or has_reply_mark(reading.subject)
        or (reading.quoted and not reading.forwarded)
    )
    return reading.but(kind=Kind.REPLY if answers else Kind.NEW)
