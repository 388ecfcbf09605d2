from __future__ import annotations

import pytest

from jln.elections.models import Ballot, Election
from jln.governance.models import Meeting
from jln.kit.partial import PartialDate
from jln.web import network
from tests import factories as f
from tests.elections.world import DAY, World, full_member, link
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = World()
    network.current()
    return made


def at(election, end=""):
    return f"/steering-group/elections/{election.code}/{end}"


def test_an_election_is_called_on_its_page(world, client):
    f.sign_in(client, world.staff)
    on = world.at.date()
    days = {
        "seats": "2",
        "candidates_until": on + DAY,
        "votes_from": on + 2 * DAY,
        "votes_until": on + 4 * DAY,
        "starts_on": on + 10 * DAY,
        "ends_on": on + 700 * DAY,
    }
    page_of(client, "/steering-group/elections/new/")
    html = client.post("/steering-group/elections/new/", days).content.decode()
    assert "is called already" in html
    assert 'value="2"' in html  # what was typed stays
    html = client.post(
        "/steering-group/elections/new/", days | {"seats": "13", "candidates_until": on}
    ).content.decode()
    assert "Leave countries a day to stand." in html
    assert "There are fewer seats of countries." in html
    answer = client.post("/steering-group/elections/new/", days | {"starts_on": on + 11 * DAY})
    assert answer["Location"] == at(Election.objects.order_by("-pk")[0])


def test_everyone_follows_an_election_on_one_page(world, client):
    world.stands("GH", "IN")
    html = page_of(client, at(world.election))
    for words in ("countries may stand", "GH stands", "India", world.election.seed, "Who votes, 5"):
        assert words in html
    assert "For you" not in html
    f.sign_in(client, world.people["KE"])
    assert "Does your country stand?" in page_of(client, at(world.election))
    page_of(client, at(world.election, "stand/"))
    html = client.post(at(world.election, "stand/"), {"lines": "Typed"}).content.decode()
    assert "Typed" in html
    client.post(at(world.election, "stand/"), {"answer": "yes", "lines": "For Kenya"})
    assert "For Kenya" in page_of(client, at(world.election))
    client.post(at(world.election, "stand/"), {"answer": "no"})
    assert "For Kenya" not in page_of(client, at(world.election))


def test_a_ballot_is_cast_changed_and_counted(world, client, monkeypatch):
    world.stands("GH", "IN", "KE")
    world.opens()
    monkeypatch.setattr("jln.kit.clock.now", lambda: world.at)
    f.sign_in(client, world.people["KE"])
    late = page_of(client, at(world.election, "stand/"))
    assert "The last day to stand is over." in late
    assert 'name="answer"' not in late
    who = world.people["ID"]
    f.sign_in(client, who)
    first = link(world.election, "ID", who)
    assert "Have a new link sent" in page_of(client, at(world.election))
    assert "2 countries at most." in page_of(client, first)
    html = client.post(first, {"ballot": ["GH", "IN", "KE"]}).content.decode()
    assert "more countries than you may choose" in html
    assert 'value="KE" checked' in html
    assert client.post(first, {"ballot": ["GH"]}).status_code == 302
    assert "This link holds no longer" in page_of(client, first)
    client.post(first, {"ballot": ["KE"]})
    assert Ballot.objects.get().choices == ["GH"]

    assert "holds once" in page_of(client, at(world.election, "link/"))
    client.post(at(world.election, "link/"))
    second = link(world.election, "ID", who)
    assert 'value="GH" checked' in page_of(client, second)
    client.post(second, {"ballot": ["IN", "GH"]})
    assert Ballot.objects.get().choices == ["GH", "IN"]

    world.ends()
    html = page_of(client, at(world.election))
    assert "1 of 5 countries voted." in html
    assert world.election.proof in html
    assert "by lot" not in html
    Election.objects.update(
        result=[
            {"country": "GH", "votes": 1, "chosen": "region", "by_lot": True},
            {"country": "IN", "votes": 1, "chosen": None, "by_lot": True},
        ]
    )
    html = page_of(client, at(world.election))
    assert ">by the seats of its region, by lot<" in html
    assert ">no, by lot<" in html


def test_the_list_shows_what_sources_tell_of(world, client):
    Meeting.objects.create(
        slug="2017", starts=PartialDate(2017, 2), mode="ballot", composition="12 countries"
    )
    html = page_of(client, "/steering-group/elections/")
    assert "February 2017" in html
    assert "12 countries" in html
    assert "countries may stand" in html
    f.sign_in(client, world.staff)
    assert "Call an election" in page_of(client, "/steering-group/elections/")


def test_staff_call_it_off_with_a_reason(world, client):
    f.sign_in(client, world.staff)
    page_of(client, at(world.election, "off/"))
    assert client.post(at(world.election, "off/"), {}).status_code == 200
    client.post(at(world.election, "off/"), {"reason": "The days were wrong."})
    assert "The days were wrong." in page_of(client, at(world.election))


def test_the_pages_cost_the_same_for_one_and_many(world, client, django_assert_num_queries):
    world.stands("GH")
    path = at(world.election)
    Meeting.objects.create(slug="one", starts=PartialDate(2016, 2), mode="ballot")
    f.sign_in(client, world.people["GH"])
    page_of(client, path)
    with django_assert_num_queries(8):
        page_of(client, path)
    with django_assert_num_queries(7):
        page_of(client, "/steering-group/elections/")
    for number in range(30):
        code = f"{chr(65 + number % 26)}{number // 26}"
        full_member(code, f"Country {number}")
        world.election.roll.create(country=f.country(code))
        world.election.candidacies.create(country=f.country(code), put_at=world.at)
        Meeting.objects.create(slug=f"ballot-{number}", starts=PartialDate(2017, 2), mode="ballot")
    with django_assert_num_queries(8):
        page_of(client, path)
    with django_assert_num_queries(7):
        page_of(client, "/steering-group/elections/")
