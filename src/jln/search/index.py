"""Keeping what can be found in step with the things themselves.

A domain says what of a thing can be found (`findable.py`), and its actions call
`put` in their transaction. The words of FTS5 and of PostgreSQL follow by
triggers and a generated column (migration 0002).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from jln.search.models import SearchEntry
from jln.search.stems import alternatives, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

SOURCES = (
    "jln.conversations.findable",
    "jln.problems.findable",
    "jln.library.findable",
    "jln.directory.findable",
    "jln.newsletter.findable",
    "jln.site.findable",
)
"""Each has `entries()`: everything of its domain that can be found."""

RENEWED_BY = {
    "activity": "jln.site.findable",
    "adaptation": "jln.library.findable",
    "group": "jln.site.findable",
    "initiative": "jln.site.findable",
    "institution": "jln.directory.findable",
    "meeting": "jln.site.findable",
    "person": "jln.directory.findable",
    "product": "jln.library.findable",
}
"""What other domains change. Has `entry_for(kind, id)`: the thing as it is found now, or None."""

CHUNK = 200
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing as it can be found. `reach`: public, members or roll (then with a space).

    `body`: its own words, which are shown where they are found. `also`: further words by which
    it is found and that nobody is shown, each with its language, or "" for words of any.
    """

    kind: str
    subject_id: int
    title: str
    body: str = ""
    also: tuple[tuple[str, str], ...] = ()
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


def row_of(entry: Entry) -> SearchEntry:
    """A thing made ready to be found, before the transaction in which it is made."""
    return _row(entry)


def put_new(rows: Iterable[SearchEntry]) -> None:
    """Make many things found that were not there before; their numbers are known by now."""
    SearchEntry.objects.bulk_create(rows)


def drop(kind: str, *subject_ids: int) -> None:
    """Make things no longer found. Safe to repeat."""
    SearchEntry.objects.filter(kind=kind, subject_id__in=subject_ids).delete()


def rehome(topic: int, *, reach: str, space: int) -> None:
    """A conversation and its posts are found by other readers from now on."""
    whole = Q(kind="topic", subject_id=topic) | Q(kind__in=("post", "page"), parent_id=topic)
    SearchEntry.objects.filter(whole).update(reach=reach, space_id_or_none=space)


def regroup(posts: Iterable[int], *, parent: int, title: str) -> None:
    """Posts are found under another conversation from now on."""
    found = SearchEntry.objects.filter(kind="post", subject_id__in=list(posts))
    stems = {language: " ".join(stems_of(title, language)) for language in _languages(found)}
    for language, title_stems in stems.items():
        found.filter(language=language).update(
            parent_id=parent, title=title[:LONGEST_TITLE], title_stems=title_stems
        )


def regroup_pages(pages: Iterable[int], *, parent: int) -> None:
    """Pages of files are found under another conversation from now on."""
    found = SearchEntry.objects.filter(kind="page", subject_id__in=list(pages))
    found.update(parent_id=parent)


def _languages(found: QuerySet[SearchEntry]) -> list[str]:
    return list(found.order_by().values_list("language", flat=True).distinct())


def renew(kind: str, subject_id: int) -> None:
    """Make a thing found as it is now, or no longer found. Safe to repeat."""
    entry: Entry | None = import_module(RENEWED_BY[kind]).entry_for(kind, subject_id)
    if entry:
        put(entry)
    else:
        drop(kind, subject_id)


def rebuild() -> int:
    """Everything anew, in chunks; gives how many things can be found.

    What was found before is found meanwhile: each chunk takes the place of its old rows.
    """
    last = SearchEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    count = 0
    for source in SOURCES:
        for chunk in _chunks(import_module(source).entries()):
            with transaction.atomic():
                _drop_all(chunk, last)
                count += len(SearchEntry.objects.bulk_create(_row(entry) for entry in chunk))
    SearchEntry.objects.filter(pk__lte=last).delete()
    return count


def _drop_all(chunk: list[Entry], last: int) -> None:
    ids = defaultdict(list)
    for entry in chunk:
        ids[entry.kind].append(entry.subject_id)
    for kind, those in ids.items():
        SearchEntry.objects.filter(kind=kind, subject_id__in=those, pk__lte=last).delete()


_COLUMNS = (
    *(name for name in Entry.__dataclass_fields__ if name not in {"kind", "subject_id", "also"}),
    "title_stems",
    "body_stems",
)


def _row(entry: Entry) -> SearchEntry:
    values = asdict(entry)
    also = values.pop("also")
    row = SearchEntry(**values)
    row.title = entry.title[:LONGEST_TITLE]
    row.title_stems = " ".join(stems_of(row.title, entry.language))
    stems = stems_of(entry.body, entry.language)
    stems += dict.fromkeys(stem for words, language in also for stem in _any(words, language))
    row.body_stems = " ".join(stems)
    return row


def _any(words: str, language: str) -> list[str]:
    """The stems of further words; every stem a word can have where its language is not known."""
    if language:
        return stems_of(words, language)
    return [way for word in words_of(words) for way in alternatives(word)]


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    going = iter(entries)
    while chunk := list(islice(going, CHUNK)):
        yield chunk
