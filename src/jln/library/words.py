"""Small words that the templates of the library and of the chain put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from jln.library.terms import ProductType
from jln.search.highlight import marked
from jln.ui.formats import partial
from jln.web.addresses import url

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.kit.partial import PartialDate


def kind_words(value: str) -> str:
    """A kind of product as a line begins with it; what an address invents stays as it is."""
    words = str(ProductType(value).label) if value in ProductType.values else value
    return words[:1].upper() + words[1:]


def host_of(address: str) -> str:
    """Where a link leads, in the reader's sight before she follows it."""
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def span(first: PartialDate | None, last: PartialDate | None) -> str:
    """`2014 to 2017`, `since 2014`, or nothing."""
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": partial(first), "last": partial(last)}
    if first and not last:
        return _("since %(date)s") % {"date": partial(first)}
    return partial(first or last)


def dotted(*parts: str) -> str:
    """Small facts beside each other, as `ui.meta_line` shows them, for a line above a title."""
    return " · ".join(part for part in parts if part)


def country_path(country: Country) -> str:
    """A country's page, for the tile map."""
    return url("country", code=country.code.lower())


WORDS: dict[str, Any] = {
    "country_path": country_path,
    "dotted": dotted,
    "marked": marked,
    "host_of": host_of,
    "kind_words": kind_words,
    "span": span,
}
"""What a view hands to its template."""
