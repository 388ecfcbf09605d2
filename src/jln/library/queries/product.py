"""What a product's page reads, and what other pages show of products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, QuerySet

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.library.line import READING
from jln.library.models import Product, ProductTheme, Release
from jln.library.queries import lines
from jln.library.rules import DEPTHS, is_known_licence
from jln.library.terms import Depth, LineKind, StepKind
from jln.web.kept import Kept

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.library.line import Step
    from jln.library.queries.lines import Line
    from jln.people.models import Person


def products(person: Person | None) -> QuerySet[Product]:
    """The products the person may read about: all."""
    rows = Product.objects.select_related("initiative", "group")
    return visible(person, Permission.PRODUCT_VIEW, rows)


def newest_products(count: int) -> QuerySet[Product]:
    """The latest products, with how many countries wrote each."""
    rows = products(None).annotate(country_count=Count("countries", distinct=True))
    return rows.exclude(published=None).order_by("-published", "-pk")[:count]


def products_of(country: Country) -> QuerySet[Product]:
    """What a country helped to write; the newest first."""
    wrote = Product.countries.through.objects.filter(country=country).values("product_id")
    return products(None).filter(pk__in=wrote).order_by("-published", "-pk")


def linking(person: Person) -> QuerySet[Product]:
    """The products whose origins this person may record."""
    return visible(person, Permission.PRODUCT_LINK, products(person))


def releases_of(product: Product) -> QuerySet[Release]:
    """The releases of a product, the newest first."""
    return product.releases.order_by(F("released").desc(nulls_last=True), "-pk")


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product, where it comes from, and what became of it, as the reader may see it."""

    product: Product
    themes: list[ProductTheme]
    releases: list[Release]
    line: Line

    @property
    def seen(self) -> tuple[object, ...]:
        """All that can differ between two readers of this page, as the policy answered."""
        return self.product.pk, self.line.sight

    @property
    def authors(self) -> tuple[Country, ...]:
        """The countries that wrote it."""
        return self.line.whole.wrote.get(self.product.pk, ())

    @property
    def sessions(self) -> list[Step]:
        """The activities on its line."""
        return self.line.shown(StepKind.SESSION)

    @property
    def used(self) -> list[Step]:
        """Its adaptations: those that went far before those that began, then by when."""
        return sorted(self.line.shown(StepKind.ADAPTATION), key=_farthest_first)

    @property
    def based_on(self) -> list[tuple[str, Any]]:
        """What it came from, as it was recorded, of what the reader may see."""
        found = []
        for origin in self.line.whole.origins:
            for kind in ("problem", "topic", "group", "activity"):
                thing = getattr(origin, kind)
                if thing and (kind not in READING or self.line.sight.sees(thing)):
                    found.append((kind, thing))
        return found

    @property
    def may_link(self) -> bool:
        """Whether the reader may record what it came from."""
        return self.line.sight.may(Permission.PRODUCT_LINK, self.product)

    @property
    def may_record(self) -> bool:
        """Whether the reader may record an adaptation: of her country, or as staff of any."""
        return self.line.sight.may_somewhere(Permission.ADAPTATION_REPORT)

    @property
    def licence(self) -> str:
        """As its publisher states it; empty when it is not known."""
        return self.product.licence if is_known_licence(self.product.licence) else ""

    @property
    def marks(self) -> dict[str, str]:
        """For the tile map: wrote it, adapted it, both."""
        wrote = {country.code for country in self.authors}
        used = {country.code for country in self.adapters}
        return (
            dict.fromkeys(wrote - used, "b")
            | dict.fromkeys(used - wrote, "y")
            | dict.fromkeys(wrote & used, "z")
        )

    @property
    def adapters(self) -> list[Country]:
        """The countries that adapted it, each once."""
        made = self.line.things(StepKind.ADAPTATION)
        return list({one.country_id: one.country for one in made}.values())

    @property
    def new_hands(self) -> int:
        """How many of those did not write it."""
        wrote = {country.pk for country in self.authors}
        return sum(country.pk not in wrote for country in self.adapters)

    @property
    def languages(self) -> list[str]:
        """In all its releases."""
        known = {tongue for release in self.releases for tongue in release.languages}
        return sorted(known or {self.product.language})


def product_page(person: Person | None, slug: str) -> ProductPage | None:
    """Everything on the page of one product, if there is one."""
    found = lines.line(person, LineKind.PRODUCT, slug)
    if found is None or found.whole.start.slug != slug:
        return None
    product = found.whole.start
    themes, releases = _records.get(slug, lambda: _record(product))
    return ProductPage(product, themes, releases, found)


_records: Kept[tuple[list[ProductTheme], list[Release]]] = Kept(200)


def _record(product: Product) -> tuple[list[ProductTheme], list[Release]]:
    themes = product.themes.select_related("theme").order_by("pk")
    return list(themes), list(releases_of(product))


def _farthest_first(step: Step) -> tuple[int, str]:
    depth = step.thing.depth
    return -DEPTHS.index(Depth(depth)) if depth else 1, str(step.when)
