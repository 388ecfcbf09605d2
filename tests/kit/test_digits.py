"""What stands in addresses and hidden fields is anybody's: a number, or none."""

import pytest
from tests import factories as f

from jln.kit.digits import number_in

LONG = "9" * 5000  # more than Python reads as a number


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("٧", 7), ("", 0), ("-7", 0), ("7.0", 0), ("²", 0), (LONG, 0)],
)
def test_a_number_is_read_and_nothing_else(text, number):
    assert number_in(text) == number


def test_what_is_none_may_mean_another_one():
    assert number_in("first", otherwise=1) == 1
    assert number_in("2016", digits=3) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("nonsense", [LONG, "²"])
def test_a_page_answers_whatever_number_is_asked_for(client, nonsense):
    f.network()
    f.sign_in(client, f.person("Ama"))
    for path, name in (
        ("/me/addresses/", "address"),
        ("/me/security/", "passkey"),
        ("/safe/own/", "code"),
    ):
        answer = client.post(path, {name: nonsense, "deed": "remove"})
        assert answer.status_code < 500, path
    for path in ("/library/?y=", "/events/?page=", "/library/?page="):
        assert client.get(path + nonsense).status_code < 500, path
