"""What a product's page reads, and what other pages show of products."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, F, QuerySet

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.activities.models import Activity
from jln.countries.models import Country
from jln.initiatives.models import GroupCountry
from jln.kit import clock
from jln.kit.time import day
from jln.library.models import Adaptation, Product, ProductTheme, Release
from jln.library.queries.origins import Origin, origins_of
from jln.library.rules import DEPTHS, is_known_licence
from jln.library.terms import Depth
from jln.web import versions
from jln.web.kept import Kept

if TYPE_CHECKING:
    from jln.initiatives.models import LearningGroup
    from jln.kit.partial import PartialDate
    from jln.people.models import Person

SHOWN = 6  # adaptations beside the map; the chain has them all


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
    authors: list[Country]
    releases: list[Release]
    origins: list[Origin]
    groups: list[LearningGroup]
    group_countries: list[Country]
    sessions: list[Activity]
    adaptations: list[Adaptation]
    adaptation_count: int  # all, for whoever they are; never shown
    members: list[Country]
    may_link: bool = False

    @property
    def seen(self) -> tuple[object, ...]:
        """All that can differ between two readers of this page, as the policy answered."""
        return (
            self.product.pk,
            self.may_link,
            tuple(origin.pk for origin in self.origins if origin.thing),
            tuple(one.pk for one in self.adaptations),
        )

    @property
    def licence(self) -> str:
        """As its publisher states it; empty when it is not known."""
        return self.product.licence if is_known_licence(self.product.licence) else ""

    @property
    def marks(self) -> dict[str, str]:
        """For the tile map: wrote it, adapted it, both."""
        wrote = {country.code for country in self.authors}
        used = {adaptation.country.code for adaptation in self.adaptations}
        return (
            dict.fromkeys(wrote - used, "b")
            | dict.fromkeys(used - wrote, "y")
            | dict.fromkeys(wrote & used, "z")
        )

    @property
    def adapters(self) -> list[Country]:
        """The countries that adapted it, each once, in the order of their adaptations."""
        return list({one.country_id: one.country for one in self.adaptations}.values())

    @property
    def new_hands(self) -> int:
        """How many of those did not write it."""
        wrote = {country.pk for country in self.authors}
        return sum(country.pk not in wrote for country in self.adapters)

    @property
    def since(self) -> PartialDate | None:
        """When the first adaptation began, if that is known."""
        return min((one.starts for one in self.adaptations if one.starts), default=None)

    @property
    def languages(self) -> list[str]:
        """In all its releases."""
        known = {tongue for release in self.releases for tongue in release.languages}
        return sorted(known or {self.product.language})


def product_page(person: Person | None, slug: str) -> ProductPage | None:
    """Everything on the page of one product, if there is one.

    What everyone may see is kept; what is not public is asked of the policy for each
    reader, and kept for her until her rights change by deed or by date.
    """
    record = _records.get(slug, lambda: _record(slug))
    if record is None or person is None:
        return record
    name = f"person:{person.pk}"
    key = slug, name, versions.read([name])[name], day(clock.now())
    return _of_readers.get(key, lambda: _for_reader(person, record))


def _for_reader(person: Person, record: ProductPage) -> ProductPage:
    knows_all = all(origin.thing for origin in record.origins)
    sees_all = len(record.adaptations) == record.adaptation_count
    return replace(
        record,
        origins=record.origins if knows_all else origins_of(person, [record.product.pk]),
        adaptations=record.adaptations if sees_all else _adaptations(person, record.product),
        may_link=can(person, Permission.PRODUCT_LINK, record.product),
    )


_of_readers: Kept[ProductPage] = Kept(400)
_records: Kept[ProductPage | None] = Kept(200)


def _record(slug: str) -> ProductPage | None:
    """The page of somebody who is not signed in."""
    product = products(None).filter(slug=slug).first()
    if product is None:
        return None
    origins = origins_of(None, [product.pk])
    groups = {origin.thing.pk: origin.thing for origin in origins if origin.kind == "group"}
    if product.group:
        groups.setdefault(product.group.pk, product.group)
    held = {origin.thing.pk: origin.thing for origin in origins if origin.kind == "activity"}
    for session in Activity.objects.filter(group__in=groups).order_by("starts", "pk"):
        held.setdefault(session.pk, session)
    parts = GroupCountry.objects.filter(group__in=groups).select_related("country").order_by("pk")
    return ProductPage(
        product=product,
        themes=list(product.themes.select_related("theme").order_by("pk")),
        authors=list(product.countries.order_by("code")),
        releases=list(releases_of(product)),
        origins=origins,
        groups=list(groups.values()),
        group_countries=list({part.country_id: part.country for part in parts}.values()),
        sessions=list(held.values()),
        adaptations=_adaptations(None, product),
        adaptation_count=product.adaptations.filter(withdrawn_at=None).count(),
        members=list(Country.objects.exclude(tile_row=None)),
    )


def _adaptations(person: Person | None, product: Product) -> list[Adaptation]:
    used = Adaptation.objects.filter(product=product).select_related("country").order_by("pk")
    return sorted(visible(person, Permission.ADAPTATION_VIEW, used), key=_farthest_first)


def _farthest_first(adaptation: Adaptation) -> tuple[int, str]:
    """Those that went far before those that began, then by when."""
    depth = DEPTHS.index(Depth(adaptation.depth)) if adaptation.depth else -1
    return -depth, str(adaptation.starts or "9999")
