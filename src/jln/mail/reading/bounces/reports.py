"""Reports that follow a standard: blocks of fields in a part of their own."""

from __future__ import annotations

import json
import re
from typing import Any

from jln.mail.reading import headers
from jln.mail.reading.bounces.causes import about, is_hard, says_why, status_in
from jln.mail.reading.mime import Part
from jln.mail.reading.model import Bounced

MAX_REPORT = 200_000
MAX_RECIPIENTS = 100
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,60})[ \t]*:[ \t]*(.*)")
_ADDRESS = re.compile(
    r"(?:\"[^\"\s<>]{1,62}\"|[^\s<>()\[\],;:\"]{1,64})@[^\s<>()\[\],;:\"@]{1,255}"
)
_PLAIN_REPORT = re.compile(
    r"^(?:Final-Recipient|X-Actual-Recipient)[ \t]*:", re.MULTILINE | re.IGNORECASE
)
RECIPIENTS = ("final-recipient", "original-recipient", "x-actual-recipient")
_ARRIVED = {"delivered", "relayed", "expanded"}


def feedback_report(root: Part) -> dict[str, list[str]] | None:
    """The fields of a feedback report, or None."""
    for part in root.walk():
        if part.content_type == "message/feedback-report":
            return _merged(_blocks(part.content()[:MAX_REPORT]))
        if part.first("x-hmxmroriginalrecipient"):
            return {"original-rcpt-to": [part.text("x-hmxmroriginalrecipient")]}
        fields = _plain_feedback(part)
        if fields:
            return fields
    return {} if _reports(root, "feedback-report") else None


def _plain_feedback(part: Part) -> dict[str, list[str]]:
    """Some providers send the fields as ordinary text."""
    if part.content_type != "text/plain" or "feedback-type:" not in part.content()[:4000].lower():
        return {}
    fields = _merged(_blocks(part.content()[:MAX_REPORT]))
    return fields if "user-agent" in fields or "version" in fields else {}


def _reports(root: Part, kind: str) -> bool:
    """Whether the message calls itself a report of this kind."""
    stated = root.params.get("report-type", "").lower()
    return root.content_type == "multipart/report" and stated == kind


def complaint_addresses(root: Part, fields: dict[str, list[str]]) -> tuple[Bounced, ...]:
    """Who complained, if the report says so or the returned message does."""
    values = [
        value
        for name in ("original-rcpt-to", "removal-recipient")
        for value in fields.get(name, [])
    ]
    found = [address.lower() for value in values for address in _ADDRESS.findall(value)]
    if not found:
        for inner in returned(root):
            found = [address for _, address in headers.addresses(inner.first("to"))]
            break
    return tuple(Bounced(address=address, action="complained") for address in dict.fromkeys(found))[
        :MAX_RECIPIENTS
    ]


def returned(root: Part) -> list[Part]:
    """The messages that came back inside, or their headers."""
    found = []
    for part in root.walk():
        if part.content_type in ("message/rfc822", "message/global") and part.children:
            found.append(part.children[0])
        elif part.content_type in ("text/rfc822-headers", "message/rfc822-headers", "text/rfc822"):
            found.append(_as_headers(part))
    return found


def _as_headers(part: Part) -> Part:
    lines = [_FIELD.match(line) for line in part.content()[:20_000].split("\n")]
    pairs = [(line[1].lower(), line[2].encode("utf-8", "replace")) for line in lines if line]
    return Part(part.raw, pairs, part.start, part.end)


def receipt_report(root: Part) -> bool:
    """A receipt says that a message was shown; one that says "deleted" is a refusal."""
    texts = [
        part.content()[:4000].lower()
        for part in root.walk()
        if part.content_type == "message/disposition-notification"
    ]
    if any("deleted" in text and "automatic-action" in text for text in texts):
        return False
    return bool(texts) or root.params.get("report-type", "").lower() == "disposition-notification"


def from_json(text: str) -> tuple[Bounced, ...]:
    """The recipients in a notification as Amazon's mail service sends it."""
    try:
        row, _ = json.JSONDecoder(strict=False).raw_decode(text.lstrip())
        if isinstance(row.get("Message"), str):
            row = json.loads(row["Message"], strict=False)
        bounce, complaint = row.get("bounce") or {}, row.get("complaint") or {}
        failed = [(item, "failed") for item in bounce.get("bouncedRecipients", [])]
        failed += [(item, "complained") for item in complaint.get("complainedRecipients", [])]
        return tuple(
            _from_row(item, action)
            for item, action in failed[:MAX_RECIPIENTS]
            if _ADDRESS.match(item["emailAddress"])
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


def _from_row(item: dict[str, Any], action: str) -> Bounced:
    diagnosis = str(item.get("diagnosticCode", ""))
    status = status_in(str(item.get("status", ""))) or status_in(diagnosis)
    hard = action == "failed" and is_hard(status, diagnosis)
    return Bounced(
        address=str(item["emailAddress"]).strip("<>").lower(),
        status=status,
        hard=hard,
        action=action,
    )


def from_reports(root: Part) -> tuple[Bounced, ...] | None:
    """The recipients of every delivery report in the message; None if there is no such report."""
    texts = [
        part.content()[:MAX_REPORT]
        for part in root.walk()
        if part.content_type in ("message/delivery-status", "message/global-delivery-status")
    ]
    if not texts:
        texts = [text for text in (_plain_report(part) for part in root.walk()) if text]
    if not texts:
        return () if _reports(root, "delivery-status") else None
    found: dict[str, Bounced] = {}
    spoken = _spoken(root)
    blocks = [block for text in texts for block in _blocks(text) if block.keys() & {*RECIPIENTS}]
    for block in blocks:
        bounced = _recipient(block, spoken, alone=len(blocks) == 1)
        if bounced and bounced.address not in found:
            found[bounced.address] = bounced
    failed = tuple(item for item in found.values() if item.action not in _ARRIVED)
    if found and not failed:
        return None
    return failed[:MAX_RECIPIENTS]


def _plain_report(part: Part) -> str:
    """Some servers write the fields into ordinary text, or into a part with a wrong label."""
    if part.children or part.content_type.startswith("image/"):
        return ""
    text = part.content()[:MAX_REPORT]
    return text if _PLAIN_REPORT.search(text) and "status" in text.lower() else ""


def _spoken(root: Part) -> str:
    """The explanation for people, which often says more than the fields."""
    for part in root.walk():
        if part.content_type == "text/plain" and not part.children:
            return part.content()[:4000]
    return ""


def _blocks(text: str) -> list[dict[str, list[str]]]:
    """Groups of fields between empty lines; folded lines joined."""
    blocks: list[dict[str, list[str]]] = []
    current: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if not line.strip():
            if current:
                blocks.append(current)
            current, name = {}, ""
        elif match:
            name = match[1].lower()
            if name in ("final-recipient", "original-recipient") and name in current:
                blocks.append(current)
                current = {}
            current.setdefault(name, []).append(match[2].strip())
        elif name:
            current[name][-1] += " " + line.strip()
    return [*blocks, current] if current else blocks


def _merged(blocks: list[dict[str, list[str]]]) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for block in blocks:
        for name, values in block.items():
            merged.setdefault(name, []).extend(values)
    return merged


def _recipient(block: dict[str, list[str]], spoken: str, *, alone: bool) -> Bounced | None:
    address = _address_in(block, *RECIPIENTS)
    if not address:
        return None
    original = _address_in(block, "original-recipient")
    action = (block.get("action", [""])[0].split() or [""])[0].strip("(").lower()[:20]
    said = (block.get(name, []) for name in ("diagnostic-code", "x-supplementary-info"))
    diagnosis = " ".join(value for values in said for value in values)
    status = _status(block, diagnosis)
    near = about(address, spoken) if alone or address in spoken.lower() else ""
    if alone and not says_why(near):
        near = spoken
    words = diagnosis if says_why(diagnosis) else f"{diagnosis} {near}"
    hard = action != "delayed" and is_hard(status, words)
    return Bounced(
        address=address,
        status=status,
        hard=hard,
        action=action,
        original=original if original != address else "",
    )


def _address_in(block: dict[str, list[str]], *names: str) -> str:
    for name in names:
        for value in block.get(name, []):
            match = _ADDRESS.search(value.rpartition(";")[2] or value)
            if match:
                return match[0].strip("<>.").lower()
    return ""


def _status(block: dict[str, list[str]], diagnosis: str) -> str:
    """The status field, or the diagnosis when the field says only that something failed."""
    stated = status_in(" ".join(block.get("status", [])))
    spoken = status_in(diagnosis)
    vague = stated.split(".", 1)[-1] in ("0.0", "") or not stated
    precise = spoken and spoken.split(".", 1)[-1] != "0.0"
    return spoken if vague and (precise or not stated) else stated
