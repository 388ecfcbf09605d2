"""The authorisation matrix: every row declared by hand, for every principal; and it notices the policy.

A row imports nothing of `jln.access`. Flipping any line of the policy, to nobody
or to anyone, must make at least one cell wrong.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import Resolver404, resolve

from jln.access import check
from jln.access.permissions import Permission
from jln.access.policy import POLICY, Grant
from jln.access.relations import anyone
from tests.architecture.test_house import patterns
from tests.doors import Row, principals, wrong_cells

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


@pytest.fixture
def known():
    return principals()


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES)
def test_matrix(place, known, monkeypatch):
    asked = Asked(POLICY)
    monkeypatch.setattr(check, "POLICY", asked)
    wrong = []
    for row in ROWS[place]:
        asked.for_this = set()
        wrong += wrong_cells([row], known)
        for permission in asked.for_this:
            ASKED.setdefault(permission, []).append((len(asked.for_this), row))
    assert wrong == []


def test_no_row_was_lost():
    assert sum(len(row.statuses) for rows in ROWS.values() for row in rows) >= LEAST_CELLS


def test_every_row_asks_for_all_kinds_of_people():
    rows = [(place, row) for place, of in ROWS.items() for row in of]
    assert [one for one in rows if len(one[1].statuses) < LEAST_PRINCIPALS] == []


def test_every_route_is_in_the_matrix():
    principals()
    asked = {name for rows in ROWS.values() for row in rows if (name := _route(row))}
    assert {pattern.name for pattern in patterns()} - asked == set()


def _route(row):
    if row.method == "deed":
        return None
    with transaction.atomic():
        address = row.path() if callable(row.path) else row.path
        transaction.set_rollback(True)
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


@pytest.mark.parametrize(("permission", "to"), FLIPS, ids=str)
def test_a_flipped_line_of_the_policy_is_noticed(permission, to, known, monkeypatch):
    if os.environ.get("JLN_TEST") != "all":
        pytest.skip("the matrix against each flipped line of the policy (JLN_TEST=all)")
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
