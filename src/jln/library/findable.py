"""What of the library can be found by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from jln.countries.models import Country
from jln.library.models import Adaptation, Product
from jln.problems.rules import narrowest
from jln.search.index import Entry
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator


def entries() -> Iterator[Entry]:
    """Every product, and every adaptation that was not taken back."""
    wrote = Prefetch("countries", Country.objects.order_by("code"))
    rows = Product.objects.select_related("initiative").prefetch_related(wrote).order_by("pk")
    for product in rows.iterator(chunk_size=500):
        yield product_entry(product)
    used = Adaptation.objects.filter(withdrawn_at=None).order_by("pk")
    for one in used.select_related("country", "product", "space").iterator(chunk_size=500):
        yield adaptation_entry(one)


def product_entry(product: Product) -> Entry:
    """A product: for everyone. Also found by its initiative and the countries that wrote it."""
    initiative = [product.initiative.name] if product.initiative else []
    wrote = [country.names["en"] for country in product.countries.all()]
    return Entry(
        kind="product",
        subject_id=product.pk,
        title=product.title,
        body="\n".join([product.abstract, *initiative, *wrote]).strip(),
        language=product.language,
        reach=Visibility.PUBLIC,
        facet=product.type,
        dated=str(product.published or ""),
    )


def adaptation_entry(one: Adaptation) -> Entry:
    """An adaptation, found by those who may read it."""
    said = (one.used, one.change, one.place, one.institution, one.outcome)
    return Entry(
        kind="adaptation",
        subject_id=one.pk,
        parent_id=one.product_id,
        title=f"{one.country.names['en']}: {one.product.title}",
        body="\n".join(text for text in said if text),
        language=one.language,
        reach=narrowest(Visibility(one.visibility), Visibility(one.space.visibility)),
        space_id_or_none=one.space_id,
        country_code=one.country.code,
        facet=one.depth or one.state,
        dated=str(one.starts or one.created_at.date()),
    )
