"""Who may follow which line, declared by hand."""

from tests import factories as f
from tests.doors import ALL, GROUP, SHUT_OUT, Row
from tests.pages import closed, public, record


def line(kind, end, lives="in_public"):
    def path():
        where = {
            "in_public": public,
            "of_members": lambda: {"space": record()},
            "in_confidence": lambda: {"space": closed(), "visibility": "roll"},
        }
        made = {"problem": f.problem, "adaptation": f.adaptation}[kind](
            country=f.country(), **where[lives]()
        )
        return f"/chain/{kind}/{made.code}{end}"

    return path


MATRIX = [
    Row(lambda: f"/chain/product/{f.product().slug}/", "get", ALL),
    Row(lambda: f"/chain/product/{f.product().slug}.jsonld", "get", ALL),
    Row("/chain/idea/000000/", "get", dict.fromkeys(ALL, 404)),
] + [
    Row(line(kind, end, lives), "get", statuses)
    for kind in ("problem", "adaptation")
    for end in ("/", ".jsonld")
    for lives, statuses in (
        ("in_public", ALL),
        ("of_members", ALL | SHUT_OUT),
        ("in_confidence", GROUP),
    )
]
