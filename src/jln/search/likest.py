"""What is most like a text by all its words, and how like: for who wrote it, not for pages.

The words that stand in very many things are left out before anything is ranked, so that the
cost does not grow with the network: at most so many words, each in at most `COMMONEST` things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from jln.search.likeness import telling_words
from jln.search.queries import quoted_ways, rank_of, rights_of, words_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.people.models import Person

COMMONEST = 2_000
LOOKED_AT = 300


class Like(NamedTuple):
    """A thing that is like a text; `likeness` is 1 for the likest."""

    kind: str
    subject_id: int
    likeness: float


def likest(person: Person | None, text: str, *, kinds: Sequence[str]) -> list[Like]:
    """At most a few hundred things a person may see, the likest first. Two queries and rights."""
    words = _rare(telling_words(text))
    if not words:
        return []
    wanted = quoted_ways(words)
    rights = rights_of(person)
    rank, rank_values = rank_of(wanted)
    marks = ", ".join(["%s"] * len(kinds))
    sql = (
        f"SELECT e.kind, e.subject_id, {rank} AS rank FROM {words_from()} AND {rights.sql}"  # noqa: S608 -- parts are ours, values are placeholders
        f" AND e.kind IN ({marks}) ORDER BY rank, e.id DESC LIMIT %s"
    )
    values = [*rank_values, wanted, *rights.values, *kinds, LOOKED_AT]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    best = -min((float(rank) for _kind, _pk, rank in rows), default=0.0)
    return [
        Like(str(kind), int(pk), -float(rank) / best if best else 0.0) for kind, pk, rank in rows
    ]


def _rare(words: Sequence[str]) -> list[str]:
    """Those that stand somewhere, and not nearly everywhere; each counted no further than that."""
    if not words:
        return []
    rows = f"SELECT 1 FROM {words_from(entries=False)} LIMIT {COMMONEST}"  # noqa: S608 -- no value of anybody's
    parts = [f"(SELECT count(*) FROM ({rows}) t)" for _word in words]  # noqa: S608 -- likewise
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", [quoted_ways([word]) for word in words])
        counts = cursor.fetchone()
    return [word for word, count in zip(words, counts, strict=True) if 0 < count < COMMONEST]
