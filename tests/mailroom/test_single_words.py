"""One word alone: what it does at each address, and how the echo of an unproved one names it."""

import re

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.pages import text_of

from jln.conversations.models import Topic
from jln.kit import clock
from jln.mail import outgoing, tokens
from jln.mail.reading.commands import COMMANDS
from jln.mail.terms import Purpose
from jln.mailroom import words
from jln.mailroom.list_words import WORDS
from jln.mailroom.twin import fold
from jln.notify import actions as notify
from jln.notify import queries
from jln.notify.models import MailPlan
from jln.notify.terms import LetterKind

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


TABLE = {
    **COMMANDS,
    **{f"to a space, {name}": said for name, said in WORDS.items()},
    **words.AWAY,
    "report": words.REPORT,
    "answer": words.ANSWER,
    "not me": words.NOT_ME,
}
NAMED_ELSEWHERE = {
    "later": "no letter is put off",
    "to a space, digest": "the same as DAILY",
    "to a space, confirm": "asked for where it does something",
}
"""Words of the table that HELP leaves out, and why."""


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_help_names_every_word_that_is_understood(ama, language):
    ama.language = language
    ama.save()
    assert said("HELP").reason == "helped"

    named = _marked(newest("mail.receipt", ama).text)
    unnamed = [name for name, known in TABLE.items() if named.isdisjoint(map(fold.plain, known))]
    assert sorted(unnamed) == sorted(NAMED_ELSEWHERE)


def _marked(text):
    """What stands in capitals, or in Arabic quotation marks; each run of its words."""
    runs = re.findall(r"[^\W\d_a-z]{2,}(?: [^\W\d_a-z]{2,})*", text) + re.findall("«(.*?)»", text)
    runs = [one.split() for one in runs if one.upper() == one]
    return {
        fold.plain(" ".join(words[first:last]))
        for words in runs
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    }


@pytest.mark.parametrize("word", ["FOLLOW", "suivre", "seguir", "متابعة"])
def test_follow_in_answer_to_a_letter_has_each_post_come_and_stop_ends_it(ama, word):
    topic = f.topic(f.person("Bo"))
    letter = _letter_of(topic, ama)
    assert answered(letter, word, at=clock.now()).reason == "chosen"
    assert topic.follows.get(person=ama).muted_at is None
    stopped = answered(newest("mail.receipt", ama), "STOP", at=clock.now())
    assert stopped.reason == "stopped"
    assert topic.follows.get(person=ama).muted_at
    assert "with FOLLOW" in newest("mail.receipt", ama).text
    answered(_letter_of(topic, ama), word, at=clock.now())
    assert topic.follows.get(person=ama).muted_at is None
    assert topic.posts.count() == 1


def test_follow_says_so_where_no_posts_come_by_mail(client, ama):
    topic = f.topic(f.person("Bo"))
    notify.stop_kind(ama, LetterKind.POST_WRITTEN, at=clock.now())
    answered(_letter_of(topic, ama), "FOLLOW", at=clock.now())

    receipt = newest("mail.receipt", ama).text
    assert "Each post comes by mail" not in receipt
    assert "You chose to get no post of it by mail." in receipt
    assert "/me/mail/" in receipt
    f.sign_in(client, ama)
    html = client.post(f"/ask/{topic.code}/follow/", {"follow": "yes"}, follow=True)
    assert "You chose to get no post of it by mail." in text_of(html.content.decode())
    notify.choose(ama, LetterKind.values, by=ama, at=clock.now())
    html = client.post(f"/ask/{topic.code}/follow/", {"follow": "yes"}, follow=True)
    assert "You follow this. Each post comes by mail." in text_of(html.content.decode())


def _letter_of(topic, person):
    post = topic.posts.get(number=1)
    reply = tokens.make(Purpose.POST, person, at=clock.now(), subject=post)
    return outgoing.put(
        "topic.started", person, subject=topic.title, text="x", because="on_list", reply=reply
    )
