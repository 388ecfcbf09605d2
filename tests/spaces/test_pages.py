"""The list of spaces and the settings of one."""

import pytest
from django.test import Client

from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.spaces import actions, queries
from jln.spaces.models import JoinRequest, Space
from jln.spaces.terms import SpaceKind, SpaceRule, Visibility
from tests import factories as f
from tests.pages import known_network, page_of

pytestmark = pytest.mark.django_db
SETTINGS = "/spaces/data/settings/"


def browser(person):
    made = Client()
    f.sign_in(made, person)
    return made


@pytest.fixture
def world():
    known_network()
    f.space()
    return f.space("data", kind=SpaceKind.INITIATIVE, name="Data"), f.person("Ama")


def test_joined_and_left_by_its_button_and_many_spaces_cost_no_more(
    world, django_assert_num_queries
):
    _space, ama = world
    client = browser(ama)
    page_of(client, "/spaces/")
    with django_assert_num_queries(4):
        shown = page_of(client, "/spaces/")
    assert shown.count("You are not on its list.") == 2
    said = {"space": "data", "sure": "yes"}
    shown = client.post("/spaces/", said | {"deed": "join"}, follow=True).content.decode()
    assert "It comes to you: once a day." in shown
    for n in range(30):
        f.space(f"g{n}", kind=SpaceKind.GROUP, name=f"G{n}", visibility=Visibility.ROLL)
        f.space(f"i{n}", kind=SpaceKind.INITIATIVE, name=f"I{n}")
    page_of(client, "/spaces/")
    with django_assert_num_queries(4):
        shown = page_of(client, "/spaces/")
    assert shown.count("Ask to join") == 30
    client.post("/spaces/", said | {"deed": "leave"})
    assert not queries.subscribers(Space.objects.get(slug="data")).exists()


def test_one_asks_to_join_on_the_page_and_a_moderator_answers_there(world):
    space, ama = world
    space.visibility = Visibility.ROLL
    space.save()
    chen = f.staff()
    browser(ama).post("/spaces/", {"space": "data", "deed": "ask", "sure": "yes"})
    assert "Its moderators are asked." in page_of(browser(ama), "/spaces/")
    desk = browser(chen)
    assert "Ama" in page_of(desk, SETTINGS)
    said = {"deed": "answer", "of": JoinRequest.objects.get().code, "answer": "no"}
    desk.post(SETTINGS, said)
    assert JoinRequest.objects.get().decision == "no"
    assert "did not let you" in OutgoingMail.objects.filter(person=ama).latest("pk").text
    assert not queries.readable(ama).filter(pk=space.pk).exists()


def test_a_rule_is_changed_with_its_fact_and_the_same_again_is_none(world):
    space, _ama = world
    desk = browser(f.staff())
    said = {"deed": "keep", "rule": "all_held", "description": "Data  and use", "languages": ["fr"]}
    desk.post(SETTINGS, said)
    desk.post(SETTINGS, said)
    space.refresh_from_db()
    assert (space.rule, space.description, space.languages) == (
        SpaceRule.ALL_HELD, "Data and use", ["fr"],
    )  # fmt: skip
    (fact,) = Fact.objects.filter(kind="space.changed")
    assert (fact.data["before"], fact.data["after"]) == ("open", "all_held")


def test_a_moderator_is_named_by_whole_name_is_told_and_keeps_the_space(world):
    space, ama = world
    desk = browser(f.staff())
    shown = desk.post(SETTINGS, {"deed": "name", "name": "Am"}).content.decode()
    assert "Nobody who reads this space has that name." in shown
    desk.post(SETTINGS, {"deed": "name", "name": " ama "})
    desk.post(SETTINGS, {"deed": "name", "name": "Ama"})
    assert list(queries.moderators(space)) == [ama]
    assert OutgoingMail.objects.filter(kind="space.moderated", person=ama).count() == 1
    hers = browser(ama)
    assert "Ama" in page_of(hers, SETTINGS)
    assert hers.get("/spaces/network/settings/").status_code == 404
    desk.post(SETTINGS, {"deed": "end", "of": ama.code, "sure": "yes"})
    assert hers.get(SETTINGS).status_code == 404
    assert not actions.unmoderate(space, ama, by=f.staff("Bo"), at=f.NOON)


def test_pages_of_countries_work_and_the_steering_group_lead_to_their_board_by_right(world):
    ghana = f.country()
    kept = {"visibility": Visibility.ROLL}
    rooms = {
        "/countries/gh/": f.space("ghana", kind=SpaceKind.COUNTRY, country=ghana, **kept),
        "/work/ppm/": f.space("ppm", kind=SpaceKind.GROUP, group=f.group("ppm"), **kept),
        "/work/initiatives/it/": f.space(
            "it", kind=SpaceKind.INITIATIVE, initiative=f.initiative("it"), **kept
        ),
        "/steering-group/": f.space("steering", kind=SpaceKind.STEERING, **kept),
    }
    on_all, stranger = f.person(country=ghana), f.person(country=ghana)
    for room in rooms.values():
        f.on_roll(room, on_all)
    reads, not_read, visits = browser(on_all), browser(stranger), Client()
    for path, room in rooms.items():
        board = f'href="/spaces/{room.slug}/"'
        shown = page_of(reads, path)
        assert board in shown
        assert f'href="mailto:{room.slug}@' in shown
        assert board not in page_of(not_read, path)
        assert board not in page_of(visits, path)

        Space.objects.filter(pk=room.pk).update(chatham_since=f.NOON.date())
        shown = page_of(reads, path)
        assert board in shown
        assert f"mailto:{room.slug}@" not in shown

        Space.objects.filter(pk=room.pk).update(closed_at=f.NOON)
        assert board not in page_of(reads, path)
