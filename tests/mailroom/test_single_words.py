"""One word alone: what it does at each address, and how the echo of an unproved one names it."""

import pytest
from tests import factories as f
from tests.mailroom.letters import come, newest, raw
from tests.pages import text_of

from jln.conversations.models import Topic
from jln.kit import clock
from jln.notify import actions as notify
from jln.notify import queries
from jln.notify.models import MailPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    f.network()
    f.space()
    return f.person("Ama", address="ama@health.example")


def said(text, *, to="ask", subject="", **values):
    to = f"{to}@jln.example"
    return come(raw(text, sender="ama@health.example", to=to, subject=subject, **values), to=to)


@pytest.mark.parametrize(("text", "subject"), [("LESS", ""), ("", "less")])
def test_less_at_the_address_of_stop_is_less(ama, text, subject):
    came = said(text, to="stop", subject=subject)

    assert came.reason == "chosen"
    assert MailPlan.objects.get(person=ama).minutes == 10
    assert not queries.is_stopped(ama)


@pytest.mark.parametrize("text", ["", "STOP", "Please take me out of all of this now."])
def test_anything_else_at_the_address_of_stop_stops(ama, text):
    assert said(text, to="stop").reason == "stopped"
    assert queries.is_stopped(ama)


@pytest.mark.parametrize("text", ["START", "Resume", "BACK", "reprendre", "começar", "ابدأ"])
def test_start_after_stop_has_letters_come_again(ama, text):
    notify.stop_all(ama, at=clock.now())

    assert said(text).reason == "chosen"
    assert not queries.is_stopped(ama)
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("text", "subject"), [("JOIN", ""), ("", "START"), ("WHO", ""), ("undo", "")]
)
def test_a_command_alone_is_never_a_question(ama, text, subject):
    assert said(text, subject=subject).reason in ("helped", "chosen")
    assert not Topic.objects.exists()


def test_the_echo_of_an_unproved_word_says_what_ok_does_and_quotes_the_subject(ama):
    said("LESS", is_checked=False)
    assert "OK does what that one word asks for." in newest("mail.question", ama).text

    said("", subject="more", is_checked=False)
    assert "“more”" in newest("mail.question", ama).text
    assert "as a new question" not in newest("mail.question", ama).text


def test_help_names_the_words(ama):
    said("HELP")

    text = newest("mail.receipt", ama).text
    assert all(word in text for word in ("LESS", "DAILY", "AWAY", "ANSWER", "JOIN"))


@pytest.mark.parametrize(
    ("word", "to"), [("HELP", "ask"), ("Help.", "network"), ("WHO", "network"), ("", "network-who")]
)
def test_what_only_tells_needs_no_proof_once_a_day(ama, word, to):
    assert said(word, to=to, is_checked=False).reason == "helped"
    assert newest("mail.receipt", ama).to_address == "ama@health.example"
    assert said(word, to=to, is_checked=False).reason == "unproved"


def test_what_only_tells_is_not_told_to_robots_nor_under_a_forged_name(ama):
    robot = said("HELP", is_checked=False, more="Auto-Submitted: auto-generated\r\n")
    assert robot.state == "ignored"
    assert said("WHO", to="network", verdict="fail").reason == "unproved"
    assert newest("mail.receipt") is None


def test_the_page_says_that_all_letters_are_stopped_and_has_them_come_again(client, ama):
    notify.stop_all(ama, at=clock.now())
    f.sign_in(client, ama)

    text = text_of(client.get("/me/mail/").content.decode())
    assert "You get no more letters from the network" in text
    assert "Have letters come again" in text
    client.post("/me/mail/", {"away": "no"})
    assert not queries.is_stopped(ama)
    text = text_of(client.get("/me/mail/").content.decode())
    assert "You get no more letters" not in text
    assert "Stop everything for two weeks" in text


def test_help_names_each_word_that_does_something_alone(ama):
    assert said("HELP").reason == "helped"
    told = newest("mail.receipt", ama).text
    for word in ("THANKS", "REPORT", "UNDO", "STOP", "ANSWER", "NOT ME"):
        assert word in told
