"""The page of the rules' numbers."""

from __future__ import annotations

from datetime import date

import pytest

from jln.kit.partial import PartialDate
from jln.parameters.actions import begin
from jln.parameters.models import Parameter
from tests.pages import for_visitors, known_network, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _network():
    known_network()


def test_each_number_says_since_when_and_where_it_comes_from(client):
    begin(date(2023, 11, 20))

    said = text_of(page_of(client, "/about/rules/"))

    assert (
        "Time as Associate Member before Full Membership, at least 12 months"
        " since 2019 · Prospective Member Packet (about 2019)"
    ) in said
    assert ("Institutions of an active group, at least 3 since 20 November 2023 · default") in said
    assert "Full Members, at most no limit" in said


def test_earlier_values_stay_and_later_ones_wait(client, django_assert_num_queries):
    begin(date(2023, 11, 20))
    for value, since in ((4, PartialDate(2026, 3)), (6, PartialDate(2099, 1, 1))):
        Parameter.objects.create(
            code="sharing_min", value=value, valid_from=since, source="Decision 2026/02"
        )

    with django_assert_num_queries(for_visitors(4)):
        html = page_of(client, "/about/rules/")

    said = text_of(html)
    assert (
        "Contributions shared, at least 4 since March 2026 · Decision 2026/02"
        " Before: 3, since 20 November 2023"
    ) in said
    assert "2099" not in said


def test_a_network_without_numbers_shows_what_holds_then(client):
    said = text_of(page_of(client, "/fr/about/rules/"))

    assert "12 mois" in said
    assert "2/3" in said
