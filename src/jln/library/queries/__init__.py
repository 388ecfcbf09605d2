"""What the pages of the library read; start at `shelf` for the list, `product` for a page."""

from jln.library.queries.adaptations import (
    BY_NOTHING,
    AdaptationPage,
    LedBy,
    adaptation_page,
    adaptations,
    adaptations_of,
    advancing,
    correcting,
    led_by,
    publishing,
    withdrawing,
)
from jln.library.queries.origins import Origin, find_origin, origins_of
from jln.library.queries.product import (
    ProductPage,
    linking,
    newest_products,
    product_page,
    products,
    products_of,
    releases_of,
)
from jln.library.queries.reporting import (
    Reporting,
    concerned,
    countries_to_report_for,
    examples,
    reporting,
)
from jln.library.queries.shelf import Book, LibraryPage, library_page, on_the_shelf
from jln.problems.queries import problems_of

__all__ = [
    "BY_NOTHING",
    "AdaptationPage",
    "Book",
    "LedBy",
    "LibraryPage",
    "Origin",
    "ProductPage",
    "Reporting",
    "adaptation_page",
    "adaptations",
    "adaptations_of",
    "advancing",
    "concerned",
    "correcting",
    "countries_to_report_for",
    "examples",
    "find_origin",
    "led_by",
    "library_page",
    "linking",
    "newest_products",
    "on_the_shelf",
    "origins_of",
    "problems_of",
    "product_page",
    "products",
    "products_of",
    "publishing",
    "releases_of",
    "reporting",
    "withdrawing",
]
