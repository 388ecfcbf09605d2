"""The library as a list: search, facets with counts, order, pages.

The whole shelf is read at once, in a fixed number of queries, and kept while the
`public` version stands: a product is a few hundred bytes, and every facet counts
what the others leave.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from jln.activities.models import Activity
from jln.countries.models import Country
from jln.kit.partial import PartialDate
from jln.library.models import Adaptation, Product, ProductTheme, Release
from jln.library.rules import is_known_licence
from jln.search.queries import ids_of
from jln.spaces.terms import Visibility
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jln.people.models import Theme

ROWS = 20
WEIGHT = 2_250  # compressed bytes for the rows of one page, beside sheet, frame and facets
ERA = 5  # years in a group of years
ORDERS = ("adapted", "newest", "title")
FACETS = {
    "s": "themes",
    "t": "types",
    "i": "initiatives",
    "c": "countries",
    "a": "adapted",
    "l": "languages",
    "y": "era",
    "r": "licence",
}
"""The address's word for each facet, and what of a book it looks at."""


@dataclass(frozen=True, slots=True)
class Book:
    """A product as the list shows it."""

    pk: int
    slug: str
    title: str
    type: str
    language: str
    published: PartialDate | None
    abstract: str
    initiative: str
    themes: tuple[str, ...]
    adaptation_count: int
    session_count: int
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    adapted: tuple[str, ...]
    licence: tuple[str, ...]
    era: tuple[str, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """Its one type, as the facets want it."""
        return (self.type,)

    @property
    def initiatives(self) -> tuple[str, ...]:
        """Its initiative, if it has one."""
        return (self.initiative,) if self.initiative else ()

    @property
    def weight(self) -> int:
        """About how many compressed bytes its row takes."""
        return 70 + 9 * len(self.countries[:8]) + (len(self.title) + len(self.abstract)) * 5 // 12


@dataclass(frozen=True, slots=True)
class Shelf:
    """All products, and the names the facets need."""

    books: tuple[Book, ...]
    initiatives: Mapping[str, str]
    themes: Mapping[str, Theme]
    countries: Mapping[str, Country]


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """One page of the library, narrowed as the reader asked."""

    books: list[Book]
    found: int
    total: int
    counts: dict[str, Counter[str]]
    chosen: dict[str, list[str]]
    order: str
    number: int
    has_next: bool
    initiatives: Mapping[str, str]
    themes: Mapping[str, Theme]
    countries: Mapping[str, Country]


def library_page(
    *, text: str, chosen: dict[str, list[str]], order: str, number: int
) -> LibraryPage:
    """The products that fit, on this page, with what each further choice would leave."""
    shelf = _shelf.get("all", _read)
    books: Iterable[Book] = shelf.books
    if text:
        known = {book.pk: book for book in shelf.books}
        found = ids_of(None, text, "product", or_some=True)
        books = [known[pk] for pk in found if pk in known]
    fitting, counts = _narrow(books, chosen)
    order = order if order in ORDERS else ("best" if text else ORDERS[0])
    pages = _cut(_ordered(fitting, order))
    number = min(max(number, 1), len(pages))
    return LibraryPage(
        books=pages[number - 1],
        found=len(fitting),
        total=len(shelf.books),
        counts=counts,
        chosen=chosen,
        order=order,
        number=number,
        has_next=number < len(pages),
        initiatives=shelf.initiatives,
        themes=shelf.themes,
        countries=shelf.countries,
    )


def on_the_shelf(ids: Iterable[int]) -> tuple[dict[int, Book], Mapping[str, Theme]]:
    """These products as the list shows them, and the subjects by their codes."""
    shelf = _shelf.get("all", _read)
    wanted = set(ids)
    return {book.pk: book for book in shelf.books if book.pk in wanted}, shelf.themes


def _narrow(
    books: Iterable[Book], chosen: dict[str, list[str]]
) -> tuple[list[Book], dict[str, Counter[str]]]:
    """A book that fails one facet only is counted there: that choice would bring it in."""
    wanted = {name: frozenset(values) for name, values in chosen.items() if values}
    fitting: list[Book] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for book in books:
        failed = [name for name, values in wanted.items() if values.isdisjoint(_values(book, name))]
        if not failed:
            fitting.append(book)
        for name in failed if len(failed) == 1 else () if failed else FACETS:
            counts[name].update(_values(book, name))
    return fitting, counts


def _values(book: Book, name: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(book, FACETS[name])
    return values


def _ordered(books: list[Book], order: str) -> list[Book]:
    if order == "best":
        return books
    if order == "title":
        return sorted(books, key=lambda book: (book.title.casefold(), book.pk))
    newest = sorted(books, key=lambda book: (str(book.published or ""), book.pk), reverse=True)
    if order == "newest":
        return newest
    return sorted(newest, key=lambda book: -book.adaptation_count)


def _cut(books: list[Book]) -> list[list[Book]]:
    """Pages of at most 20 that stay under the weight; the first may be empty."""
    pages: list[list[Book]] = [[]]
    weight = 0
    for book in books:
        if pages[-1] and (len(pages[-1]) >= ROWS or weight + book.weight > WEIGHT):
            pages.append([])
            weight = 0
        pages[-1].append(book)
        weight += book.weight
    return pages


_shelf: Kept[Shelf] = Kept(1)


def _read() -> Shelf:
    wrote, adapted, tongues = defaultdict(list), defaultdict(set), defaultdict(set)
    for product, code in Product.countries.through.objects.order_by("pk").values_list(
        "product_id", "country__code"
    ):
        wrote[product].append(code)
    used = Adaptation.objects.filter(
        withdrawn_at=None, visibility=Visibility.PUBLIC, space__visibility=Visibility.PUBLIC
    )
    for product, code in used.values_list("product_id", "country__code"):
        adapted[product].add(code)
    for product, languages in Release.objects.values_list("product_id", "languages"):
        tongues[product].update(languages)
    sessions: dict[int, int] = dict(
        Activity.objects.exclude(group=None)
        .values_list("group_id")
        .annotate(count=Count("pk"))
        .values_list("group_id", "count")
    )
    about: dict[int, list[Theme]] = defaultdict(list)
    for said in ProductTheme.objects.select_related("theme").order_by("pk"):
        about[said.product_id].append(said.theme)
    rows = list(Product.objects.select_related("initiative").order_by("pk"))
    return Shelf(
        books=tuple(
            _book(
                row,
                themes=about[row.pk],
                wrote=wrote[row.pk],
                adapted=adapted[row.pk],
                tongues=tongues[row.pk],
                session_count=sessions.get(row.group_id or 0, 0),
            )
            for row in rows
        ),
        initiatives={row.initiative.slug: row.initiative.name for row in rows if row.initiative},
        themes={theme.code: theme for themes in about.values() for theme in themes},
        countries={country.code: country for country in Country.objects.order_by("code")},
    )


def _book(
    row: Product,
    *,
    themes: Iterable[Theme],
    wrote: Iterable[str],
    adapted: Iterable[str],
    tongues: set[str],
    session_count: int,
) -> Book:
    year = row.published.year if row.published else 0
    initiative: Any = row.initiative
    return Book(
        pk=row.pk,
        slug=row.slug,
        title=row.title,
        type=row.type,
        language=row.language,
        published=row.published,
        abstract=row.abstract[:240],
        initiative=initiative.slug if initiative else "",
        themes=tuple(theme.code for theme in themes),
        adaptation_count=row.adaptation_count,
        session_count=session_count,
        countries=tuple(wrote),
        languages=tuple(sorted(tongues or {row.language})),
        adapted=tuple(sorted(adapted)),
        licence=("known" if is_known_licence(row.licence) else "unknown",),
        era=(str(year // ERA * ERA) if year else "none",),
    )
