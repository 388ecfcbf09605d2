"""What is like a text that is about to be posted: a title shares words too rare for chance.

A title that shares words with a text is like it if so rare words would hardly be shared
by chance. A word that stands in `n` of `N` titles is shared by chance with `n / N`; words
taken as independent, a title shares several with the product, and among `N` titles so
many share them by chance: `N` times that product. `odds` says how few that must be. So a
large library asks for rarer words, or more of them, than a small one, and no number has
to be set again while it grows.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from jln.search.function_words import FUNCTION_WORDS
from jln.search.queries import Title, best_titles, title_counts
from jln.search.stems import alternatives, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jln.people.models import Person

LOOKED_AT = 24
"""The titles that are weighed, the likest by the database's own measure."""
SHARED = 2
"""So many words must be shared; one may mean anything."""
MUCH = 0.45
"""Of what is asked, by how rare its words are, or of the words of the title: two rare words
among ten others are of another matter. Measured on 30 first questions in five languages that
have no neighbour among the demonstration's 86 topics and 66 products: without it 3 of them
find something, with it none; all 15 with a neighbour still find it.
"""
MOST_OF = 0.6
"""Of the words of the shorter of two short texts."""
SMALLEST = 30
"""Fewer titles say little of how rare a word is: two words of a single title are enough then."""
MOST_WORDS = 24
SHORTEST = 3


def like(
    person: Person | None, text: str, *, kinds: Iterable[str], odds: float, limit: int
) -> list[Title]:
    """At most so many things whose titles are like a text, the likest first."""
    words = telling_words(text)
    those = tuple(kinds)
    if len(words) < SHARED:
        return []
    total, counts = title_counts(person, words, those)
    size = max(total, SMALLEST)
    weights = {
        word: log((size + 1) / (count + 1)) for word, count in zip(words, counts, strict=True)
    }
    known = [word for word, count in zip(words, counts, strict=True) if count and weights[word] > 0]
    if len(known) < SHARED:
        return []
    enough, asked = log(size) - log(odds), sum(weights.values())
    liked = []
    for hit in best_titles(person, known, those, LOOKED_AT):
        shared = _shared(weights, hit)
        weight = sum(shared)
        if weight >= enough and is_much(weight / asked, len(shared), hit.title):
            liked.append((weight, hit))
    liked.sort(key=lambda one: -one[0])
    return [hit for _weight, hit in liked[:limit]]


def is_much(of_asked: float, shared: int, title: str) -> bool:
    """Whether this part of a question, or so many words of a title, are about the same matter."""
    return max(of_asked, shared / max(len(telling_words(title)), 1)) >= MUCH


def is_of(words: Sequence[str], title: str, body: str, language: str) -> bool:
    """Whether a thing is about what these telling words ask: by its title, or by all of it."""
    in_title = _found(words, set(stems_of(title, language)))
    in_all = _found(words, set(stems_of(f"{title}\n{body}", language)))
    if in_all < SHARED:
        return False
    return is_much(in_all / len(words), in_title if in_title >= SHARED else 0, title)


def _found(words: Sequence[str], stems: set[str]) -> int:
    return sum(bool(stems & set(alternatives(word))) for word in words)


def alike(texts: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Groups of short texts, each with its language, that share most of the shorter's words.

    Not by rarity: what many say in the same words is alike, however often it is said.
    """
    stems = [set(stems_of(" ".join(telling_words(text)), language)) for text, language in texts]
    groups: list[list[int]] = []
    seen: set[int] = set()
    for at, mine in enumerate(stems):
        if at in seen:
            continue
        group = [at]
        for other in range(at + 1, len(stems)):
            shared = len(mine & stems[other])
            most = MOST_OF * min(len(mine), len(stems[other]))
            if other not in seen and shared >= max(SHARED, most):
                group.append(other)
        if len(group) > 1:
            seen |= set(group)
            groups.append(group)
    return groups


def telling_words(text: str) -> list[str]:
    """The words of a text that can tell what it is about, each stem once."""
    found: list[str] = []
    seen: set[str] = set()
    for word in words_of(text):
        is_short = len(word) < SHORTEST and word.isascii()
        ways = set(alternatives(word))
        if is_short or word.isdigit() or word in FUNCTION_WORDS or ways & seen:
            continue
        seen |= ways
        found.append(word)
    return found[:MOST_WORDS]


def _shared(weights: dict[str, float], hit: Title) -> list[float]:
    """How rare each word is that the title shares; nothing if it is one word."""
    stems = set(stems_of(hit.title, hit.language))
    shared = [weight for word, weight in weights.items() if stems & set(alternatives(word))]
    return shared if len(shared) >= SHARED else []
