"""The world of these tests."""

from __future__ import annotations

from copy import deepcopy

import pytest
from tests.mailroom.test_replies.letters_of_all_kinds import World
from tests.undone import undone


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        yield World()


@pytest.fixture
def world(made_world):
    return deepcopy(made_world)
