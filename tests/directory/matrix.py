"""Who may open what of people and institutions, declared by hand; see `tests/library/matrix.py`."""

from tests import factories as f
from tests.library.matrix import ALL, MEMBERS

NOBODY = dict.fromkeys(ALL, 404) | {"visitor": 302}
STAFF = NOBODY | {"staff": 200, "administrator": 200}


def person(end="", **values):
    return lambda: f"/people/{f.person(**values).code}/{end}"


MATRIX = [
    ("/people/", "get", MEMBERS),
    ("/people/?q=audit", "get", MEMBERS),
    (person(), "get", MEMBERS),
    (person("write/"), "get", MEMBERS),
    (person("write/"), "post", MEMBERS),
    (person(listing="spaces"), "get", STAFF),
    (person("write/", listing="spaces"), "get", STAFF),
    (person("write/", listing="spaces"), "post", STAFF),
    (person(status="closed"), "get", STAFF),
    (person("write/", status="closed"), "post", NOBODY),
    (person("write/", status="suspended", suspended_at=f.NOON), "get", NOBODY),
    ("/institutions/", "get", ALL),
    ("/fr/institutions/", "get", ALL),
    (lambda: f"/institutions/{f.institution().slug}/", "get", ALL),
]
