"""The authorisation matrix: every row declared by hand, for every principal; and it notices the policy.

A row imports nothing of `jln.access`. Flipping any line of the policy, to nobody
or to anyone, must make at least one cell wrong.
"""

from __future__ import annotations

import os
from copy import copy
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import Resolver404, resolve

from jln.access import check
from jln.access.permissions import Permission
from jln.access.policy import POLICY, Grant
from jln.access.relations import Who, anyone
from jln.kit import clock
from jln.kit.time import day
from tests.architecture.test_house import patterns
from tests.doors import Principal, Row, principals, wrong_cells
from tests.undone import undone

pytestmark = pytest.mark.django_db
PLACES = sorted(path.parent.name for path in Path(__file__).parent.parent.glob("*/matrix.py"))
ROWS = {
    place: [Row(*row) for row in import_module(f"tests.{place}.matrix").MATRIX] for place in PLACES
}
LEAST_CELLS = 7900
"""A lower count than this fails: rows are added, never lost."""
LEAST_PRINCIPALS = 14

ASKED: dict[Permission, list[tuple[int, Row]]] = {}
"""The rows in which a permission was asked for, and for how many others: there a flip is looked for first."""
LED_TO: dict[int, str] = {}
"""Where each row came to when it was asked, so that no row is made once more for its address."""
FLIPS = [
    (permission, to)
    for permission in POLICY
    for to in ("nobody", "anyone")
    if (permission, to) != (Permission.PRODUCT_VIEW, "anyone")  # which it says already
]


class Asked(dict):
    """The policy, and which lines of it were read: also where the SQL of an answer is ready."""

    for_this: set[Permission]

    def __getitem__(self, permission):
        self.for_this.add(permission)
        return super().__getitem__(permission)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        yield principals()


@pytest.fixture
def known(made, monkeypatch):
    """The principals, each as she was made; what a line of the policy says of each is built once."""
    monkeypatch.setattr(check, "_allowed", _allowed)
    return {name: Principal(copy(person), browser) for name, (person, browser) in made.items()}


def _allowed(who: Who, permission: Permission) -> Q:
    """The product's own answer, which depends on nothing but these three and the line itself."""
    grant, key = check.POLICY[permission], (who, permission, day(clock.now()))
    if key not in SAID or SAID[key][0] is not grant:
        SAID[key] = grant, SAYS(who, permission)
    return SAID[key][1]


SAYS = check._allowed
SAID: dict[tuple, tuple[Grant, Q]] = {}


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES)
def test_matrix(place, known, monkeypatch):
    asked = Asked(POLICY)
    monkeypatch.setattr(check, "POLICY", asked)
    wrong = []
    for row in ROWS[place]:
        asked.for_this = set()
        wrong += wrong_cells([row], known, LED_TO)
        for permission in asked.for_this:
            ASKED.setdefault(permission, []).append((len(asked.for_this), row))
    assert wrong == []


def test_no_row_was_lost():
    assert sum(len(row.statuses) for rows in ROWS.values() for row in rows) >= LEAST_CELLS


def test_every_row_asks_for_all_kinds_of_people():
    rows = [(place, row) for place, of in ROWS.items() for row in of]
    assert [one for one in rows if len(one[1].statuses) < LEAST_PRINCIPALS] == []


def test_every_route_is_in_the_matrix(known):
    asked = {name for rows in ROWS.values() for row in rows if (name := _route(row))}
    assert {pattern.name for pattern in patterns()} - asked == set()


def _route(row):
    if row.method == "deed":
        return None
    address = LED_TO.get(id(row)) or _address(row)
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def _address(row):
    with transaction.atomic():
        address = row.path() if callable(row.path) else row.path
        transaction.set_rollback(True)
    return address


@pytest.mark.skipif(
    os.environ.get("JLN_TEST") != "all",
    reason="the matrix against each flipped line of the policy (JLN_TEST=all)",
)
@pytest.mark.parametrize(("permission", "to"), FLIPS, ids=str)
def test_a_flipped_line_of_the_policy_is_noticed(permission, to, known, monkeypatch):
    grant = POLICY[permission]
    relations = (anyone,) if to == "anyone" else ()
    monkeypatch.setitem(POLICY, permission, Grant(grant.about, relations))
    first = [row for _asked, row in sorted(ASKED.get(permission, []), key=lambda one: one[0])]
    likely = [row._replace(statuses=_turned(row, to)) for row in first]
    rest = [row for rows in ROWS.values() for row in rows]
    assert _is_noticed([*likely, *rest], known), permission


def _turned(row, to):
    """The cells that such a flip may turn."""
    shut = {403, 404, 405}
    return {who: said for who, said in row.statuses.items() if (said in shut) == (to == "anyone")}


def _is_noticed(rows, known) -> bool:
    """A cell is wrong, or what a row is about can no longer be made."""
    try:
        return any(True for _cell in wrong_cells(rows, known))
    except PermissionDenied:
        return True
