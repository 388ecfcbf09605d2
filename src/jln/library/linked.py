"""A product as machines read it: schema.org, with what it is based on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.library.citing import Work
from jln.ui.formats import country_name, language
from jln.web import network
from jln.web.addresses import url

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.library.models import Adaptation, Product, Release
    from jln.library.queries import ProductPage

PAGES = {"problem": "problem", "topic": "topic", "group": "group", "activity": "event"}
"""The page of each kind of origin."""


def path_of(kind: str, thing: Any) -> str:  # noqa: ANN401 -- a problem, topic, group or activity
    """Where a thing a product came from has its page."""
    if kind in {"problem", "topic"}:
        return url(PAGES[kind], code=thing.code)
    return url(PAGES[kind], slug=thing.slug)


def work(product: Product, releases: list[Release]) -> Work:
    """What a citation of the newest release names."""
    return Work(
        author=network.current().name,
        slug=product.slug,
        title=product.title,
        published=(releases[0].released if releases else None) or product.published,
        version=releases[0].version if releases else "",
        address=network.link(url("product", slug=product.slug)),
        language=product.language,
    )


def product(it: ProductPage) -> dict[str, object]:
    """The data block of a product's page; it says what the page says, and no more."""
    row = it.product
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": network.link(url("product", slug=row.slug)),
        "name": row.title,
        "inLanguage": it.languages,
        "genre": str(row.get_type_display()),
        "publisher": {"@type": "Organization", "name": network.current().name},
    }
    known: dict[str, object] = {
        "datePublished": str(row.published or ""),
        "abstract": row.abstract,
        "about": [str(one.theme.name_in(language())) for one in it.themes],
        "license": it.licence,
        "url": row.url,
        "version": it.releases[0].version if it.releases else "",
        "locationCreated": [_country(country) for country in it.authors],
        "isBasedOn": [_based(kind, thing) for kind, thing in it.based_on],
        "workExample": [_adaptation(step.thing) for step in it.used],
    }
    return data | {name: value for name, value in known.items() if value}


def _country(country: Country) -> dict[str, object]:
    return {"@type": "Country", "name": country_name(country), "identifier": country.code}


def _based(kind: str, thing: Any) -> str:  # noqa: ANN401 -- see `path_of`
    return network.link(path_of(kind, thing))


def _adaptation(adaptation: Adaptation) -> dict[str, object]:
    return {
        "@type": "CreativeWork",
        "@id": network.link(url("adaptation", code=adaptation.code)),
        "spatialCoverage": _country(adaptation.country),
    }
