"""What the tests of the library's pages begin with."""

import pytest

from jln.initiatives.models import GroupCountry
from jln.kit.partial import PartialDate
from tests import factories as f
from tests.pages import known_network


@pytest.fixture(autouse=True)
def _network():
    known_network()


@pytest.fixture
def product():
    group = f.group(starts=PartialDate(2014), ends=PartialDate(2016))
    GroupCountry.objects.create(group=group, country=f.country("IN", "India"))
    one = f.product(
        "monitoring",
        title="Using data to monitor payment",
        type="toolkit",
        initiative=f.initiative(),
        group=group,
        published=PartialDate(2017, 4, 20),
        url="https://www.publisher.example/toolkit",
        licence="CC BY-SA 4.0",
    )
    one.countries.add(f.country("GH", "Ghana", tile_row=4, tile_column=4))
    return one
