"""The world of these tests."""

from __future__ import annotations

import pytest
from tests.mailroom.test_replies.letters_of_all_kinds import World


@pytest.fixture
def world():
    return World()
