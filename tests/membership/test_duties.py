"""What membership asks of a country: for the country itself, from what is on record."""

from __future__ import annotations

import pytest

from jln.countries.models import CountryCoreGroup
from jln.countries.terms import SeatKind
from jln.governance.models import CoreGroupReach
from jln.kit import clock
from jln.kit.time import day
from jln.membership.models import CountryMembership
from tests import factories as f
from tests.membership.rising import DAY, Rising
from tests.pages import known_network, page_of, text_of

pytestmark = pytest.mark.django_db
PATH = "/countries/gh/membership/"


def duties(client):
    html = page_of(client, PATH).partition('id="duties"')[2].partition('id="history"')[0]
    items = html.split('<div class="row b">')[1:]
    texts = [text_of(f"<main>{item}</main>") for item in items]
    return [(text.partition(" on record")[0], "on record" in text) for text in texts]


def test_it_is_the_countrys_own_list_and_stays_when_it_is_full(client):
    known_network()
    ghana = Rising()
    assert 'id="duties"' not in page_of(client, PATH)
    f.sign_in(client, f.person(country=f.country("KE", "Kenya")))
    assert 'id="duties"' not in page_of(client, PATH)

    f.sign_in(client, ghana.esi)
    found = duties(client)
    assert len(found) == 9
    assert [words for words, is_done in found if is_done] == [
        "A Country Core Group at work",
        "Profiles up to date",
        "Sharing what you know",
        "Taking part",
        "Hosting an activity or study tour",
    ]
    CoreGroupReach.objects.create(
        group=CountryCoreGroup.objects.get(),
        what="The costing manual",
        to_whom="Regions",
        people=3,
        told_on=day(clock.now()) - DAY,
    )
    f.adaptation(country=ghana.country, reported_by=ghana.esi, created_at=clock.now())
    f.seat(SeatKind.FACILITATOR, ghana.kofi, group=f.group())
    CountryMembership.objects.update(level="full")
    found = duties(client)
    assert [words for words, is_done in found if is_done][-3:] == [
        "Passing on what you learn",
        "Telling how you use it",
        "Helping in kind",
    ]
    assert 'id="conditions"' not in page_of(client, PATH)
    assert "The costing manual" in page_of(client, PATH)
