"""Notices of failed delivery without a standard: who wrote them, what they say, whom they name."""

from __future__ import annotations

import re

from jln.mail.reading import headers
from jln.mail.reading.bounces.causes import about, is_hard, is_temporary, says_why, status_in
from jln.mail.reading.bounces.reports import from_json, returned
from jln.mail.reading.bounces.words import (
    ADDRESS,
    DAEMON,
    EDGE,
    FAILED,
    ID_LINE,
    INTRODUCED,
    LOCAL_NAMES,
    NAMED,
    NOT_RECIPIENTS,
    ORIGINAL,
    ROBOT,
    STATED,
    SUBJECT,
)
from jln.mail.reading.markup import rows_of_html
from jln.mail.reading.mime import Part
from jln.mail.reading.model import Bounced, Reading

MAX_NOTICE = 20_000
MAX_JSON = 200_000
MAX_RECIPIENTS = 50


def from_notice(root: Part, reading: Reading, *, certain: bool) -> tuple[Bounced, ...]:
    """The addresses that a notice says were not reached; empty if this is no notice."""
    failed = [
        address
        for value in root.all("x-failed-recipients")
        for _, address in headers.addresses(value)
    ]
    text = _notice(root)
    if text.lstrip().startswith("{"):
        return from_json(text)
    nobody = not reading.from_addresses and bool(root.first("from") or reading.return_path == "")
    daemon = nobody or bool(
        DAEMON.search(f"{reading.from_name} {' '.join(reading.from_addresses)}")
    )
    if (
        not certain
        and not failed
        and not _is_notice(reading, text, daemon=daemon, inside=bool(returned(root)))
    ):
        return ()
    found = failed or _named(text, reading) or _in_subject(reading)
    if not found and (certain or daemon) and FAILED.search(f"{reading.subject} {text}".lower()):
        found = [
            address
            for inner in returned(root)[:1]
            for _, address in headers.addresses(inner.first("to"))
        ]
    named = tuple(dict.fromkeys(found))[:MAX_RECIPIENTS]
    return tuple(_bounced(address, text, reading, alone=len(named) == 1) for address in named)


def _is_notice(reading: Reading, text: str, *, daemon: bool, inside: bool) -> bool:
    """A machine wrote it, and it says that something did not arrive.

    A person who writes about undelivered things is no machine: without a robot's name or the
    returned message inside, her words do not count.
    """
    subject = reading.subject.lower()
    if daemon or reading.return_path == "":
        return bool(FAILED.search(f"{subject}\n{text[:6000].lower()}"))
    robot = bool(ROBOT.search(f"{reading.from_name} {' '.join(reading.from_addresses)}"))
    if not (robot or inside or STATED.match(text)) or (reading.in_reply_to and not robot):
        return False
    return bool(SUBJECT.search(subject)) and bool(FAILED.search(text[:6000].lower()))


def _notice(root: Part) -> str:
    """The explanation without the message that came back."""
    text = ""
    for part in root.walk():
        if part.children and part.content_type in ("message/rfc822", "message/global"):
            break
        if part.content_type == "text/html":
            text = "\n".join(row.text for row in rows_of_html(part.content()))
        elif part.content_type.startswith("text/") or not part.content_type:
            text = part.content()
        if text.strip():
            break
    if text.lstrip().startswith("{"):
        return text[:MAX_JSON]
    text = text[:MAX_NOTICE]
    cut = ORIGINAL.search(text, 1)
    head = text[: cut.start()] if cut else text
    return head if head.strip() else text


def _named(text: str, reading: Reading) -> list[str]:
    local = LOCAL_NAMES.search(text)
    if local and reading.from_addresses:
        domain = reading.from_addresses[0].rpartition("@")[2]
        return [f"{line.split()[0].lower()}@{domain}" for line in local[1].splitlines()]
    text = ID_LINE.sub("", text)
    own = {*reading.to, *reading.from_addresses, *reading.cc}
    introduced = [match.end() for match in INTRODUCED.finditer(text)]
    mine: list[str] = []
    for part in (*(text[place:] for place in introduced[:2]), text):
        for pattern in NAMED:
            found = [
                (match[1] or match[match.lastindex or 1]).strip(EDGE).lower()
                for match in pattern.finditer(part)
            ]
            others = [
                address
                for address in found
                if address not in own and not NOT_RECIPIENTS.match(address)
            ]
            if others:
                return others
            mine = mine or found[:1]
    return mine


def _in_subject(reading: Reading) -> list[str]:
    own = {*reading.to, *reading.from_addresses}
    return [
        match[1].lower()
        for match in re.finditer(ADDRESS, reading.subject)
        if match[1].lower() not in own
    ]


def _bounced(address: str, text: str, reading: Reading, *, alone: bool) -> Bounced:
    """What is said near the address; of the whole text only what is not said of another."""
    near = about(address, text)
    status = status_in(near) or status_in(text)
    line = next((one for one in near.split("\n") if address in one.lower()), "")
    said = next((words for words in (line, near) if says_why(words)), "")
    delayed = is_temporary(f"{reading.subject} {text[:3000]}") and not status.startswith("5")
    whole = near if status_in(near) and not alone else f"{text[:2000]} {reading.subject}"
    hard = not delayed and (
        is_hard(status, said or whole) or (alone and is_hard(status, text[:3000]))
    )
    return Bounced(
        address=address,
        status=status or ("4.0.0" if delayed else "5.0.0"),
        hard=hard,
        action="delayed" if delayed else "failed",
    )
