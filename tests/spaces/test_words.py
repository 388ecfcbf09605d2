"""Spaces are called in the reader's language, and say who reads what stands there."""

import pytest
from django.utils import translation

from jln.mailroom import doors
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility
from jln.spaces.words import BUILT_IN, called, readers_of
from tests import factories as f
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
OWN_NAMES = {SpaceKind.INITIATIVE, SpaceKind.GROUP, SpaceKind.COUNTRY, SpaceKind.WORKING}


def test_every_kind_of_space_has_a_name_in_every_language_or_one_of_its_own():
    assert set(BUILT_IN) | OWN_NAMES == set(SpaceKind)


def test_what_is_stored_is_not_what_is_shown():
    space = Space(kind=SpaceKind.NETWORK, name="Tout le réseau")
    assert space.called == "The whole network"
    assert called(SpaceKind.GROUP, "Costing Collaborative") == "Costing Collaborative"


def test_a_core_group_is_called_by_its_country_in_the_readers_language():
    ghana = f.country(names={"en": "Ghana", "ar": "غانا"})
    space = f.space("ghana", kind=SpaceKind.COUNTRY, name="x", country=ghana)
    assert space.called == "Country Core Group of Ghana"
    with translation.override("ar"):
        assert "غانا" in space.called


@pytest.mark.parametrize(
    ("visibility", "words"),
    [
        (Visibility.PUBLIC, "Everyone can read it"),
        (Visibility.MEMBERS, "Every member of the network"),
        (Visibility.ROLL, "Only the people of “Costing”"),
    ],
)
def test_who_reads_what_stands_there(visibility, words):
    space = Space(kind=SpaceKind.GROUP, name="Costing", visibility=visibility)
    assert words in readers_of(space)


def test_the_address_for_those_who_want_to_join_is_a_link_to_an_open_door(client):
    f.network()
    html = page_of(client, "/about/membership/")
    assert '<a href="mailto:join@jln.example" dir="ltr">join@jln.example</a>' in html
    assert "Write to join@jln.example" in text_of(html)
    assert doors.door_of("join@jln.example").name == "desk"
