"""Which parts of a message are its text, and which are attachments."""

from __future__ import annotations

from dataclasses import dataclass, field

from jln.mail.reading.lines import MAX_CHARS, Row, rows_of
from jln.mail.reading.markup import rows_of_html
from jln.mail.reading.mime import Part
from jln.mail.reading.model import Attachment

MAX_ATTACHMENTS = 200


@dataclass(slots=True)
class Body:
    """The rows of the text, and whether a part of HTML was there or had to be read."""

    rows: list[Row] = field(default_factory=list)
    html: bool = False
    truncated: bool = False
    parts: set[int] = field(default_factory=set)


def body_of(root: Part) -> Body:
    """The text of a message: the plain part if it says anything, else the page."""
    body = Body(html=any(part.content_type == "text/html" for part in root.walk()))
    _collect(root, body)
    return body


def _collect(part: Part, body: Body) -> None:
    if part.content_type == "multipart/alternative" and part.children:
        _collect(_chosen(part), body)
        body.parts.update(
            id(child)
            for child in part.children
            if child.content_type in ("text/plain", "text/html", "text/enriched")
        )
    elif (
        part.content_type in ("multipart/report", "multipart/signed", "multipart/related")
        and part.children
    ):
        _collect(part.children[0], body)
    elif part.content_type.startswith("multipart/") and not part.children:
        if part.truncated:
            return
        # No boundary was found: the words are there all the same.
        _add(part, body)
    elif part.content_type.startswith("multipart/"):
        for child in part.children:
            _collect(child, body)
    elif is_text(part):
        _add(part, body)


def _chosen(part: Part) -> Part:
    """The best of several forms of one text: plain that says something, else what holds a page."""
    plain = [child for child in part.children if child.content_type == "text/plain"]
    for child in plain:
        if child.content().strip():
            return child
    for child in reversed(part.children):
        if any(below.content_type == "text/html" for below in child.walk()):
            return child
    return plain[0] if plain else part.children[0]


def is_text(part: Part) -> bool:
    """Whether a part belongs to the letter itself."""
    if part.content_type not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
        return False
    return part.disposition != "attachment" and not part.filename


def _add(part: Part, body: Body) -> None:
    text = part.content()
    body.parts.add(id(part))
    if not text.strip():
        return
    body.truncated = body.truncated or len(text) > MAX_CHARS
    if part.content_type == "text/html" or (part.content_type == "text/plain" and _is_page(text)):
        rows = rows_of_html(text)
    else:
        flowed = part.params.get("format", "").lower() == "flowed"
        rows = rows_of(text, flowed=flowed, delsp=part.params.get("delsp", "").lower() == "yes")
    if body.rows:
        body.rows.append(Row(""))
    room = MAX_CHARS - sum(len(row.text) + 1 for row in body.rows)
    for row in rows:
        room -= len(row.text) + 1
        if room < 0:
            body.truncated = True
            break
        body.rows.append(row)


def _is_page(text: str) -> bool:
    head = text[:300].lstrip().lower()
    return head.startswith(("<html", "<!doctype html"))


def attachments_of(root: Part, used: set[int]) -> tuple[Attachment, ...]:
    """Every leaf that is not the text, with its place in the walk over the tree."""
    found: list[Attachment] = []
    inside: set[int] = set()
    for index, part in enumerate(root.walk()):
        if id(part) in inside:
            inside.update(id(child) for child in part.children)
            continue
        if part.content_type in ("message/rfc822", "message/global") and part is not root:
            inside.update(id(child) for child in part.children)
        elif part.children or part.content_type.startswith("multipart/"):
            continue
        if id(part) in used or len(found) >= MAX_ATTACHMENTS or part.start >= part.end:
            continue
        found.append(_attachment(index, part))
    return tuple(found)


def _attachment(index: int, part: Part) -> Attachment:
    size = part.end - part.start
    if part.encoding == "base64":
        size = size * 3 // 4 - part.raw.count(b"\n", part.start, part.end)
    ident = part.text("content-id").strip("<>")
    inline = part.disposition == "inline" or (bool(ident) and part.disposition != "attachment")
    return Attachment(
        index=index,
        name=part.filename or _subject_name(part),
        content_type=part.content_type,
        size=max(0, size),
        disposition=part.disposition,
        content_id=ident[:200],
        is_inline=inline,
    )


def _subject_name(part: Part) -> str:
    if part.content_type in ("message/rfc822", "message/global") and part.children:
        subject = part.children[0].text("subject")[:80]
        return (
            f"{''.join(char for char in subject if char.isalnum() or char in ' -_')}.eml"
            if subject
            else "message.eml"
        )
    return ""
