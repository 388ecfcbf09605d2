"""The authorisation matrix: every row declared by hand, for every principal; and it notices the policy.

A row imports nothing of `jln.access`. Flipping any line of the policy, to nobody
or to anyone, must make at least one cell wrong.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction

from jln.access.permissions import Permission
from jln.access.policy import POLICY, Grant
from jln.access.relations import anyone
from jln.countries.terms import SeatKind
from tests import factories as f

pytestmark = pytest.mark.django_db
PLACES = sorted(path.parent.name for path in Path(__file__).parent.parent.glob("*/matrix.py"))
ROWS = {place: import_module(f"tests.{place}.matrix").MATRIX for place in PLACES}
LEAST_CELLS = 700
"""A lower count than this fails: rows are added, never lost."""

HOME = {
    "adaptation": "library", "desk": "desk", "mail": "desk", "person": "directory", "post": "conversations",
    "problem": "problems", "product": "library", "statement": "desk", "topic": "conversations",
}  # fmt: skip
BY_ACTION = "its page opens to whoever reads the thing; the deed is refused in test_actions"
NOT_BY_PAGE = {
    Permission.ADAPTATION_REPORT: BY_ACTION,
    Permission.POST_THANK: BY_ACTION,
    Permission.PROBLEM_SHARE: BY_ACTION,
    Permission.PROBLEM_STATE: BY_ACTION,
    Permission.TOPIC_ANSWER: BY_ACTION,
    Permission.TOPIC_FOLLOW: BY_ACTION,
    Permission.TOPIC_START: BY_ACTION,
    Permission.PERSON_EDIT: "one's own pages name no other person",
    Permission.PERSON_ERASE: "one's own page; the administrator's by command",
    Permission.PRODUCT_VIEW: "anyone may",
    Permission.STATEMENT_CONFIRM: "staff who open the desk; the action's own test",
    Permission.UPLOAD_VIEW: "photos go by the person; the view's own test",
    Permission.MAIL_READ: "the same people as the desk; flipped by its own rows",
}


@pytest.fixture
def client_of():
    """A browser of each principal: `member` is of Ghana, `other` of Kenya."""
    from django.test import Client

    f.network()
    ghana, kenya = f.country(), f.country("KE", "Kenya")
    people = {
        "visitor": None,
        "member": f.person("Member", country=ghana),
        "other": f.person("Other", country=kenya),
        "coordinator": f.person("Coordinator", country=ghana),
        "staff": f.staff("Staff"),
        "administrator": f.person("Administrator", country=ghana),
    }
    f.seat(SeatKind.CCG_COORDINATOR, people["coordinator"], country=ghana)
    f.seat(SeatKind.ADMINISTRATOR, people["administrator"])
    clients = {}
    for name, person in people.items():
        clients[name] = Client(raise_request_exception=False)
        if person:
            f.sign_in(clients[name], person)
    return clients


def wrong_cells(place, clients):
    """Cells that answer otherwise than declared: (path, method, principal, declared, answered)."""
    for path, method, statuses in ROWS[place]:
        for principal, status in statuses.items():
            with transaction.atomic():
                address = path() if callable(path) else path
                answer = getattr(_fresh(clients[principal]), method)(address)
                transaction.set_rollback(True)
            if answer.status_code != status:
                yield address, method, principal, status, answer.status_code


def _fresh(client):
    """The same browser before a handler of its own: numbers repeat here, and kept pages would too."""
    from django.test import Client

    fresh = Client(raise_request_exception=False)
    fresh.cookies = client.cookies.copy()
    return fresh


@pytest.mark.parametrize("place", PLACES)
def test_matrix(place, client_of):
    assert list(wrong_cells(place, client_of)) == []


def test_no_row_was_lost():
    assert (
        sum(len(statuses) for rows in ROWS.values() for _path, _method, statuses in rows)
        >= LEAST_CELLS
    )


@pytest.mark.parametrize("to", ["nobody", "anyone"])
@pytest.mark.parametrize("permission", [p for p in POLICY if p not in NOT_BY_PAGE], ids=str)
def test_a_flipped_line_of_the_policy_is_noticed(permission, to, client_of, monkeypatch):
    if os.environ.get("JLN_TEST") != "all":
        pytest.skip("the matrix against each flipped line of the policy (JLN_TEST=all)")
    grant = POLICY[permission]
    relations = (anyone,) if to == "anyone" else ()
    monkeypatch.setitem(POLICY, permission, Grant(grant.about, relations))
    home = HOME.get(permission.split(".")[0], "")
    order = sorted(PLACES, key=lambda place: place != home)
    assert any(True for place in order for _cell in wrong_cells(place, client_of)), permission
