"""Who may open what of conversations, declared by hand; see `tests/library/matrix.py`."""

from tests import factories as f
from tests.library.matrix import ALL, MEMBERS
from tests.pages import closed

NOBODY = dict.fromkeys(ALL, 404) | {"visitor": 302}
STAFF = NOBODY | {"staff": 200, "administrator": 200}


def topic(end="", **values):
    def path():
        made = f.topic(**{"space": f.space()} | values)
        f.post(made, f.person())
        return f"/ask/{made.code}/{end}"

    return path


def confidential(end=""):
    def path():
        made = f.topic(space=closed())
        f.post(made, f.person())
        return f"/ask/{made.code}/{end}"

    return path


MATRIX = [
    ("/ask/", "get", MEMBERS),
    ("/ask/?tab=all", "get", MEMBERS),
    ("/ask/new/", "get", MEMBERS),
    ("/ask/new/", "post", MEMBERS),
    (topic(), "get", MEMBERS),
    (topic(), "post", MEMBERS),
    (topic("follow/"), "get", MEMBERS),
    (topic("follow/"), "post", MEMBERS),
    (topic("not-me/"), "get", MEMBERS),
    (topic("not-me/"), "post", MEMBERS),
    (topic("hidden/"), "get", STAFF),
    (topic("hidden/"), "post", STAFF),
    (topic("posts/2/"), "get", MEMBERS),
    (topic("posts/2/thanks/"), "get", MEMBERS),
    (topic("posts/2/undo/"), "get", NOBODY),
    (topic("posts/2/undo/"), "post", NOBODY),
    (topic("posts/2/hidden/"), "get", STAFF),
    (topic("posts/2/hidden/"), "post", STAFF),
    (topic("posts/1/hidden/"), "get", NOBODY),
    (topic("posts/2/original/"), "get", NOBODY),
    (topic(hidden_at=f.NOON), "get", NOBODY),
    (topic("posts/2/", hidden_at=f.NOON), "get", NOBODY),
    (confidential(), "get", NOBODY),
    (confidential(), "post", NOBODY),
    (confidential("follow/"), "post", NOBODY),
    (confidential("not-me/"), "post", NOBODY),
    (confidential("posts/2/"), "get", NOBODY),
    (confidential("posts/2/thanks/"), "post", NOBODY),
    (confidential("posts/2/original/"), "get", NOBODY),
    (confidential("posts/2/hidden/"), "get", STAFF),
]
