"""Who may open the pages that gather, declared by hand; see `tests/library/matrix.py`."""

from tests import factories as f
from tests.library.matrix import ALL

MATRIX = [
    *((path, "get", ALL) for path in (
        "/", "/countries/", "/work/", "/events/", "/steering-group/", "/insights/", "/about/",
        "/about/membership/", "/about/privacy/", "/about/permissions/", "/about/accessibility/",
        "/search/", "/search/?q=x", "/feeds/products.atom", "/feeds/news.atom", "/sitemap.xml",
        "/robots.txt", "/.well-known/security.txt", "/ar/", "/fr/countries/",
    )),
    (lambda: f"/countries/{f.country().code.lower()}/", "get", ALL),
    (lambda: f"/work/{f.group().slug}/", "get", ALL),
    (lambda: f"/work/initiatives/{f.initiative().slug}/", "get", ALL),
    ("/countries/zz/", "get", dict.fromkeys(ALL, 404)),
    ("/nothing/", "get", dict.fromkeys(ALL, 404)),
]  # fmt: skip
