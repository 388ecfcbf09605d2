"""Small maps show where countries are among all members."""

import re

import pytest

from jln.activities.models import Activity
from jln.initiatives.models import GroupCountry
from jln.kit.partial import PartialDate
from jln.membership.models import CountryMembership
from tests import factories as f

pytestmark = pytest.mark.django_db
SQUARE = re.compile(r"M\d+ \d+h9v9h-9z")


@pytest.fixture
def countries():
    f.network()
    made = [
        f.country(code, name, tile_row=row, tile_column=row)
        for row, (code, name) in enumerate([("GH", "Ghana"), ("KE", "Kenya"), ("RW", "Rwanda")], 1)
    ]
    for one in made[:2]:
        CountryMembership.objects.create(country=one, starts=PartialDate(2015), level="full")
    return made


def event(countries):
    made = Activity.objects.create(slug="manila", title="Manila", starts=PartialDate(2015))
    made.countries.set(countries)
    return "/events/manila/"


def group(countries):
    made = f.group()
    for one in countries:
        GroupCountry.objects.create(group=made, country=one)
    return f"/work/{made.slug}/"


@pytest.mark.parametrize("page", [event, group])
def test_those_there_are_blue_among_all_members(client, countries, page):
    ghana, _kenya, rwanda = countries
    text = client.get(page([ghana, rwanda])).content.decode()
    drawn = text.split('<svg class="mini"')[1].split("</svg>")[0]
    marked = drawn.split("<path class=b ")[1].split("/>")[0]
    assert len(SQUARE.findall(marked)) == 2
    assert len(SQUARE.findall(drawn)) == 3  # Rwanda came, and is no member
    assert ">Rwanda</a>" in text
    assert ">Kenya</a>" not in text
