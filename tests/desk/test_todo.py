"""The desk's one list, countries to call, and what was said with them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.accounts.models import CountryRequest
from jln.countries.terms import SeatKind
from jln.desk import actions, queries
from jln.desk.models import CountryContact
from jln.desk.rules import calling
from jln.desk.rules.calling import Limits, Signs, Why
from jln.governance.models import Motion
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mail.models import InboundMail
from jln.mailroom import form_letters, table
from tests import factories as f
from tests.desk.matrix import member_country
from tests.mailroom.letters import answered

TODAY = date(2027, 3, 8)
LIMITS = Limits(days=60, months=6)


def before(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("signs", "whys"),
    [
        (Signs(last_sign=TODAY), []),
        (Signs(last_sign=before(60)), []),
        (Signs(last_sign=before(61)), [Why.SILENT]),
        (Signs(), [Why.SILENT]),
        (Signs(last_sign=TODAY, has_coordinator=False), [Why.VACANT]),
        (Signs(last_sign=TODAY, is_handed_over=True), [Why.HANDOVER]),
        (Signs(last_sign=TODAY, bounces=True), [Why.BOUNCES]),
        (Signs(last_sign=TODAY, has_group=True), [Why.AT_RISK]),
        (Signs(last_sign=TODAY, has_group=True, last_met=before(179)), []),
        (Signs(last_sign=TODAY, has_group=True, last_met=before(181)), [Why.AT_RISK]),
        (Signs(last_sign=TODAY, step_on=TODAY), [Why.STEP]),
        (Signs(last_sign=TODAY, step_on=TODAY + timedelta(days=1)), []),
        (Signs(owed_since=before(1), last_called=before(2)), [Why.OWED]),
        (Signs(last_called=before(29)), []),
        (Signs(last_called=before(30)), [Why.SILENT]),
    ],
)
def test_a_country_is_called_for_these_reasons(signs, whys):
    assert calling.reasons(signs, LIMITS, TODAY) == whys


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=8))
def test_what_is_due_comes_first_then_the_longest_silence(rows):
    found = [
        (signs, calling.reasons(signs, LIMITS, TODAY))
        for signs in (
            Signs(last_sign=before(days), step_on=TODAY if is_due else None)
            for days, is_due in rows
        )
    ]

    order = calling.in_order(found)

    assert sorted(order) == [place for place, (_signs, whys) in enumerate(found) if whys]
    keys = [(Why.STEP not in found[place][1], found[place][0].last_sign) for place in order]
    assert keys == sorted(keys)


@pytest.fixture
def chen(db):
    f.network()
    member_country()
    return f.staff()


def spoken(by, **values):
    said = {"held_on": day(clock.now()), "way": "phone", "whom": "Ama", "said": "All is well."}
    return actions.note_contact(f.country(), **(said | values), by=by, at=clock.now())


def test_a_contact_is_kept_once_and_ends_the_step_before(chen):
    ten = day(clock.now()) + timedelta(days=10)
    first = spoken(chen, next_step="Ask the ministry", next_on=ten)
    assert spoken(chen, next_step="Ask the ministry", next_on=ten) == first

    spoken(chen, said="The ministry named Efua.")

    first.refresh_from_db()
    assert first.done_at is not None
    assert CountryContact.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"held_on": TODAY + timedelta(days=9000)}, "not_yet"),
        ({"next_step": "Call again"}, "half_a_step"),
        ({"next_on": TODAY + timedelta(days=9000)}, "half_a_step"),
        ({"next_step": "Call again", "next_on": date(2020, 1, 1)}, "step_before"),
    ],
)
def test_a_contact_that_cannot_be_says_why(chen, values, code):
    with pytest.raises(RuleBroken) as broken:
        spoken(chen, **values)
    assert code in broken.value.verdict.codes
    assert not CountryContact.objects.exists()


def test_the_list_is_one_and_the_oldest_stands_first(chen, client):
    now = clock.now()
    f.topic(kind="question", started_at=now - timedelta(days=3), title="How do you pay?")
    InboundMail.objects.create(
        size=1, received_at=now - timedelta(days=9), envelope_to="desk@jln.example",
        state="held", reason="for_the_desk", subject="A letter",
    )  # fmt: skip
    CountryRequest.objects.create(
        person=f.person("Kofi"), country=f.country("KE", "Kenya"), because="x",
        asked_at=now - timedelta(days=5),
    )  # fmt: skip
    yesterday = day(now) - timedelta(days=1)
    f.seat(
        SeatKind.CCG_COORDINATOR, f.person("Yaw"), country=f.country(),
        starts_on=yesterday - timedelta(days=90), ends_on=yesterday - timedelta(days=20),
    )  # fmt: skip
    spoken(chen, held_on=yesterday, next_step="Send the terms", next_on=yesterday)
    f.sign_in(client, chen)

    page = client.get("/desk/").content.decode()

    assert "To decide, 6, oldest first" in page
    titles = ["coordinator of the Country Core Group, Ghana", "A letter", "Kofi", "How do you pay?"]
    places = [page.index(f">{title}") for title in [*titles, "Send the terms"]]
    assert places == sorted(places)
    assert "21 days" in page
    lines = queries.lines(at=now)
    assert [line.since for line in lines] == sorted(line.since for line in lines)
    assert all(client.get(line.link).status_code == 200 for line in lines)


def test_a_silent_country_is_called_and_then_left_in_peace(chen, client):
    f.sign_in(client, chen)
    page = client.get("/desk/countries/").content.decode()
    assert "no sign of life" in page
    assert "no coordinator" in page

    link = "/desk/countries/gh/contacts/"
    said = {"whom": "Ama", "way": "phone", "held_on": day(clock.now()), "said": "Efua follows."}
    wrong = client.post(link, said | {"next_step": "Call again"}).content.decode()
    assert "A next step needs its day" in wrong
    assert "Efua follows." in wrong
    assert client.post(link, said).status_code == 302

    assert "Efua follows." in client.get(link).content.decode()
    assert "Efua follows." in client.get("/desk/contacts/").content.decode()
    assert "no sign of life" not in client.get("/desk/countries/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(
    ("path", "most"),
    [("/desk/countries/", 7), ("/desk/countries/gh/contacts/", 8), ("/desk/contacts/", 5)],
)
def test_many_countries_cost_what_one_costs(
    chen, client, path, most, count, django_assert_num_queries
):
    from jln.kit.partial import PartialDate
    from jln.membership.models import CountryMembership

    for number in range(count):
        code = f"Q{chr(65 + number)}"
        country = f.country(code, code)
        CountryMembership.objects.create(country=country, starts=PartialDate(2015), level="full")
        f.seat(SeatKind.CCG_COORDINATOR, f.person(country=country), country=country)
        spoken(chen, said=f"Word {number}.")
    f.sign_in(client, chen)
    client.get(path)
    with django_assert_num_queries(most):
        assert client.get(path).status_code == 200


def test_a_contact_is_put_on_record_by_mail(chen):
    letter = form_letters.put(table.entry("country.contact"), f.country(), chen, at=clock.now())

    came = answered(letter, "1 Ama\n2 by phone\n4 Efua follows Yaw.", name="Chen")

    assert came.reason == "answered", (came.reason, came.receipt and came.receipt.text)
    noted = CountryContact.objects.get()
    assert (noted.whom, noted.way, noted.said) == ("Ama", "phone", "Efua follows Yaw.")
    assert noted.held_on == day(clock.now())


def test_a_decision_whose_effect_failed_stands_in_the_list(chen, client):
    motion = Motion.objects.create(
        title="Admit Peru", text="Peru is admitted.", taking="vote", opens_at=clock.now(),
        state="held", reason="The application was withdrawn.",
    )  # fmt: skip
    f.sign_in(client, chen)

    page = client.get("/desk/").content.decode()

    assert "Admit Peru" in page
    assert f"/steering-group/motions/{motion.code}/" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(0.2, "4 hours"), (1, "1 day"), (90, "90 days"), (91, "2 months"), (379, "12 months")],
)
def test_how_long_it_waits_is_said_in_what_a_reader_can_picture(days, words):
    now = clock.now()
    waits = queries.Todo(now - timedelta(days=days), "Priorities", "One", "Look", "/")
    assert waits.waited(now) == words
