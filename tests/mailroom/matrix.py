"""Who may open what of mail, declared by hand; see `tests/library/matrix.py`."""

from tests import factories as f
from tests.library.matrix import ALL, MEMBERS


def stop_path():
    from jln.mail import outgoing, tokens

    letter = outgoing.put("post.written", f.person(), subject="x", text="x", because="follower")
    return f"/mail/stop/{tokens.stop_seal(letter)}/"


EVERYBODY = dict.fromkeys(ALL, 200)
NOBODY = dict.fromkeys(ALL, 404)

MATRIX = [
    ("/me/mail/", "get", MEMBERS),
    (stop_path, "get", EVERYBODY),
    ("/mail/stop/nonsense/", "get", NOBODY),
    ("/mail-form/", "get", dict.fromkeys(ALL, 405) | {"visitor": 302}),
    ("/mail-form/", "post", dict.fromkeys(ALL, 404) | {"visitor": 302}),
    ("/mail/", "get", EVERYBODY),  # of a demonstration; a real network has no such page
    ("/mail/999999/", "get", NOBODY),
    ("/mail/999999.eml", "get", NOBODY),
]
