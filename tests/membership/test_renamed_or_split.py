"""A country takes another name, or becomes two: what was, stays whose it was."""

from __future__ import annotations

import pytest
from django.utils import translation

from jln.accounts.models import CountryRequest
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.desk import actions as desk
from jln.facts.models import Fact
from jln.facts.wordings import earlier
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.loading import countries as loading
from jln.membership import actions, command, queries
from jln.membership.models import CountryMembership
from jln.problems.models import Problem
from jln.search import index
from jln.spaces.models import Space
from jln.ui import formats
from tests import factories as f
from tests.membership import joining as j
from tests.membership.rising import Rising
from tests.membership.test_applying import decided
from tests.pages import known_network, page_of, text_of

pytestmark = pytest.mark.django_db
NEW = {"en": "Gold Coast", "fr": "Côte de l’Or"}


@pytest.fixture
def ghana():
    known_network()
    return Rising()


def test_renamed_it_is_the_same_country(ghana, client):
    country = ghana.country
    before = list(CountryMembership.objects.filter(country=country).values())
    space = f.space("ghana", country=country, name="Country Core Group of Ghana")
    problem = f.problem(statement="Ghana cannot check claims.", country=country)
    assert "Ghana" in page_of(client, "/countries/gh/")

    assert actions.rename(country, NEW, source="a letter", at=clock.now())
    assert not actions.rename(country, NEW, at=clock.now())
    index.rebuild()
    country.refresh_from_db()
    assert (country.code, country.name_in("fr")) == ("GH", NEW["fr"])
    html = page_of(client, "/countries/gh/")
    assert NEW["en"] in html
    assert NEW["fr"] in client.get("/fr/countries/gh/").content.decode()
    assert Space.objects.get(pk=space.pk).name == "Country Core Group of Gold Coast"
    assert Problem.objects.get(pk=problem.pk).statement == "Ghana cannot check claims."
    assert list(CountryMembership.objects.filter(country=country).values()) == before
    assert [row.said["names"]["en"] for row in earlier(country)] == ["Ghana"]
    assert Fact.objects.filter(kind="country.renamed").count() == 1
    for asked in ("Gold Coast", "Ghana"):
        assert "/countries/gh/" in page_of(client, f"/search/?q={asked}")
    for path in ("/countries/gh/", "/countries/gh/membership/"):
        was = f"until {formats.day(clock.now().date())}: Ghana · a letter"
        assert was in text_of(page_of(client, path))
    assert actions.rename(country, {"fr": "Ghana"}, at=clock.now())
    assert "Gold Coast" not in [one.called for one in queries.earlier_names(country)]
    with translation.override("fr"):
        country.refresh_from_db()
        called = [one.called for one in queries.earlier_names(country)]
    assert called == [NEW["fr"], "Ghana"]
    assert loading._renamed() == {"GH": country.names}  # the files are older


def test_by_the_command_and_what_it_refuses(ghana, capsys):
    f.country("KE", "Kenya")
    assert command.main(["rename", "GH", "en=Gold Coast", "--source", "A law"]) == 0
    assert [one.source for one in queries.earlier_names(ghana.country)] == ["A law"]
    assert "GH: Ghana is called Gold Coast from now on." in capsys.readouterr().out
    assert command.main(["rename", "GH", "en=Gold Coast"]) == 0
    assert "called so already" in capsys.readouterr().out
    assert command.main(["rename", "GH", "en=Kenya"]) == 2
    assert "Another country has this name." in capsys.readouterr().err
    assert command.main(["rename", "QQ", "en=Nowhere"]) == 2
    assert "There is no country" in capsys.readouterr().err
    for wrong in ("Gold Coast", "xx=Gold Coast", "en= "):
        with pytest.raises(SystemExit):
            command.main(["rename", "GH", wrong])
        assert "write a language" in capsys.readouterr().err
    with pytest.raises(RuleBroken):
        actions.rename(ghana.country, {"en": " "}, at=clock.now())


def test_split_the_old_country_stays_and_the_new_one_joins_as_any_other(ghana):
    """The code decides: whoever keeps it keeps the membership; the other asks to join."""
    before = list(CountryMembership.objects.filter(country=ghana.country).values())
    f.space("network")
    officer = f.staff()
    decided(j.screened(officer))
    new = Country.objects.get(code="GN")
    assert CountryMembership.objects.get(country=new).level == "associate"
    assert list(CountryMembership.objects.filter(country=ghana.country).values()) == before

    kofi = ghana.kofi
    stated = f.problem(statement="Said before the split.", country=ghana.country, stated_by=kofi)
    seat = Seat.objects.held_on(clock.now().date()).filter(person=kofi).first()
    asked = CountryRequest.objects.create(
        person=kofi, country=new, because="My district is there now.", asked_at=clock.now()
    )
    desk.decide_country(asked, is_granted=True, words="", by=officer, at=clock.now())
    kofi.refresh_from_db()
    assert kofi.country == new
    assert Problem.objects.get(pk=stated.pk).country == ghana.country
    seat.refresh_from_db()
    assert seat.country == ghana.country
    assert seat.ends_on
    assert not Seat.objects.filter(person=kofi, country=new).exclude(kind=SeatKind.NETWORK_OFFICER)
