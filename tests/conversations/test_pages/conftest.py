"""A reader, signed in."""

import pytest

from tests import factories as f


@pytest.fixture(autouse=True)
def _network():
    f.network()
    f.space()


@pytest.fixture
def ama(client):
    person = f.person("Ama")
    f.sign_in(client, person)
    return person
