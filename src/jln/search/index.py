"""Keeping what can be found in step with the things themselves.

A domain says what of a thing can be found (`findable.py`), and its actions call
`put` in their transaction. The words of FTS5 and of PostgreSQL follow by
triggers and a generated column (migration 0002).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from jln.search.models import SearchEntry
from jln.search.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOURCES = (
    "jln.conversations.findable",
    "jln.problems.findable",
    "jln.library.findable",
    "jln.directory.findable",
    "jln.site.findable",
)
"""Each has `entries()`: everything of its domain that can be found."""

RENEWED_BY = {"person": "jln.directory.findable"}
"""What lower domains change. Has `entry_for(id)`: the thing as it can be found now, or None."""

CHUNK = 200
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing as it can be found. `reach`: public, members or roll (then with a space)."""

    kind: str
    subject_id: int
    title: str
    body: str = ""
    language: str = "en"
    reach: str = "members"
    space_id_or_none: int | None = None
    parent_id: int | None = None
    country_code: str = ""
    facet: str = ""
    dated: str = ""


def put(entry: Entry) -> None:
    """Make a thing found, or found anew. Safe to repeat."""
    row = _row(entry)
    values = {name: getattr(row, name) for name in _COLUMNS}
    SearchEntry.objects.update_or_create(
        kind=entry.kind, subject_id=entry.subject_id, defaults=values
    )


def drop(kind: str, *subject_ids: int) -> None:
    """Make things no longer found. Safe to repeat."""
    SearchEntry.objects.filter(kind=kind, subject_id__in=subject_ids).delete()


def renew(kind: str, subject_id: int) -> None:
    """Make a thing found as it is now, or no longer found. Safe to repeat."""
    entry: Entry | None = import_module(RENEWED_BY[kind]).entry_for(subject_id)
    if entry:
        put(entry)
    else:
        drop(kind, subject_id)


def rebuild() -> int:
    """Everything anew, in chunks; gives how many things can be found."""
    SearchEntry.objects.all().delete()
    count = 0
    for source in SOURCES:
        for chunk in _chunks(import_module(source).entries()):
            count += len(SearchEntry.objects.bulk_create(_row(entry) for entry in chunk))
    return count


_COLUMNS = (
    *(name for name in Entry.__dataclass_fields__ if name not in {"kind", "subject_id"}),
    "title_stems",
    "body_stems",
)


def _row(entry: Entry) -> SearchEntry:
    row = SearchEntry(**asdict(entry))
    row.title = entry.title[:LONGEST_TITLE]
    row.title_stems = " ".join(stems_of(row.title, entry.language))
    row.body_stems = " ".join(stems_of(entry.body, entry.language))
    return row


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    going = iter(entries)
    while chunk := list(islice(going, CHUNK)):
        yield chunk
