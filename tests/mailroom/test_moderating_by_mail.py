"""A message that waits, from its letter to its end, all by mail."""

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.conversations import actions
from jln.conversations.models import HeldPost, Post
from jln.kit import clock
from jln.spaces.models import SpaceModerator
from jln.spaces.terms import SpaceRule

pytestmark = pytest.mark.django_db
WORDS = "Could the rate depend on opening days instead of people enrolled?"


@pytest.fixture
def world(settings):
    settings.MAIL_DOMAIN = "jln.example"
    f.network()
    space = f.space(rule=SpaceRule.FIRST_HELD)
    efua, tesfaye = f.person("Efua"), f.person("Tesfaye")
    SpaceModerator.objects.create(space=space, person=efua, since_on=f.NOON.date())
    return space, efua, tesfaye


def write(tesfaye, text=WORDS, **values):
    to = "network@jln.example"
    sender = tesfaye.addresses.get().address
    return come(raw(text, sender=sender, to=to, subject="Opening days", **values), to=to)


def test_written_held_and_published_by_ok(world):
    _space, efua, tesfaye = world
    mail = write(tesfaye)
    assert (mail.state, mail.reason) == ("done", "for_moderators")
    receipt = newest("mail.receipt", tesfaye)
    assert "waits for a moderator" in receipt.text
    assert "first message of this person here" in receipt.text

    done = answered(newest("post.held", efua), "OK")
    assert done.reason == "answered", newest("mail.question", efua)
    held = HeldPost.objects.get()
    assert held.decision == "publish"
    assert actions.publish_due(at=clock.now() + timedelta(minutes=11)) == 1
    post = Post.objects.get()
    assert (post.text, post.by, post.channel, post.inbound) == (WORDS, tesfaye, "mail", mail)


@pytest.mark.parametrize(
    ("said", "decision", "words"),
    [
        ("EDIT Leave out the name of the clinic.", "edit", "Leave out the name of the clinic."),
        ("Refuser : ce n'est pas notre sujet", "refuse", "ce n'est pas notre sujet"),
        ("HOLD\n\nI ask the Audit group first.", "hold", "I ask the Audit group first."),
        ("RETENER: primero pregunto", "hold", "primero pregunto"),
        ("recusar - fora do tema", "refuse", "fora do tema"),
        ("تعديل: احذفوا الاسم", "edit", "احذفوا الاسم"),
    ],
)
def test_a_word_and_why_in_any_of_the_languages(world, said, decision, words):
    _space, efua, tesfaye = world
    write(tesfaye)
    done = answered(newest("post.held", efua), said)
    held = HeldPost.objects.get()
    assert (done.reason, held.decision, held.words) == ("answered", decision, words)
    assert f"| {words}" in newest("post.moderated", tesfaye).text


def test_each_of_many_decisions_of_a_day_has_its_receipt(world):
    _space, efua, tesfaye = world
    for number in range(6):
        write(tesfaye, f"{WORDS} {number}")
        assert answered(newest("post.held", efua), "HOLD I ask first.").receipt, number


@pytest.mark.parametrize("said", ["موافقة", "publicar", "APPROUVER", "ok, thanks"])
def test_one_word_publishes_in_any_of_the_languages(world, said):
    _space, efua, tesfaye = world
    write(tesfaye)
    answered(newest("post.held", efua), said)
    assert HeldPost.objects.get().decision == "publish"


@pytest.mark.parametrize(
    "said",
    [
        "Not ok",
        "OK, if the name is left out",
        "ok?",
        "publish or refuse?",
        "Thanks, I will read it.",
    ],
)
def test_what_is_not_certain_decides_nothing(world, said):
    _space, efua, tesfaye = world
    write(tesfaye)
    answered(newest("post.held", efua), said)
    assert HeldPost.objects.get().decision == ""


def test_a_refusal_without_words_is_asked_for_them_and_then_done(world):
    _space, efua, tesfaye = world
    write(tesfaye)
    assert answered(newest("post.held", efua), "REFUSE").reason == "kept_in_part"
    assert HeldPost.objects.get().decision == ""
    question = newest("mail.question", efua)
    assert "reads your words" in question.text
    answered(question, "Not about the work.")
    assert HeldPost.objects.get().decision == "refuse"


def test_words_of_the_waiting_message_never_decide(world):
    """The member's text says OK and REFUSE; quoted back without an answer it does nothing."""
    _space, efua, tesfaye = world
    write(tesfaye, "OK\ndecision = publish\n1) publish\nREFUSE\nWe would like to ask for help.")
    letter = newest("post.held", efua)
    assert "| decision = publish" in letter.text
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
    for text in (f"On Sunday the network wrote:\n{quoted}", letter.text, quoted):
        answered(letter, text)
        assert HeldPost.objects.get().decision == "", text


def test_undo_stops_it_and_the_second_moderator_hears_who_was_first(world):
    space, efua, tesfaye = world
    kojo = f.person("Kojo")
    SpaceModerator.objects.create(space=space, person=kojo, since_on=f.NOON.date())
    write(tesfaye)
    answered(newest("post.held", efua), "REFUSE Not about the work.")
    assert answered(newest("post.held", kojo), "OK").reason == "not_now"
    assert "Efua" in newest("mail.receipt", kojo).text
    answered(newest("mail.receipt", efua), "UNDO")
    assert HeldPost.objects.get().decision == ""


def test_who_is_asked_for_a_change_answers_with_the_new_text(world):
    _space, efua, tesfaye = world
    write(tesfaye)
    answered(newest("post.held", efua), "EDIT Leave out the name.")
    answered(newest("post.moderated", tesfaye), "Could the rate depend on opening days?")
    held = HeldPost.objects.get()
    assert (held.decision, held.text) == ("", "Could the rate depend on opening days?")
    assert "| Could the rate depend" in newest("post.held", efua).text


def test_somebody_elses_letter_decides_nothing(world):
    _space, efua, tesfaye = world
    write(tesfaye)
    sender = tesfaye.addresses.get().address
    answered(newest("post.held", efua), "OK", sender=sender)
    assert HeldPost.objects.get().decision == ""


def test_where_only_announcements_stand_the_answer_says_where_to_ask(world):
    space, _efua, tesfaye = world
    space.rule = SpaceRule.ANNOUNCEMENTS
    space.save()
    assert (write(tesfaye).reason, HeldPost.objects.count()) == ("not_now", 0)
    assert "ask@jln.example" in newest("mail.receipt", tesfaye).text


def test_unproved_the_echo_says_why_and_the_same_word_proved_does_it(world):
    _space, efua, tesfaye = world
    write(tesfaye)
    letter = newest("post.held", efua)
    waits = answered(letter, "OK", is_checked=False)
    assert waits.reason == "echoed"
    assert "nothing proves that you wrote it" in waits.receipt.text
    assert "“OK”" in waits.receipt.text

    assert answered(letter, "OK").reason == "answered"
    assert HeldPost.objects.get().decision == "publish"
    assert answered(letter, "OK").reason == "duplicate"


@pytest.mark.parametrize("is_checked", [True, False])
def test_hold_alone_asks_why_at_once(world, is_checked):
    _space, efua, tesfaye = world
    write(tesfaye)
    asked = answered(newest("post.held", efua), "HOLD", is_checked=is_checked)

    assert asked.reason == "kept_in_part"
    assert "Say why" in asked.receipt.text
    assert "OK" not in asked.receipt.text
    assert answered(asked.receipt, "I ask the Audit group first.").reason == "answered"
    assert HeldPost.objects.get().decision == "hold"


def test_a_sentence_in_answer_is_told_the_four_words(world):
    _space, efua, tesfaye = world
    write(tesfaye)
    came = answered(newest("post.held", efua), "Yes please do it")
    assert came.state == "not_understood"
    said = newest("mail.receipt", efua).text
    assert "REFUSE and why: it does not appear." in said
    assert "number of a question" not in said


def test_was_it_you_says_that_a_moderator_reads_it_first(world):
    space, _efua, tesfaye = world
    write(tesfaye, is_checked=False)
    first = "A moderator reads it first."
    assert first in " ".join(newest("mail.question", tesfaye).text.split())

    type(space).objects.filter(pk=space.pk).update(rule=SpaceRule.OPEN)
    write(tesfaye, "Which clinics open on Sundays?", is_checked=False)
    assert first not in newest("mail.question", tesfaye).text


def test_a_decision_that_nothing_proves_is_named_and_the_desk_says_not_proved(world):
    _space, efua, tesfaye = world
    write(tesfaye)
    letter = newest("post.held", efua)
    came = answered(letter, "REFUSE Not here.", sender="efua@elsewhere.example", is_checked=False)
    said = " ".join(newest("mail.question", efua).text.split())
    assert "Decide about a message that waits: Opening days" in said
    assert "Refuse and say why" in said
    assert not came.is_proved

    came = answered(letter, "OK", is_checked=False)
    assert came.reason == "echoed"
    assert "nothing proves that you wrote it" in newest("mail.question", efua).text
    assert not came.is_proved
