"""A time zone is chosen from a list, never typed."""

from __future__ import annotations

import pytest

from jln.accounts import zones
from jln.accounts.forms import ProfileForm
from jln.countries.models import Country
from tests import factories as f

GHANA = Country(code="GH", names={"en": "Ghana"}, region="Africa", timezone="Africa/Accra")
INDONESIA = Country(code="ID", names={"en": "I"}, region="Asia", timezone="Asia/Jakarta")
NOWHERE = Country(code="US", names={"en": "U"}, region="", timezone="America/New_York")


def test_ones_own_country_comes_first_and_each_zone_once():
    groups = zones.of_network([GHANA, INDONESIA, NOWHERE], INDONESIA, "Asia/Tbilisi")

    assert [words for words, _zones in groups] == ["Your country", "Africa", "Elsewhere"]
    assert ("Asia/Makassar", "Makassar") in groups[0][1]
    every = [zone for _words, some in groups for zone, _city in some]
    assert len(every) == len(set(every))
    assert {"Africa/Accra", "America/Chicago", "UTC", "Asia/Tbilisi"} <= set(every)


def test_every_zone_of_the_world_is_in_a_part_of_it():
    every = {
        zone
        for part in zones.CONTINENTS
        for _w, some in zones.of_continent(part, "")[1:]
        for zone, _ in some
    }

    assert {"Pacific/Auckland", "Indian/Maldives", "America/La_Paz", "Europe/Kyiv"} <= every
    assert all(zones.is_known(zone) for zone in every)
    assert len(every) > 380


@pytest.mark.parametrize(
    ("accepts", "country", "zone"),
    [
        ("fr-SN,fr;q=0.9", None, "Africa/Dakar"),
        ("fr;q=0.9", None, "UTC"),
        ("", None, "UTC"),
        ("en-XX", None, "UTC"),
        ("fr-SN", GHANA, "Africa/Accra"),
    ],
)
def test_where_somebody_new_probably_is(accepts, country, zone):
    assert zones.likely(accepts, country) == zone


@pytest.mark.parametrize(
    ("said", "is_right"), [("Asia/Tbilisi", True), ("Mars/Olympus", False), ("", False)]
)
def test_a_zone_that_exists_is_taken_though_it_was_not_offered(said, is_right):
    form = ProfileForm({"timezone": said}, zones=[]).only("timezone")

    assert form.is_valid() == is_right


@pytest.mark.django_db
def test_the_profile_offers_zones_and_a_page_has_all_others(client):
    f.network()
    ama = f.person("Ama", timezone="Africa/Accra", country=f.country(timezone="Africa/Accra"))
    f.sign_in(client, ama)

    profile = client.get("/me/").content.decode()
    assert '<option value="Africa/Accra" selected>Accra</option>' in profile
    assert '<optgroup label="Your country">' in profile

    everywhere = client.get("/me/zone/?in=America").content.decode()
    assert '<option value="America/La_Paz">' in everywhere
    client.post("/me/zone/", {"timezone": "America/La_Paz"})
    ama.refresh_from_db()
    assert (ama.timezone, ama.name) == ("America/La_Paz", "Ama")
    assert '<option value="America/La_Paz" selected>' in client.get("/me/").content.decode()


def test_where_she_is_elsewhere_no_zone_of_a_part_is_chosen_for_her():
    assert zones.of_continent("America", "Africa/Accra")[0] == ("", [("", "–")])
    assert len(zones.of_continent("Africa", "Africa/Accra")) == 1
