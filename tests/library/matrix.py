"""Who may open what in the library, declared by hand: 200, 302, 403, 404, 405 for each principal.

`member` is of Ghana, `other` of another country, `coordinator` of Ghana's Core Group.
A path may be a callable that makes what it leads to and gives the path.
"""

from tests import factories as f
from tests.pages import closed, public, record

ALL = dict.fromkeys(("visitor", "member", "other", "coordinator", "staff", "administrator"), 200)
MEMBERS = ALL | {"visitor": 302}
STAFF = {
    "visitor": 302,
    "member": 404,
    "other": 404,
    "coordinator": 404,
    "staff": 200,
    "administrator": 200,
}
COUNTRY = {
    "visitor": 302,
    "member": 404,
    "other": 404,
    "coordinator": 200,
    "staff": 200,
    "administrator": 200,
}
GROUP = COUNTRY | {"visitor": 404}


def product(end=""):
    return lambda: f"/library/{f.product().slug}/{end}"


def adaptation(end="", **values):
    def path():
        lives = {
            "in_public": public,
            "of_members": lambda: {"space": record()},
            "in_confidence": lambda: {"space": closed(), "visibility": "roll"},
        }
        return f"/adaptations/{f.adaptation(country=f.country(), **lives[values['lives']]()).code}/{end}"

    return path


MATRIX = [
    ("/library/", "get", ALL),
    ("/fr/library/", "get", ALL),
    (product(), "get", ALL),
    (product("cite/"), "get", ALL),
    (product("cite.bib"), "get", ALL),
    (product("adapt/"), "get", MEMBERS),
    (product("adapt/"), "post", MEMBERS),
    (product("origins/"), "get", STAFF),
    (product("origins/"), "post", STAFF),
    (adaptation(lives="in_public"), "get", ALL),
    (adaptation(lives="of_members"), "get", ALL | {"visitor": 404}),
    (adaptation(lives="in_confidence"), "get", GROUP),
    (adaptation("evidence/", lives="in_public"), "get", COUNTRY),
    (adaptation("evidence/", lives="in_public"), "post", COUNTRY),
    (adaptation("correction/", lives="in_public"), "get", STAFF),
    (adaptation("correction/", lives="in_public"), "post", STAFF),
    (adaptation("stop/", lives="of_members"), "get", COUNTRY),
    (adaptation("stop/", lives="of_members"), "post", COUNTRY),
    (adaptation("withdrawal/", lives="in_public"), "get", STAFF),
    (adaptation("withdrawal/", lives="in_public"), "post", STAFF),
    (adaptation("public/", lives="of_members"), "get", COUNTRY),
    (adaptation("public/", lives="of_members"), "post", COUNTRY),
]
