from __future__ import annotations

import pytest

from jln.priorities import queries
from jln.priorities.models import Priority, PriorityFate, PriorityRound
from jln.ui import formats
from jln.web import network
from tests import factories as f
from tests.elections.world import full_member
from tests.mailroom.letters import newest
from tests.pages import page_of, text_of
from tests.priorities.test_round import CLAIMS, CLINICS, NURSES, listed, tell
from tests.priorities.world import DAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    made = World()
    network.current()
    monkeypatch.setattr("jln.kit.clock.now", lambda: made.at)
    return made


def at(world, end=""):
    return f"/priorities/{world.round.code}/{end}"


def test_a_round_is_opened_on_its_page(world, client):
    f.sign_in(client, world.staff)
    page_of(client, "/priorities/new/")
    on = world.at.date()
    days = {
        "name": "Priorities 2027",
        "people_until": on + DAY,
        "countries_until": on + 9 * DAY,
        "names_each": "3",
        "points": "10",
        "wanted": "2",
    }
    html = client.post("/priorities/new/", days).content.decode()
    assert "A round of this name is open already." in html
    html = client.post("/priorities/new/", days | {"people_until": on}).content.decode()
    assert "Leave people a day at least." in html
    html = client.post(
        "/priorities/new/", days | {"countries_until": on + 2 * DAY}
    ).content.decode()
    assert "Leave countries two days at least after the people." in html
    answer = client.post("/priorities/new/", days | {"name": "Others"})
    assert PriorityRound.objects.get(title="Others").code in answer["Location"]


def test_from_a_name_to_a_fate_on_pages(world, client):
    assert client.get(at(world)).status_code == 404
    f.sign_in(client, world.people["GH"][0])
    assert "Name problems" in page_of(client, at(world))
    html = client.post(at(world, "mine/"), {"first": "short", "second": CLINICS}).content.decode()
    assert "10 to 300 letters" in html
    assert CLINICS in html
    twice = {"first": CLAIMS, "second": CLINICS, "third": CLAIMS}
    html = client.post(at(world, "mine/"), twice).content.decode()
    assert "The same problem stands twice" in html
    assert html.count(f'value="{CLAIMS}"') == 2
    client.post(at(world, "mine/"), {"first": CLAIMS, "second": CLINICS})
    assert f'value="{CLAIMS}"' in page_of(client, at(world, "mine/"))

    world.later(3)
    f.sign_in(client, world.leads["GH"])
    assert "Confirm your country" in page_of(client, at(world))
    assert CLAIMS in page_of(client, at(world, "list/"))
    client.post(at(world, "list/"), {"way": "points"})
    world.later(2)
    html = page_of(client, at(world, "points/"))
    assert CLINICS in html
    for text, said in (
        ("1 4", "Write two numbers on each line"),
        ("1: 4\n1: 5", "A number stands twice."),
        ("1: 4\n7: 5", "A number on no list of this round."),
        ("1: 11", "These are too many points."),
    ):
        html = client.post(at(world, "points/"), {"points": text}).content.decode()
        assert said in html
        assert text.split("\n")[-1] in html  # what was typed stays
    client.post(at(world, "points/"), {"points": "1: 4\n٢: ٦"})
    assert "2: 6" in page_of(client, at(world, "points/"))

    world.later(3)
    f.sign_in(client, world.staff)
    html = page_of(client, at(world))
    assert "Nobody said yet what became of it." in html
    place = at(world, f"fates/{Priority.objects.get(text=CLAIMS).code}/")
    page_of(client, place)
    html = client.post(place, {"fate": "yes", "what": "/nowhere/"}).content.decode()
    assert "the number of a decision" in html
    client.post(place, {"fate": "no", "reason": "Nobody can host it."})
    client.cookies.clear()
    html = page_of(client, at(world))
    for words in (CLAIMS, CLINICS, "Not taken up", "Nobody can host it.", "equal shares"):
        assert words in html


def test_pages_tell_the_last_days_that_letters_tell(world, client):
    world.names("GH", 0, CLAIMS)
    world.later(3)
    tell()
    lead = world.leads["GH"]
    until = f"Until {formats.day(world.round.lists_until)}"
    assert until in newest("priority.listed", lead).text
    f.sign_in(client, lead)
    assert until in page_of(client, at(world, "list/"))
    days = text_of(page_of(client, at(world)))
    assert f"Last day for lists {formats.day(world.round.lists_until)}" in days


def test_the_pages_cost_the_same_for_one_and_many(world, client, django_assert_num_queries):
    listed(world)
    world.spreads("GH", n1=6, n3=4)
    world.later(3)
    f.sign_in(client, world.people["KE"][0])

    def costs(number):
        page_of(client, at(world))
        with django_assert_num_queries(number):
            page_of(client, at(world))

    costs(11)
    one = Priority.objects.get(text=NURSES)
    country = full_member("VN", "Vietnam")
    for number in range(40):
        more = Priority.objects.create(
            round=one.round, country=country, text=f"Further priority {number}", place=number + 1
        )
        PriorityFate.objects.create(priority=more, is_taken_up=False, reason="No", said_at=world.at)
    costs(11)
    assert "Next page" in page_of(client, at(world))
    assert "Further priority 39" in page_of(client, at(world, "?page=2"))
    assert client.get(at(world, "?page=9")).status_code == 404
    assert queries.outcomes_of(world.now())[0].by_shares
    html = page_of(client, "/priorities/")
    assert "Priorities 2027" in html
