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
from django.db import transaction
from django.urls import Resolver404, resolve

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
LEAST_CELLS = 1000
"""A lower count than this fails: rows are added, never lost."""

HOME = {
    "application": "membership",
    "assessment": "membership",
    "level": "membership",
    "waiver": "membership",
    "core_action": "governance",
    "core_group": "governance",
    "core_meeting": "governance",
    "charter": "governance",
    "decision": "governance",
    "election": "elections",
    "priority": "priorities",
    "motion": "governance",
    "handover": "seats",
    "nomination": "activities",
    "seat": "seats",
    "support": "governance",
    "steering": "governance",
    "adaptation": "library", "country": "library", "country.judge": "membership", "post": "conversations", "problem": "problems",
    "product": "library", "topic": "conversations", "upload": "uploads", "person.edit": "accounts",
    "person.erase": "accounts", "person.view": "directory", "person.write_to": "directory",
}  # fmt: skip
"""Where a flip is looked for first; what is not here, at the desk."""
FLIPS = [
    (permission, to)
    for permission in POLICY
    for to in ("nobody", "anyone")
    if (permission, to) != (Permission.PRODUCT_VIEW, "anyone")  # which it says already
]


@pytest.fixture
def known():
    return principals()


@pytest.mark.parametrize("place", PLACES)
def test_matrix(place, known):
    assert list(wrong_cells(ROWS[place], known)) == []


def test_no_row_was_lost():
    assert sum(len(row.statuses) for rows in ROWS.values() for row in rows) >= LEAST_CELLS


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
    home = HOME.get(permission) or HOME.get(permission.split(".")[0], "desk")
    order = sorted(PLACES, key=lambda place: place != home)
    assert any(True for place in order for _cell in wrong_cells(ROWS[place], known)), permission
