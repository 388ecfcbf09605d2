"""The door, open."""

import pytest

from tests.server.test_mail_door.talking import Running


@pytest.fixture
def door(settings, django_db_blocker):
    with django_db_blocker.unblock(), Running(settings) as running:
        yield running
