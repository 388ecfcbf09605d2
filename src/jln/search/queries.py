"""Finding, inside what the reader may see: hits and facets come from the same rows.

No title, count or snippet of anything else: the rights are columns of the row
that is searched, so there is no second place where they could be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db import connection

from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS, SeatKind
from jln.kit import clock
from jln.kit.time import day
from jln.search.highlight import marked, snippet
from jln.search.stems import alternatives, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from jln.people.models import Person

MOST_WORDS = 12
"""Of a query: more words find nothing more, and cost."""

SHORTEST_PREFIX = 3
COMMONEST = 1_000
"""A word in so many titles tells nothing of one of them, and is not counted further."""
_LITTLE = (
    "a an and are by for from how in is of on or that the to we what with "
    "au aux avec ce dans de des du en est et la le les ou par pour que qui sur un une "
    "como con del el es las los o para por se su una y "
    "ao as com da das do dos e em na nas no nos os um uma "
    "ان او عن على في من هل هو هي و"
)
LITTLE_WORDS = frozenset(_LITTLE.split())
"""Folded words of the five languages that stand in nearly every text and find nothing."""
COLUMNS = (
    "e.kind, e.subject_id, e.parent_id, e.title, e.language, e.country_code, e.facet, e.dated,"
    " e.body"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; `title_html` and `snippet` carry the marks."""

    kind: str
    subject_id: int
    parent_id: int | None
    title: str
    language: str
    country_code: str
    facet: str
    dated: str
    title_html: Markup
    snippet: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of one page, and how many things of each kind there are in all."""

    hits: list[Hit]
    by_kind: dict[str, int] = field(default_factory=dict)
    is_loose: bool = False  # no thing has all the words; these have some

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self.by_kind.values())


def asked_words(text: str) -> list[str]:
    """The words of a query that say something; all of them where none does."""
    words = words_of(text)
    return ([word for word in words if word not in LITTLE_WORDS] or words)[:MOST_WORDS]


def find(
    person: Person | None,
    text: str,
    *,
    kinds: Sequence[str] = (),
    country: str = "",
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """What a person may see that has all the words, best first; else what has some of them.

    `by_kind` counts over all kinds, whichever `kinds` the hits are of.
    """
    words = asked_words(text)
    if not words:
        return Found([])
    rights = rights_of(person)
    for is_loose in (False, True):
        if is_loose and len(words) == 1:
            break
        wanted = _wanted(words, is_loose=is_loose)
        counts = _counts(wanted, rights, country)
        if counts:
            rows = _rows(wanted, rights, kinds, country, limit, offset)
            return Found([_hit(row, text) for row in rows], counts, is_loose)
    return Found([])


def best_of_each(person: Person | None, text: str, *, each: int) -> Found:
    """The best few of every kind, in one query beside the counts."""
    words = asked_words(text)
    rights = rights_of(person)
    for is_loose in (False, True) if len(words) > 1 else (False,):
        if not words:
            break
        wanted = _wanted(words, is_loose=is_loose)
        counts = _counts(wanted, rights, "")
        if counts:
            rows = _best(wanted, rights, each)
            return Found([_hit(row, text) for row in rows], counts, is_loose)
    return Found([])


def ids_of(person: Person | None, text: str, kind: str, *, or_some: bool = False) -> list[int]:
    """The things of one kind that have all the words, best first; `or_some`: else some of them.

    Not for people: half of an address would find its owner.
    """
    words = asked_words(text)
    if not words:
        return []
    rights = rights_of(person)
    for is_loose in (False, True) if or_some else (False,):
        rows = _rows(_wanted(words, is_loose=is_loose), rights, [kind], "", 1_000, 0)
        if rows:
            return [int(str(row[1])) for row in rows]
    return []


def title_counts(
    person: Person | None, words: Sequence[str], kinds: Sequence[str]
) -> tuple[int, list[int]]:
    """How many titles of these kinds the person may see, and in how many each word stands.

    A word that stands in very many is not counted to the end: as if in all, it tells nothing.
    """
    rights = rights_of(person)
    among = f"{rights.sql} AND e.kind IN ({_marks(kinds)})"
    values: list[str | int] = [*rights.values, *kinds]
    parts = [f"(SELECT count(*) FROM jln_searchentry e WHERE {among})"]  # noqa: S608 -- parts are ours, values are placeholders
    asked = list(values)
    for word in words:
        rows = f"SELECT 1 FROM {words_from()} AND {among} LIMIT {COMMONEST}"  # noqa: S608 -- likewise
        parts.append(f"(SELECT count(*) FROM ({rows}) t)")  # noqa: S608 -- likewise
        asked += [_in_title([word]), *values]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", asked)
        total, *counts = cursor.fetchone()
    return total, [total if count >= COMMONEST else count for count in counts]


class Title(NamedTuple):
    """What a thing is called."""

    kind: str
    subject_id: int
    title: str
    language: str


def best_titles(
    person: Person | None, words: Sequence[str], kinds: Sequence[str], limit: int
) -> list[Title]:
    """Things of these kinds with some of the words in their titles, best first."""
    rows = _rows(_in_title(words), rights_of(person), kinds, "", limit, 0)
    return [
        Title(str(kind), int(str(subject_id)), str(title), str(language))
        for kind, subject_id, _parent, title, language, *_rest in rows
    ]


def quoted_ways(words: Sequence[str]) -> str:
    """Any of the words, wherever they stand, in the database's own words."""
    is_sqlite = connection.vendor == "sqlite"
    ways = [_quoted(way, is_sqlite=is_sqlite) for word in words for way in alternatives(word)]
    return (" OR " if is_sqlite else " | ").join(ways)


def _in_title(words: Sequence[str]) -> str:
    """Any of the words, in the title only."""
    is_sqlite = connection.vendor == "sqlite"
    ways = [_quoted(way, is_sqlite=is_sqlite) for word in words for way in alternatives(word)]
    if is_sqlite:
        return f"title_stems : ({' OR '.join(ways)})"
    return " | ".join(f"{way}:A" for way in ways)


@dataclass(frozen=True, slots=True)
class Rights:
    """What of the rows a reader may see, as a part of a query."""

    sql: str
    values: list[str | int]


def rights_of(person: Person | None) -> Rights:
    """The reader's part of the filter. Sets of ids are looked up once."""
    if person is None:
        return Rights("e.reach = 'public'", [])
    rolls = apps.get_model("jln.SpaceMember")._default_manager.filter(person=person, until_on=None)
    spaces = list(rolls.values_list("space_id", flat=True))
    seats = Seat.objects.held_on(day(clock.now())).filter(person=person)
    held = list(seats.values_list("kind", "country__code"))
    parts, values = ["e.reach IN ('public', 'members')"], list[str | int]()
    if spaces:
        parts.append(f"e.space_id_or_none IN ({_marks(spaces)})")
        values += spaces
    if any(kind in {SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR} for kind, _code in held):
        parts.append("e.kind IN ('problem', 'adaptation')")
    elif codes := [code for kind, code in held if kind in COUNTRY_SEATS and code]:
        own = f"(e.kind IN ('problem', 'adaptation') AND e.country_code IN ({_marks(codes)}))"
        parts.append(own)
        values += codes
    return Rights(f"({' OR '.join(parts)})", values)


def _wanted(words: list[str], *, is_loose: bool) -> str:
    """The query in the database's own words; every part is quoted, so nothing is an operator."""
    is_sqlite = connection.vendor == "sqlite"
    groups = []
    for at, word in enumerate(words):
        ways = [_quoted(way, is_sqlite=is_sqlite) for way in alternatives(word)]
        if at == len(words) - 1 and len(word) >= SHORTEST_PREFIX:
            ways.append(_quoted(word, is_sqlite=is_sqlite) + ("*" if is_sqlite else ":*"))
        groups.append(f"({(' OR ' if is_sqlite else ' | ').join(ways)})")
    if is_sqlite:
        return (" OR " if is_loose else " AND ").join(groups)
    return (" | " if is_loose else " & ").join(groups)


def _quoted(word: str, *, is_sqlite: bool) -> str:
    return f'"{word}"' if is_sqlite else f"'{word}'"  # words are \w+ only


def words_from(*, entries: bool = True) -> str:
    """Where words are looked for; without what they stand in where only their number counts."""
    if connection.vendor == "sqlite":
        if not entries:
            return "jln_search_words f WHERE f.jln_search_words MATCH %s"
        return (
            "jln_search_words f JOIN jln_searchentry e ON e.id = f.rowid"
            " WHERE f.jln_search_words MATCH %s"
        )
    return "jln_searchentry e WHERE e.words @@ to_tsquery('simple', %s)"


def _counts(wanted: str, rights: Rights, country: str) -> dict[str, int]:
    among = f"{words_from()} AND {rights.sql}{_of(country)}"
    sql = f"SELECT e.kind, count(*) FROM {among} GROUP BY e.kind"  # noqa: S608 -- parts are ours, values are placeholders
    values = [wanted, *rights.values, *([country] if country else [])]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


def _rows(
    wanted: str, rights: Rights, kinds: Sequence[str], country: str, limit: int, offset: int
) -> list[tuple[object, ...]]:
    rank, rank_values = rank_of(wanted)
    of_kind = f" AND e.kind IN ({_marks(kinds)})" if kinds else ""
    sql = (
        f"SELECT {COLUMNS} FROM {words_from()} AND {rights.sql}{_of(country)}{of_kind}"  # noqa: S608 -- parts are ours, values are placeholders
        f" ORDER BY {rank}, e.id DESC LIMIT %s OFFSET %s"
    )
    values = [wanted, *rights.values, *([country] if country else []), *kinds]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *rank_values, limit, offset])
        return list(cursor.fetchall())


def _best(wanted: str, rights: Rights, each: int) -> list[tuple[object, ...]]:
    rank, values = rank_of(wanted)
    inner = f"SELECT e.*, {rank} AS rank FROM {words_from()} AND {rights.sql}"  # noqa: S608 -- parts are ours, values are placeholders
    place = "row_number() OVER (PARTITION BY kind ORDER BY rank, id DESC)"
    sql = (
        f"SELECT {COLUMNS} FROM (SELECT x.*, {place} AS place FROM ({inner}) x) e"  # noqa: S608 -- likewise
        " WHERE e.place <= %s ORDER BY e.rank, e.id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, wanted, *rights.values, each])
        return list(cursor.fetchall())


def rank_of(wanted: str) -> tuple[str, list[str | int]]:
    """Lower is better, on both databases: title five times the body."""
    if connection.vendor == "sqlite":
        return "bm25(jln_search_words, 5.0, 1.0)", []
    return "-ts_rank(e.words, to_tsquery('simple', %s))", [wanted]


def _of(country: str) -> str:
    return " AND e.country_code = %s" if country else ""


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _hit(row: tuple[object, ...], text: str) -> Hit:
    kind, subject_id, parent_id, title, language, country_code, facet, dated, body = row
    return Hit(
        kind=str(kind),
        subject_id=int(str(subject_id)),
        parent_id=int(str(parent_id)) if parent_id else None,
        title=str(title),
        language=str(language),
        country_code=str(country_code),
        facet=str(facet),
        dated=str(dated),
        title_html=marked(str(title), text),
        snippet=snippet(str(body), text),
    )
