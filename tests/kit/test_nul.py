"""A NUL in an address or a hidden field names nothing, on both databases."""

import pytest
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(client):
    f.network()
    f.space()
    f.sign_in(client, f.staff("Chen"))
    return client


@pytest.mark.parametrize("path", ["/safe/?space=a%00", "/safe/new/?space=%00b"])
def test_no_page_breaks_at_one_in_its_address(chen, path):
    assert chen.get(path).status_code < 500


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/spaces/", {"deed": "join", "space": "a\x00", "sure": "yes"}),
        ("/safe/own/", {"code": "a\x00", "do": "find"}),
    ],
)
def test_nor_at_one_that_was_sent(chen, path, said):
    assert chen.post(path, said).status_code < 500
