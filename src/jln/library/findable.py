"""What of the library can be found by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from jln.countries.models import Country
from jln.library.models import Adaptation, Product, ProductTheme
from jln.problems.rules import narrowest
from jln.search.index import Entry
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def entries() -> Iterator[Entry]:
    """Every product, and every adaptation that was not taken back."""
    for product in _products().iterator(chunk_size=500):
        yield product_entry(product)
    for one in _adaptations().iterator(chunk_size=500):
        yield adaptation_entry(one)


def entry_for(kind: str, pk: int) -> Entry | None:
    """One product or adaptation as it can be found now; None if it cannot."""
    if kind == "product":
        product = _products().filter(pk=pk).first()
        return product_entry(product) if product else None
    found = _adaptations().filter(pk=pk).first()
    return adaptation_entry(found) if found else None


def _products() -> QuerySet[Product]:
    wrote = Prefetch("countries", Country.objects.order_by("code"))
    rows = Product.objects.select_related("initiative").prefetch_related(wrote, _themes("themes"))
    return rows.order_by("pk")


def _adaptations() -> QuerySet[Adaptation]:
    used = Adaptation.objects.filter(withdrawn_at=None).select_related("country", "space")
    return used.prefetch_related("product", _themes("product__themes")).order_by("pk")


def _themes(path: str) -> Prefetch[str]:
    return Prefetch(path, ProductTheme.objects.select_related("theme").order_by("pk"))


def product_entry(product: Product) -> Entry:
    """A product: for everyone; also by its subjects, initiative and the countries that wrote it."""
    also = _about(product)
    if product.initiative:
        also.append((product.initiative.name, "en"))
    for country in product.countries.all():
        also += _names(country)
    return Entry(
        kind="product",
        subject_id=product.pk,
        title=product.title,
        body=product.abstract,
        also=tuple(also),
        language=product.language,
        reach=Visibility.PUBLIC,
        facet=product.type,
        dated=str(product.published or ""),
    )


def adaptation_entry(one: Adaptation) -> Entry:
    """An adaptation, found by those who may read it; also by the subjects of its product."""
    said = (one.change, one.used, one.outcome, one.place, one.institution)
    return Entry(
        kind="adaptation",
        subject_id=one.pk,
        parent_id=one.product_id,
        title=one.product.title,
        body=" · ".join(text for text in said if text),
        also=(*_about(one.product), *_names(one.country)),
        language=one.language,
        reach=narrowest(Visibility(one.visibility), Visibility(one.space.visibility)),
        space_id_or_none=one.space_id,
        country_code=one.country.code,
        facet=one.standing.code,
        dated=str(one.starts or one.created_at.date()),
    )


def _about(product: Product) -> list[tuple[str, str]]:
    return [words for one in product.themes.all() for words in one.theme.found_by()]


def _names(country: Country) -> list[tuple[str, str]]:
    return [(name, language) for language, name in country.names.items()]
