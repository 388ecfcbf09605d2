"""Places for a country: asked, put in order, objected to, sent, told once; by page and by mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.activities import actions, queries
from jln.activities.models import Nominee, Objection, PlaceOffer
from jln.activities.terms import NominationState as State
from jln.desk import queries as desk
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from tests import factories as f
from tests.activities.places import Ghana
from tests.governance import groups as g
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=49)


@pytest.fixture
def ghana():
    return Ghana()


def names(one):
    return [nominee.person.name for nominee in queries.nominees(one)]


def letters(kind):
    rows = OutgoingMail.objects.filter(kind=kind).order_by("pk")
    return [letter.person.name for letter in rows.select_related("person")]


def test_the_coordinator_is_told_once_with_a_numbered_list(ghana):
    one = ghana.offer()
    assert ghana.offer() == one

    assert letters("nomination.asked") == ["Yaw"]
    text = newest("nomination.asked").text
    for words in ("Who governs quality", "2 places for Ghana", ". Esi", ". Ato", "Esi, Ato"):
        assert words in text
    assert Fact.objects.filter(kind=Kind.NOMINATION_OFFERED).count() == 1


def test_where_nobody_speaks_for_the_country_the_desk_calls(ghana):
    kenya = g.member("KE", "Kenya")
    due_on = day(clock.now()) + timedelta(days=9)
    actions.offer(ghana.activity, [kenya], places=1, due_on=due_on, by=ghana.chen, at=clock.now())

    assert letters("nomination.asked") == []
    assert [one.country for one in desk.lines(at=clock.now()) if one.country] == [kenya]


def test_no_places_are_offered_in_a_past_event(ghana, client):
    ghana.activity.starts, ghana.activity.ends = PartialDate(2019, 5, 6), PartialDate(2019, 5)
    ghana.activity.save()
    f.sign_in(client, ghana.chen)
    said = {"countries": "GH", "places": "2", "due_on": day(clock.now()) + timedelta(days=9)}
    html = client.post("/events/quality/places/", said).content.decode()
    assert "This event is over: places are offered before it ends." in html
    assert not PlaceOffer.objects.exists()


def test_named_by_mail_echoed_shown_and_sent_by_itself(ghana):
    one = ghana.offer()

    came = answered(newest("nomination.asked"), "Esi, adjoa, Ato", name="Yaw")
    assert came.reason == "echoed", came.receipt and came.receipt.text
    assert "Esi, Adjoa, Ato" in came.receipt.text
    assert not Nominee.objects.exists()
    assert answered(came.receipt, "OK", name="Yaw").state == "done"

    assert names(one) == ["Esi", "Adjoa", "Ato"]
    assert sorted(letters("nomination.shown")) == ["Abena", "Kojo"]
    assert actions.follow_up(at=clock.now()) == 0
    assert actions.follow_up(at=clock.now() + LATER) == 1
    assert actions.follow_up(at=clock.now() + LATER) == 0

    assert sorted(letters("nomination.sent")) == ["Adjoa", "Ato", "Chen", "Esi"]
    told = {name: newest("nomination.sent", person).text for name, person in zip(
        ("Esi", "Ato", "Adjoa"), ghana.people, strict=True)}  # fmt: skip
    assert "sent for one of the places" in told["Esi"]
    assert "sent for one of the places" in told["Adjoa"]
    assert "Your name waits: it is number 3" in told["Ato"]


@pytest.mark.parametrize(
    "text", ["1 Esi 2 Ato 3 Adjoa", "1 Esi\n2 Ato\n3 Adjoa", "1. Esi\n2. Ato\n3. Adjoa", "3, 4, 5"]
)
def test_the_drawn_answer_is_understood_too(ghana, text):
    ghana.offer()
    came = answered(newest("nomination.asked"), text, name="Yaw")
    assert came.reason == "echoed", (came.reason, came.receipt and came.receipt.text)
    assert "Esi, Ato, Adjoa" in came.receipt.text


@pytest.mark.parametrize(
    "text", ["Esi please, she knows the file", "Esi, they know the file best."]
)
def test_a_name_among_other_words_is_echoed_as_who_was_understood(ghana, text):
    ghana.offer()
    came = answered(newest("nomination.asked"), text, name="Yaw")
    assert came.reason == "echoed", (came.reason, came.receipt and came.receipt.text)
    assert "Esi" in came.receipt.text
    assert not Nominee.objects.exists()


def test_a_name_that_is_nobodys_is_asked_back(ghana):
    ghana.offer()
    came = answered(newest("nomination.asked"), "Esi, Zebulon", name="Yaw")
    assert "Nobody called Zebulon" in came.receipt.text
    assert not Nominee.objects.exists()


def test_an_objection_by_mail_stops_it_until_it_is_answered(ghana):
    one = ghana.named()
    came = answered(newest("nomination.shown", ghana.kojo), "Ato travelled last year.", name="Kojo")
    assert came.reason in {"answered", "echoed"}, came.receipt and came.receipt.text
    if came.reason == "echoed":
        answered(came.receipt, "OK", name="Kojo")

    assert Objection.objects.get().by == ghana.kojo
    assert sorted(letters("nomination.objected")) == ["Abena", "Yaw"]
    late = clock.now() + LATER
    assert actions.follow_up(at=late) == 0
    with pytest.raises(RuleBroken) as broken:
        actions.send(one, by=ghana.yaw, at=late)
    assert broken.value.verdict.codes == {"no_reply"}

    actions.send(one, reply="Two years ago, and by own means.", by=ghana.yaw, at=late)
    assert "Two years ago" in newest("nomination.sent", ghana.people[0]).text


def test_another_order_is_shown_anew_and_leaves_the_objection_behind(ghana):
    one = ghana.named()
    actions.object_to(one, "Ato travelled.", by=ghana.kojo, at=clock.now())
    again = clock.now() + timedelta(hours=1)

    actions.nominate(one, ghana.people[:1], why="", by=ghana.yaw, at=again)
    actions.nominate(one, ghana.people[:1], why="", by=ghana.yaw, at=again + LATER)

    one.refresh_from_db()
    assert one.shown_at == again
    assert queries.said_of(one).objections == 0
    assert Fact.objects.filter(kind=Kind.NOMINATION_SHOWN).count() == 2
    assert actions.follow_up(at=again + LATER) == 1


def test_rights_and_rules_are_asked_in_the_deeds(ghana):
    one = ghana.offer()
    for by in (ghana.kojo, ghana.chen, f.person("Other", country=f.country("KE", "Kenya"))):
        with pytest.raises(PermissionDenied):
            actions.nominate(one, ghana.people, why="", by=by, at=clock.now())
    with pytest.raises(RuleBroken) as broken:
        actions.nominate(one, [ghana.yaw], why="", by=ghana.yaw, at=clock.now())
    assert broken.value.verdict.codes == {"oneself"}
    actions.nominate(one, [ghana.yaw], why="", by=ghana.abena, at=clock.now())
    assert names(one) == ["Yaw"]


def test_silence_goes_to_the_chair_and_then_to_the_desk(ghana):
    one = ghana.offer(days=2)
    past = clock.now() + timedelta(days=3)

    assert [actions.follow_up(at=past) for _ in range(2)] == [1, 0]
    assert letters("nomination.asked") == ["Yaw", "Abena"]
    assert "You are asked as the chair." in newest("nomination.asked", ghana.abena).text
    later = past + timedelta(days=3, hours=1)
    assert [actions.follow_up(at=later) for _ in range(2)] == [1, 0]
    assert list(queries.silent_offers()) == [one]

    actions.nominate(one, ghana.people, why="", by=ghana.abena, at=later)
    assert not queries.silent_offers().exists()


def test_the_pages_from_offer_to_sent(ghana, client, monkeypatch):
    f.sign_in(client, ghana.chen)
    place = f"/events/{ghana.activity.slug}/places/"
    due_on = day(clock.now()) + timedelta(days=9)
    wrong = client.post(place, {"places": 2, "due_on": day(clock.now()), "countries": ["GH"]})
    assert "Choose a day in the next ten months." in wrong.content.decode()
    assert (
        client.post(place, {"places": 2, "due_on": due_on, "countries": ["GH"]}).status_code == 302
    )
    assert "waits for names" in client.get(place).content.decode()
    one = PlaceOffer.objects.get()
    path = queries.path_of(one)

    f.sign_in(client, ghana.yaw)
    assert "Who governs quality" in client.get("/countries/gh/group/nominations/").content.decode()
    assert "Nobody is named." in client.get(path).content.decode()
    html = client.get(f"{path}order/").content.decode()
    assert html.index("Esi") < html.index("<textarea")
    assert "Nobody names themselves" in html
    kept = client.post(f"{path}order/", {"people": "Esi, Nobody", "why": "Because."})
    assert "Because." in kept.content.decode()
    assert client.post(f"{path}order/", {"people": "Esi, Ato, Adjoa"}).status_code == 302
    page = client.get(path).content.decode()
    assert page.index("Ato") < page.index("The places end here.") < page.index("Adjoa")
    soon = client.post(f"{path}send/", {"sure": "yes"}).content.decode()
    assert "The group can still object." in soon

    f.sign_in(client, ghana.kojo)
    assert client.post(f"{path}objection/", {"reason": "Ato travelled."}).status_code == 302
    assert "Ato travelled." in client.get(path).content.decode()
    assert queries.offer_page(ghana.kojo, "gh", one.code, at=clock.now()).state is State.OBJECTED


@pytest.mark.parametrize("count", [1, 12])
def test_many_names_cost_what_one_costs(ghana, client, count, django_assert_num_queries):
    people = [f.person(f"Guest {n}", country=ghana.country) for n in range(count)]
    one = actions.nominate(ghana.offer(), people, why="", by=ghana.yaw, at=clock.now())
    f.sign_in(client, ghana.yaw)
    path = queries.path_of(one)
    for page, most in ((path, 9), (f"{path}order/", 7), ("/countries/gh/group/nominations/", 4)):
        client.get(page)
        with django_assert_num_queries(most):
            assert client.get(page).status_code == 200
