"""What staff answer by mail: history, mail that waits, a change of country. The same forms."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.accounts import actions as accounts
from jln.accounts.actions import Job
from jln.conversations.models import Topic
from jln.desk.models import HistoryCheck
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.mail.models import InboundMail, OutgoingMail
from jln.mailroom import form_letters, table
from jln.mailroom.models import MailAnswer
from jln.people.models import Institution, Position

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen():
    f.network()
    f.space()
    return f.staff()


def form(action, who, thing) -> OutgoingMail:
    return form_letters.put(table.entry(action), thing, who, at=clock.now())


def test_a_row_of_history_is_confirmed_by_one_word(chen):
    row = f.product(confidence="guess", confidence_note="year guessed", sources="A list")
    letter = form("history.product", chen, row)
    said = " ".join(letter.text.split())
    assert "plausible, not confirmed: year guessed. According to: A list" in said

    came = answered(letter, "1a", name="Chen")

    row.refresh_from_db()
    assert (came.reason, row.confidence, row.confirmed_by) == ("answered", "confirmed", chen)


def test_a_row_is_corrected_by_mail_and_undone_by_mail(chen):
    row = f.product(confidence="guess")
    letter = form("history.product", chen, row)

    came = answered(
        letter,
        "right: wrong\npublished: 2017-03\nreason: It came out in March.\nsource: The title page\n",
        name="Chen",
    )

    assert came.reason == "answered", came.receipt.text
    row.refresh_from_db()
    assert row.published == PartialDate(2017, 3)
    assert row.source_list[0] == "The title page"

    assert answered(came.receipt, "UNDO", name="Chen").reason == "undone"
    row.refresh_from_db()
    assert (row.published, row.confidence) == (PartialDate(2016, 7), "guess")


def test_a_removal_by_mail_says_that_it_is_taken_back_on_its_page(chen):
    row = f.product(confidence="guess")

    came = answered(
        form("history.product", chen, row), "right: remove\nreason: Not ours.\n", name="Chen"
    )

    assert came.reason == "answered", came.receipt.text
    assert HistoryCheck.objects.get().verdict == "removed"
    assert "/desk/facts/done/" in came.receipt.text
    assert "UNDO" not in came.receipt.text
    assert MailAnswer.objects.get().undo_until is None


def test_a_removal_without_a_reason_is_refused_with_the_sentence_of_the_page(chen):
    row = f.product(confidence="guess")

    came = answered(form("history.product", chen, row), "right: remove\n", name="Chen")

    assert came.reason == "not_now"
    assert "Say what is wrong with it" in came.receipt.text
    row.refresh_from_db()


def test_i_do_not_know_leaves_the_row_to_somebody_else(chen):
    row = f.product(confidence="guess")

    answered(form("history.product", chen, row), "1d", name="Chen")

    assert HistoryCheck.objects.get().verdict == "unknown"
    row.refresh_from_db()
    assert row.confidence == "guess"


def waiting(by) -> InboundMail:
    return come(
        raw(
            "How do you pay for dialysis?", sender=by.addresses.get().address, to="desk@jln.example"
        ),
        to="desk@jln.example",
    )


def test_a_message_at_the_desk_is_dealt_with_by_mail_after_an_ok(chen):
    ama = f.person("Ama")
    mail = waiting(ama)
    letter = form("mail.handle", chen, mail)
    assert "Ama wrote:" in letter.text
    assert "“How do you pay for dialysis?”" in letter.text

    echo = answered(letter, "what: question\nwhere: The whole network\n", name="Chen")
    assert (echo.reason, Topic.objects.count()) == ("echoed", 0)
    done = answered(echo.receipt, "OK", name="Chen")

    assert done.reason == "answered", done.receipt.text
    assert Topic.objects.get().by == ama
    mail.refresh_from_db()
    assert (mail.reason, mail.handled_by) == ("delivered", chen)
    assert newest("desk.answer").person == ama


def test_no_to_an_echo_leaves_the_message_as_it_was(chen):
    mail = waiting(f.person("Ama"))
    echo = answered(
        form("mail.handle", chen, mail), "what: question\nwhere: The whole network\n", name="Chen"
    )

    answered(echo.receipt, "NO", name="Chen")

    mail.refresh_from_db()
    assert (mail.state, mail.reason, Topic.objects.count()) == ("held", "for_the_desk", 0)


def test_a_change_of_country_is_decided_by_mail_after_an_ok(chen):
    ama = f.person("Ama")
    asked = accounts.ask_for_country(
        ama, f.country("KE", "Kenya"), because="I moved.", by=ama, at=clock.now()
    )
    letter = form("country.decide", chen, asked)
    assert "Ama: Ghana → Kenya" in letter.text
    assert "“I moved.”" in letter.text

    answered(answered(letter, "yes", name="Chen").receipt, "OK", name="Chen")

    ama.refresh_from_db()
    assert ama.country.code == "KE"


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("history.product", lambda _ama: f.product("costing").slug),
        ("mail.handle", lambda ama: waiting(ama).code),
        ("position.end", lambda _ama: f.position(f.person(), f.institution()).code),
        (
            "country.decide",
            lambda ama: (
                accounts.ask_for_country(
                    ama, f.country("KE", "Kenya"), because="x", by=ama, at=clock.now()
                ).code
            ),
        ),
    ],
)
def test_members_get_no_form_about_what_is_not_theirs(client, chen, action, code):
    ama = f.person("Ama")
    f.sign_in(client, ama)
    letters = OutgoingMail.objects.filter(kind="form")

    answer = client.post("/mail-form/", {"action": action, "subject": code(ama)})

    assert answer.status_code == 404
    assert not letters.exists()


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("history.product", lambda _ama: f.product("costing").slug),
        ("history.countrycoregroup", lambda _ama: core_group().code),
        ("mail.handle", lambda ama: waiting(ama).code),
    ],
)
def test_staff_have_the_forms_sent(client, chen, action, code):
    f.sign_in(client, chen)

    answer = client.post("/mail-form/", {"action": action, "subject": code(f.person())})

    assert answer.status_code == 302
    assert newest("form").person == chen


def core_group():
    from jln.countries.models import CountryCoreGroup

    return CountryCoreGroup.objects.create(country=f.country(), confidence="guess")


def test_a_position_is_stated_by_mail_and_taken_back(chen):
    ama = f.person("Ama")
    letter = form("position.begin", ama, ama)

    came = answered(
        letter,
        "position: Auditor\nname: Drug Authority\nkind: regulator\nsince: 2024-05\n",
        name="Ama",
    )

    assert came.reason == "answered", came.receipt.text
    made = Position.objects.get()
    assert (made.title, made.institution.name, made.starts) == (
        "Auditor",
        "Drug Authority",
        PartialDate(2024, 5),
    )
    assert answered(came.receipt, "UNDO", name="Ama").reason == "undone"
    assert not Position.objects.exists()
    assert Institution.objects.filter(name="Drug Authority").exists()


def test_a_position_is_ended_by_mail_and_goes_on_by_mail(chen):
    ama = f.person("Ama")
    held = accounts.begin_position(ama, Job("Auditor", f.institution()), by=ama, at=clock.now())

    came = answered(form("position.end", ama, held), "2026-10", name="Ama")

    held.refresh_from_db()
    assert (came.reason, held.ends) == ("answered", PartialDate(2026, 10))
    answered(came.receipt, "UNDO", name="Ama")
    held.refresh_from_db()
    assert held.ends is None


def test_another_country_is_asked_for_by_mail(chen):
    f.country("KE", "Kenya")
    ama = f.person("Ama")

    came = answered(form("country.ask", ama, ama), "country: Kenya\nreason: I moved.\n", name="Ama")

    assert came.reason == "answered", came.receipt.text
    assert ama.country_requests.get().country.code == "KE"


@pytest.mark.parametrize(
    ("said", "zone"), [("Chicago", "America/Chicago"), ("Asia/Tbilisi", "Asia/Tbilisi")]
)
def test_a_time_zone_is_changed_by_the_name_of_its_city(chen, said, zone):
    f.country("US", "United States", timezone="America/New_York")
    ama = f.person("Ama")

    came = answered(form("profile.change", ama, ama), f"zone: {said}\n", name="Ama")

    assert came.reason == "answered", came.receipt.text
    ama.refresh_from_db()
    assert ama.timezone == zone
