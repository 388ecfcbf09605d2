"""The people there, as staff find them; and a change of country, as staff decide it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.accounts import actions as accounts
from jln.accounts.models import CountryRequest
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.desk import actions, queries
from jln.desk.queries import Looked
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.notify.models import MailSetting
from jln.people.models import EmailAddress, Person
from jln.spaces.models import SpaceMember
from jln.spaces.terms import SpaceKind
from tests import factories as f

pytestmark = pytest.mark.django_db
YESTERDAY = f.NOON.date() - timedelta(days=1)


@pytest.fixture
def chen():
    f.network()
    return f.staff()


@pytest.fixture
def people(chen):
    kenya = f.country("KE", "Kenya")
    made = {
        "Ama": f.person("Ama", seen_on=YESTERDAY),
        "Bayu": f.person("Bayu", country=kenya, seen_on=date(2026, 1, 1)),
        "Dara": f.person("Dara", status="closed"),
        "Efua": f.person("Efua", status="suspended", suspended_at=f.NOON, seen_on=YESTERDAY),
        "Gone": f.person("Gone", status="erased", erased_at=f.NOON),
    }
    Person.objects.filter(pk=chen.pk).update(seen_on=YESTERDAY)
    EmailAddress.objects.filter(person=made["Bayu"]).update(bounced_at=f.NOON, bounce_words="550")
    MailSetting.objects.create(person=made["Ama"], kind="all", is_off=True)
    return made


def names(chen, **looked) -> list[str]:
    found = queries.people(chen, Looked(**looked), at=f.NOON)
    return [one.name for one in found]


def test_everybody_is_there_but_who_was_erased(chen, people):
    assert names(chen) == ["Ama", "Bayu", "Chen", "Dara", "Efua"]


@pytest.mark.parametrize(
    ("looked", "found"),
    [
        ({"words": "am"}, ["Ama"]),
        ({"country": "KE"}, ["Bayu"]),
        ({"country": "XX"}, []),
        ({"showing": "bouncing"}, ["Bayu"]),
        ({"showing": "stopped"}, ["Ama"]),
        ({"showing": "unseen"}, ["Bayu"]),
        ({"showing": "suspended"}, ["Efua"]),
        ({"showing": "closed"}, ["Dara"]),
        ({"showing": "nonsense"}, ["Ama", "Bayu", "Chen", "Dara", "Efua"]),
    ],
)
def test_the_list_is_narrowed(chen, people, looked, found):
    assert names(chen, **looked) == found


def test_an_address_finds_whose_it_is_and_a_part_of_one_nobody(chen, people):
    whole = EmailAddress.objects.get(person=people["Ama"]).address

    assert names(chen, words=whole) == ["Ama"]
    assert names(chen, words="health.example") == []


def test_only_staff_see_the_list(people):
    with pytest.raises(PermissionDenied):
        names(people["Ama"])


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_costs_the_same_however_long(client, chen, count, django_assert_num_queries):
    for _ in range(count):
        f.person()
    f.sign_in(client, chen)
    client.get("/desk/people/")
    with django_assert_num_queries(7):  # three versions, may she, countries, the count, the rows
        page = client.get("/desk/people/").content.decode()

    assert page.count("letters arrive") == min(count + 1, 25)
    assert ("Next page" in page) == (count > 25)


def test_the_page_says_how_each_person_is_reached(client, chen, people):
    f.sign_in(client, chen)

    page = client.get("/desk/people/").content.decode()

    assert page.count("letters come back") == 2  # one of them is the choice
    assert "wants no letters" in page
    assert "@" not in page.split("<main")[1]
    own = client.get(f"/desk/people/{people['Bayu'].code}/").content.decode()
    assert EmailAddress.objects.get(person=people["Bayu"]).address in own


@pytest.fixture
def asked(chen):
    ama = f.person("Ama", country=f.country())
    return accounts.ask_for_country(
        ama, f.country("KE", "Kenya"), because="I moved.", by=ama, at=f.NOON
    )


def test_a_change_of_country_ends_what_hangs_on_the_old_one(chen, asked):
    ama, ghana = asked.person, f.country()
    of_ghana = f.seat(SeatKind.CCG_COORDINATOR, ama, country=ghana)
    of_network = f.seat(SeatKind.CONVENER, ama)
    room = f.space("ghana", kind=SpaceKind.COUNTRY, country=ghana)
    f.on_roll(room, ama)

    actions.decide_country(asked, is_granted=True, words="", by=chen, at=f.NOON)

    ama.refresh_from_db()
    assert ama.country.code == "KE"
    held = Seat.objects.held_on(f.NOON.date()).filter(person=ama)
    assert [seat.pk for seat in held] == [of_network.pk]
    assert Seat.objects.get(pk=of_ghana.pk).ends_on == YESTERDAY
    assert SpaceMember.objects.get(person=ama).until_on is not None
    kinds = list(Fact.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["country.asked", "seat.ended", "country.changed"]
    letter = OutgoingMail.objects.get(kind="account.country")
    assert letter.person == ama
    assert "Kenya" in letter.text


def test_a_country_that_stays_says_why(chen, asked):
    with pytest.raises(RuleBroken) as silent:
        actions.decide_country(asked, is_granted=False, words=" ", by=chen, at=f.NOON)

    actions.decide_country(asked, is_granted=False, words="Your seat is here.", by=chen, at=f.NOON)

    assert silent.value.verdict.codes == {"no_words"}
    asked.person.refresh_from_db()
    assert asked.person.country.code == "GH"
    assert "Your seat is here." in OutgoingMail.objects.get(kind="account.country").text


def test_a_change_is_decided_once_and_by_somebody_else(chen, asked):
    actions.decide_country(asked, is_granted=True, words="", by=chen, at=f.NOON)
    own = accounts.ask_for_country(
        chen, f.country("KE", "Kenya"), because="I moved.", by=chen, at=f.NOON
    )

    with pytest.raises(RuleBroken) as twice:
        actions.decide_country(asked, is_granted=True, words="", by=chen, at=f.NOON)
    with pytest.raises(RuleBroken) as oneself:
        actions.decide_country(own, is_granted=True, words="", by=chen, at=f.NOON)

    assert twice.value.verdict.codes == {"decided"}
    assert oneself.value.verdict.codes == {"oneself"}


def test_nobody_decides_but_staff(asked):
    with pytest.raises(PermissionDenied):
        actions.decide_country(asked, is_granted=True, words="", by=f.person(), at=f.NOON)


def test_a_wish_waits_at_the_desk_until_it_is_decided(client, chen, asked):
    f.sign_in(client, chen)
    path = f"/desk/countries/{asked.code}/"

    assert path in client.get("/desk/").content.decode()
    assert "I moved." in client.get(path).content.decode()
    client.post(path, {"granted": "yes", "reply": ""})

    assert CountryRequest.objects.get().is_granted is True
    assert path not in client.get("/desk/").content.decode()
    assert "granted" in client.get(path).content.decode()
