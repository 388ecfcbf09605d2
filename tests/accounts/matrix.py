"""Who may open what of an account, declared by hand; see `tests/library/matrix.py`."""

from tests.library.matrix import ALL, MEMBERS

MATRIX = [
    ("/sign-in/", "get", ALL),
    ("/sign-in/code/", "get", dict.fromkeys(ALL, 302)),
    ("/sign-in/link/nothing/", "get", ALL),
    ("/welcome/nothing/", "get", ALL),
    ("/sign-out/", "get", dict.fromkeys(ALL, 405) | {"visitor": 302}),
    ("/me/", "get", MEMBERS),
    ("/me/photo/", "get", dict.fromkeys(ALL, 405) | {"visitor": 302}),
    ("/me/languages/", "get", MEMBERS),
    ("/me/addresses/", "get", MEMBERS),
    ("/me/sessions/", "get", MEMBERS),
    ("/me/data/", "get", MEMBERS),
    ("/me/data/file/", "get", dict.fromkeys(ALL, 405) | {"visitor": 302}),
    ("/me/data/file/", "post", MEMBERS),
]
