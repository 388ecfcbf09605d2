"""One demonstration network for all gates: real history, invented people, real activity."""

from __future__ import annotations

import pytest
from django.test import Client

from jln.accounts.doorkeeper import session_key
from jln.accounts.models import Session
from jln.demonstration.command import make
from jln.demonstration.roles import role_people
from jln.kit import clock


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The whole network, in a transaction that ends with the module."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        make(1, at=clock.now())
        yield {role.code: person for role, person in role_people()}
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def reader(demonstration, django_db_blocker):
    """reader("staff") is a browser of that role; reader("visitor") of nobody."""

    def client(role: str) -> Client:
        browser = Client(headers={"accept-encoding": "identity"})
        if role != "visitor":
            person = demonstration[role]
            cookie = f"gate-{role}"
            now = clock.now()
            Session.objects.get_or_create(
                key=session_key(cookie),
                defaults={"person": person, "started_at": now, "seen_at": now},
            )
            browser.cookies["session"] = cookie
        return browser

    with django_db_blocker.unblock():
        yield client
