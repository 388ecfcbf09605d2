"""Which products answer the words in the search box of the library."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.library.queries.shelf import Book
    from jln.people.models import Person

MOST_WORDS = 8


def fold(text: str) -> str:
    """Lower-case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words asked for."""
    return fold(text).split()[:MOST_WORDS]


def find(person: Person | None, text: str, books: Iterable[Book]) -> list[Book]:
    """The products in which every word stands; those with the words in the title first."""
    del person  # products are for everyone
    words = words_of(text)
    found = [book for book in books if all(word in book.text for word in words)]
    return sorted(found, key=lambda book: not all(word in fold(book.title) for word in words))
