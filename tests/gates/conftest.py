"""One demonstration network for all gates: real history, invented people, real activity."""

from __future__ import annotations

import pytest
from django.test import Client

from jln.accounts.doorkeeper import session_key
from jln.accounts.models import Session
from jln.demonstration.command import make
from jln.demonstration.roles import role_people
from jln.kit import clock
from tests.undone import emptied


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    with emptied(django_db_blocker):
        make(1, at=clock.now())
        yield {role.code: person for role, person in role_people()}


@pytest.fixture(scope="module")
def browsers(demonstration):
    """One for each role, kept: making what answers them takes longer than many an answer."""
    made = {"visitor": Client(headers={"accept-encoding": "identity"})}
    for role in demonstration:
        made[role] = Client(headers={"accept-encoding": "identity"})
        made[role].cookies["session"] = f"gate-{role}"
    return made


@pytest.fixture
def reader(demonstration, browsers, django_db_blocker):
    """reader("staff") is a browser of that role; reader("visitor") of nobody."""

    def client(role: str) -> Client:
        if role != "visitor":
            now = clock.now()
            Session.objects.get_or_create(
                key=session_key(f"gate-{role}"),
                defaults={
                    "person": demonstration[role],
                    "started_at": now,
                    "seen_at": now,
                    "proved_at": now,
                },
            )
        return browsers[role]

    with django_db_blocker.unblock():
        yield client
