"""Who may open what of problems, declared by hand; see `tests/library/matrix.py`."""

from tests import factories as f
from tests.library.matrix import ALL, COUNTRY, GROUP, MEMBERS, STAFF
from tests.pages import closed, public, record


def problem(end="", lives="of_members"):
    def path():
        where = {
            "in_public": public,
            "of_members": lambda: {"space": record()},
            "in_confidence": lambda: {"space": closed(), "visibility": "roll"},
        }
        return f"/problems/{f.problem(country=f.country(), **where[lives]()).code}/{end}"

    return path


MATRIX = [
    ("/problems/new/", "get", MEMBERS),
    ("/problems/new/", "post", MEMBERS),
    (problem(lives="in_public"), "get", ALL),
    (problem(), "get", ALL | {"visitor": 404}),
    (problem(lives="in_confidence"), "get", GROUP),
    (problem("countries/"), "get", MEMBERS),
    (problem("countries/"), "post", MEMBERS),
    (problem("countries/", lives="in_confidence"), "post", COUNTRY),
    (problem("correction/"), "get", STAFF),
    (problem("correction/"), "post", STAFF),
    (problem("withdrawal/"), "get", STAFF),
    (problem("withdrawal/"), "post", STAFF),
    (problem("public/"), "get", COUNTRY),
    (problem("public/"), "post", COUNTRY),
]
