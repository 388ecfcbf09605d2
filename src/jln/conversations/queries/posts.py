"""The posts of one page of a conversation, as many as its weight allows."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from jln.conversations import rules
from jln.conversations.queries import plans
from jln.conversations.queries.files import FileRow, beside
from jln.conversations.queries.translations import Translated, into
from jln.kit.codes import code_of
from jln.kit.time import day
from jln.ui.formats import language as shown_language
from jln.ui.prose import text_html

_SPARED = 90
"""Compressed bytes that a post costs beside its words: name, role, date, links."""


class Said(NamedTuple):
    """Thanks as they stand under a post."""

    name: str
    words: str


class PostRow(NamedTuple):
    """A post as the page shows it, in the reader's language; all of it makes its HTML."""

    number: int
    author: int | None
    name: str
    role: str
    country: str
    channel: str
    has_original: bool
    language: str
    html: str
    rest: int  # characters that are not shown here
    posted_at: datetime
    is_hidden: bool
    hidden_because: str
    is_mine: bool
    thanks: tuple[Said, ...]
    helped: bool
    files: tuple[FileRow, ...]
    translated_by: str | None  # whose words these are in the reader's language; None: the author's
    is_stale: bool  # the post has changed since
    is_practice: bool
    is_folded: bool = False  # the reader keeps its author away

    @property
    def author_code(self) -> str:
        """In the address of the author's page."""
        return code_of(self.author) if self.author else ""


def page(
    topic: int, first: int, *, asker: int | None, budget: int
) -> tuple[tuple[PostRow, ...], int]:
    """The posts from a number on, and the number of the first that did not fit, 0 for none."""
    language = shown_language()
    read = plans.POSTS(topic=topic, first=first)
    known = [row["pk"] for row in read if row["has_translations"] and not row["hidden_at"]]
    said = into(language, known) if known else {}
    rows, following = _cut([_shown(row, said.get(row["pk"])) for row in read], budget)
    if not rows:
        return (), 0
    last = rows[-1]["number"]
    held = _by(plans.ROLES(topic=topic, first=first, last=last), "person_id")
    given = _by(plans.THANKS(topic=topic, first=first, last=last), "post_id")
    files = beside(row["pk"] for row in rows if row["has_files"])
    posts = [
        _post(
            row,
            role=_role(held.get(row["by_id"], ()), row["posted_at"]),
            country=_name(row["country__names"], language),
            thanks=given.get(row["pk"], []),
            asker=asker,
            files=files.get(row["pk"], ()),
        )
        for row in rows
    ]
    return tuple(posts), following


def seen_by(
    reader: int, posts: Iterable[PostRow], away: frozenset[int] = frozenset()
) -> list[PostRow]:
    """The same posts; the reader's own are marked, those of whom they keep away are folded."""
    return [
        row._replace(is_mine=row.author == reader, is_folded=row.author in away)
        if row.author == reader or row.author in away
        else row
        for row in posts
    ]


def to_undo(posts: list[PostRow], at: datetime) -> int:
    """The number of the reader's newest post if it can still be taken back, else 0."""
    for post in reversed(posts):
        if post.is_mine and not post.is_hidden:
            return post.number if at - post.posted_at <= rules.UNDO_FOR else 0
    return 0


def beginning_of(text: str) -> str:
    """A text cut at the end of a paragraph, else of a sentence, else of a word."""
    if len(text) < plans.BEGINNING:
        return text
    for mark, keep in (("\n\n", 0), (". ", 1), ("؟ ", 1), ("\n", 0), (" ", 0)):
        at = text.rfind(mark, plans.BEGINNING // 2)
        if at > 0:
            return text[: at + keep]
    return text


def _shown(row: dict[str, Any], translated: Translated | None) -> dict[str, Any]:
    """The row with the HTML that is shown and the number of characters that are not."""
    row["translated"] = translated
    if translated:
        row["html"], row["rest"] = _short(translated.text, translated.html)
        return row
    beginning = beginning_of(row["start"]) if row["start"] else ""
    html = str(text_html(beginning)) if beginning else row["whole"]
    is_hidden = row["hidden_at"] is not None
    row["html"] = "" if is_hidden else html
    row["rest"] = row["length"] - len(beginning) if beginning and not is_hidden else 0
    return row


def _short(text: str, html: str) -> tuple[str, int]:
    """The beginning of what is long, and how many characters are left."""
    if len(html) <= plans.LONG:
        return html, 0
    beginning = beginning_of(text[: plans.BEGINNING])
    return str(text_html(beginning)), len(text) - len(beginning)


def _cut(rows: list[dict[str, Any]], budget: int) -> tuple[list[dict[str, Any]], int]:
    """As many as the weight allows, at least one. Weighed only where it could be too much."""
    spared = _SPARED * len(rows)
    if sum(len(row["html"]) for row in rows) + spared <= budget and len(rows) <= plans.MOST:
        return rows, 0
    squeeze = zlib.compressobj(1)
    weight = 0
    for at, row in enumerate(rows):
        weight += len(squeeze.compress(row["html"].encode())) + _SPARED
        weight += len(squeeze.flush(zlib.Z_SYNC_FLUSH))
        if at == plans.MOST or (at and weight > budget):
            return rows[:at], row["number"]
    return rows, 0


def _post(
    row: dict[str, Any],
    *,
    role: str,
    country: str,
    thanks: list[dict[str, Any]],
    asker: int | None,
    files: Iterable[FileRow],
) -> PostRow:
    return PostRow(
        number=row["number"],
        author=row["by_id"],
        name=row["by__name"] or row["origin__from_name"] or "",
        role=role,
        country=country,
        channel=row["channel"],
        has_original=(row["inbound_id"] or row["origin__original"]) is not None,
        language=row["language"],
        html=row["html"],
        rest=row["rest"],
        posted_at=row["posted_at"],
        is_hidden=row["hidden_at"] is not None,
        hidden_because=row["hidden_because"],
        is_mine=False,  # until a reader is known
        thanks=tuple(Said(one["by__name"], one["words"]) for one in thanks),
        helped=any(one["by_id"] == asker for one in thanks),
        files=() if row["hidden_at"] else tuple(files),
        translated_by=row["translated"].name if row["translated"] else None,
        is_stale=bool(row["translated"] and row["translated"].is_stale),
        is_practice=row["is_practice"],
    )


def _by(rows: list[dict[str, Any]], column: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _name(names: dict[str, str] | None, language: str) -> str:
    return (names.get(language) or names["en"]) if names else ""


def _role(held: Iterable[dict[str, Any]], posted_at: datetime) -> str:
    """The newest position that held at the time, as far as its dates tell; else nothing."""
    found, then = "", str(day(posted_at))
    for row in held:
        starts, ends = str(row["starts"] or ""), str(row["ends"] or "9999")
        if starts <= then and ends >= then[: len(ends)]:
            found = f"{row['title']}, {row['institution__name']}"
    return found
