"""In a network of 200 countries, 50,000 people, 60 meetings and 600 decisions each page asks the
database as often as in ours, and is as light."""

from __future__ import annotations

import os

import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from jln.directory import pace
from jln.web import versions
from tests.gates.grown import grow
from tests.gates.routes import ROUTES
from tests.gates.test_every_page import ROLES, is_light, speaks

pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper():
    """No transaction around the test: its network is written, see `emptied`."""


def counted(reader):
    """How often each page of each reader reads, with nothing kept from the page before.

    Not how often it writes: a reader's pace is written down once in so many pages.
    """
    found = {}
    for name, (kind, path) in sorted(ROUTES.items()):
        for role in ROLES[kind]:
            client, address = reader(role), path()
            speaks(role, "en")  # who is forgotten at each page, not at some
            pace._turned.clear()  # each tenth page is written down, and read back
            versions.bump("public")
            reset_queries()  # the log has room for 9,000
            with transaction.atomic(), CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code == 200, (name, role)
            is_light(answer)
            found[name, role] = sum(one["sql"].startswith("SELECT") for one in asked)
    return found


@pytest.mark.skipif(
    os.environ.get("JLN_TEST") != "all",
    reason="pages of a network of 50,000 people (JLN_TEST=all)",
)
def test_a_page_asks_the_same_of_a_network_of_200_countries(reader):
    counted(reader)  # what is looked up once in a process
    small = counted(reader)
    grow()
    large = counted(reader)
    assert {name: (small[name], large[name]) for name in small if small[name] != large[name]} == {}
