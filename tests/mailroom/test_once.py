"""Once, in order; never to robots; nothing lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.mailroom.test_who_wrote import ASK, letter_to, world  # noqa: F401 -- a fixture

from jln.conversations.models import Post, Topic
from jln.kit import clock
from jln.mail import incoming, sending, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState, Purpose
from jln.mailroom import actions, reader, words
from jln.mailroom.tasks import sweep
from jln.search.index import rebuild

pytestmark = pytest.mark.django_db


def test_the_same_message_twice_is_one_post_and_one_word_about_it(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    answered(letter, "We share our rates.", message_id="<one@health.example>")
    again = answered(letter, "We share our rates.", message_id="<one@health.example>")
    once_more = answered(letter, "We share our rates.", message_id="<two@health.example>")

    assert Post.objects.filter(topic=topic).count() == 2
    assert [again.reason, once_more.reason] == ["duplicate", "duplicate"]


def test_the_same_words_after_others_are_said_again(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    for text in ("We share our rates.", "No, we do not yet.", "We share our rates."):
        answered(letter, text)

    assert Post.objects.filter(topic=topic).count() == 4


def test_one_message_to_two_of_our_addresses_is_one_post(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    answered(letter, "We share our rates.", message_id="<one@health.example>")
    come(
        raw(
            "We share our rates.",
            sender="ama@health.gov.example",
            to="network@jln.example",
            message_id="<one@health.example>",
        ),
        to="network@jln.example",
    )

    assert (Post.objects.count(), Topic.objects.count()) == (2, 1)


def test_a_message_handled_twice_changes_nothing(world):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), "We share our rates.")
    before = OutgoingMail.objects.count()
    actions.handle(came.pk)

    assert (Post.objects.filter(topic=topic).count(), OutgoingMail.objects.count()) == (2, before)


def test_what_was_stored_and_never_handled_is_found_by_the_sweep(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    from jln.mail import tokens

    to = tokens.address_of(letter.reply_token)
    listeners, incoming.listeners[:] = list(incoming.listeners), []
    incoming.store(
        raw("We share our rates.", sender="ama@health.gov.example", to=to),
        "ama@health.gov.example",
        [to],
        "192.0.2.1",
    )
    incoming.listeners[:] = listeners
    assert InboundMail.objects.get().state == InboundState.RECEIVED

    sweep.call()

    assert InboundMail.objects.get().reason == "posted"


def test_what_fails_three_times_is_kept_and_shown_to_staff(world, monkeypatch):  # noqa: F811
    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(reader, "read", broken)
    (number,) = incoming.store(raw("x", sender="a@b.example", to=ASK), "", [ASK], "")
    for _try in range(2):
        with pytest.raises(ZeroDivisionError):
            actions.handle(number)
    actions.handle(number)

    row = InboundMail.objects.get()
    assert (row.state, row.reason) == (InboundState.HELD, "broken")
    assert row.raw


ROBOTS = {
    "vacation": "Auto-Submitted: auto-replied\r\n",
    "list": "List-Id: <other.example>\r\n",
    "bulk": "Precedence: bulk\r\n",
    "loop": "X-Loop: jln.example\r\n",
}


@pytest.mark.parametrize("robot", ROBOTS)
def test_robots_are_recorded_and_never_answered(world, robot):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    before = OutgoingMail.objects.count()
    came = answered(letter, "I am away until Monday.", more=ROBOTS[robot])

    assert came.state == InboundState.IGNORED
    assert (OutgoingMail.objects.count(), Post.objects.filter(topic=topic).count()) == (before, 1)


def test_a_null_sender_is_never_answered(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    from jln.mail import tokens

    to = tokens.address_of(letter.reply_token)
    number = incoming.store(raw("We share.", sender="ama@health.gov.example", to=to), "", [to], "")[
        0
    ]
    actions.handle(number)

    assert InboundMail.objects.get(pk=number).state == InboundState.IGNORED
    assert OutgoingMail.objects.count() == 1


def test_nobody_gets_more_than_four_receipts_a_day_about_one_thing(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    for number in range(7):
        answered(letter, f"Answer number {number} to this question.")

    assert OutgoingMail.objects.filter(kind="mail.receipt", person=ama).count() == 4
    assert Post.objects.filter(topic=topic).count() == 8


@pytest.mark.parametrize("text", ["1", "Yes.", "👍", "oui"])
def test_a_single_word_is_a_post_where_no_form_waits(world, text):  # noqa: F811
    ama, topic = world
    answered(letter_to(ama, topic), text)

    assert Post.objects.get(topic=topic, number=2).text == text


@pytest.mark.parametrize("text", ["1", "Yes.", "👍", "oui"])
def test_a_single_word_is_held_until_ok_while_a_form_waits(world, text):  # noqa: F811
    ama, topic = world
    tokens.make(Purpose.ANSWER, ama, at=clock.now(), form="topic.answer", subject=topic)
    came = answered(letter_to(ama, topic), text)

    assert (came.state, came.reason) == (InboundState.HELD, "one_word")
    assert Post.objects.filter(topic=topic).count() == 1

    answered(newest("mail.question", ama), "OK")
    assert Post.objects.get(topic=topic, number=2).text == text


THANKS = [
    "THANKS",
    "Thanks!",
    "thank you",
    "Merci",
    "merci beaucoup",
    "Gracias",
    "Obrigado",
    "شكرا",
    "Thanks, this one helped",
    "Many thanks!",
    "Muchas gracias",
    "Muito obrigada",
    "شكرا جزيلا",
    "Thanks!\n\nAma",
]


@pytest.mark.parametrize("text", THANKS)
def test_thanks_in_five_languages_thank(world, text):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), text)

    assert came.reason == "thanked"
    assert topic.posts.get(number=1).thanks.get().by == ama


@pytest.mark.parametrize(
    "text",
    ["Thanks. But which year is it from?", "Thanks for asking, we pay on the fifth of each month."],
)
def test_thanks_with_more_is_a_post(world, text):  # noqa: F811
    ama, topic = world

    assert answered(letter_to(ama, topic), text).reason == "posted"


def test_stop_mutes_the_conversation(world):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), "STOP")

    assert came.reason == "stopped"
    assert topic.follows.get(person=ama).muted_at is not None


def test_an_empty_message_is_said_to_be_empty(world):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), "\n> quoted\n")

    assert (came.state, came.reason) == (InboundState.NOT_UNDERSTOOD, "empty")


def test_something_similar_is_offered_before_a_question_is_posted(world):  # noqa: F811
    ama, _topic = world
    f.product(title="Costing manual for primary care clinics")
    rebuild()
    came = come(
        raw(
            "Which costing manual is good for primary care clinics?",
            sender="ama@health.gov.example",
            to=ASK,
            subject="Costing manual for clinics",
        ),
        to=ASK,
    )

    assert (came.state, came.reason) == (InboundState.HELD, "similar")
    offer = newest("mail.question", ama)
    assert "Costing manual for primary care clinics" in offer.text

    answered(offer, "OK")
    assert Topic.objects.get(title="Costing manual for clinics").by == ama


def test_an_unreadable_message_is_kept_for_staff(world):  # noqa: F811
    came = come(b"", to=ASK)

    assert (came.state, came.reason) == (InboundState.NOT_UNDERSTOOD, "unreadable")


def test_postmaster_reaches_the_desk(world):  # noqa: F811
    came = come(
        raw(
            "Your mail is late.",
            sender="a@b.example",
            to="postmaster@jln.example",
            is_checked=False,
        ),
        to="postmaster@jln.example",
    )

    assert (came.state, came.reason) == (InboundState.HELD, "for_the_desk")


WORDS = {
    "ok": ["OK", "ok.", "Oui", "Sí", "Sim", "نعم", "Vale", "D'accord"],
    "no": ["NO", "Non", "Não", "لا"],
    "not me": ["NOT ME", "Not me!", "PAS MOI", "YO NO", "EU NÃO", "Não sou eu", "لست أنا"],
    "not me, said kindly": [
        "Not me, sorry",
        "Désolée, pas moi.",
        "Lo siento, yo no",
        "لست أنا، عذرا",
    ],
    "ok, said kindly": ["OK, thank you", "Oui, merci.", "Sí, gracias", "Sim, obrigada", "نعم شكرا"],
    "no, said kindly": ["No, thanks", "Non merci", "No, gracias", "Não, obrigado", "لا، شكرا"],
    "neither": ["OK?", "Thanks", "Merci", "ok but change the title", "شكرا"],
    "more than not me": ["Not me, ask Linh", "Not me, but we pay in cash.", "Not me?"],
    "undo": ["UNDO", "ANNULER", "DESHACER", "DESFAZER", "تراجع"],
}


def test_the_words_that_letters_ask_for_are_understood():
    assert [word for word in WORDS["ok"] if not words.is_one_of(word, words.OK)] == []
    assert [word for word in WORDS["no"] if not words.is_one_of(word, words.NO)] == []
    kindly = WORDS["not me"] + WORDS["not me, said kindly"]
    assert [word for word in kindly if not words.is_one_of(word, words.NOT_ME)] == []
    assert [word for word in WORDS["more than not me"] if words.is_one_of(word, words.NOT_ME)] == []
    assert [word for word in WORDS["ok, said kindly"] if not words.is_one_of(word, words.OK)] == []
    assert [word for word in WORDS["no, said kindly"] if not words.is_one_of(word, words.NO)] == []
    both = words.OK + words.NO
    assert [word for word in WORDS["neither"] if words.is_one_of(word, both)] == []
    assert [word for word in WORDS["undo"] if not words.is_undo(word)] == []
    assert [word for word in WORDS["no"] if words.is_one_of(word, words.OK)] == []


@pytest.mark.parametrize("word", WORDS["not me"] + WORDS["not me, said kindly"])
def test_not_me_frees_the_person_who_was_asked(word, django_capture_on_commit_callbacks):
    from jln.conversations import actions as conversations

    f.network()
    theme, asker, colleague = f.theme(), f.person("Adjoa"), f.person("Saran")
    f.offers(colleague, theme)
    with django_capture_on_commit_callbacks(execute=True):
        topic = conversations.ask(
            f.space(), text="How do you pay clinics?", theme=theme, by=asker, at=f.NOON
        )
    came = answered(newest("colleague.asked", colleague), word)

    assert came.reason == "declined"
    assert topic.asked.get().declined_at is not None
    assert topic.posts.count() == 1


def test_a_post_by_mail_is_taken_back_within_two_minutes_only(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    at = clock.now()
    came = answered(letter, "We share our rates.", at=at)
    late = answered(came.receipt, "UNDO", at=at + timedelta(minutes=3))
    assert (late.state, late.reason) == (InboundState.REFUSED, "not_now")

    soon = answered(came.receipt, "UNDO", at=at + timedelta(minutes=1))
    assert soon.reason == "undone"
    assert Post.objects.get(topic=topic, number=2).hidden_at is not None


@pytest.mark.parametrize("text", ["We \x00share", "half \ud83d a pair", "\u202eevil\u202c"])
def test_what_no_database_takes_is_taken_out(world, text):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    from jln.mail import tokens

    to = tokens.address_of(letter.reply_token)
    message = raw("PLACE our rates.", sender="ama@health.gov.example", to=to, subject="x PLACE")
    came = come(message.replace(b"PLACE", text.encode("utf-8", "surrogatepass")), to=to)

    assert came.reason == "posted"
    assert not set(came.text + came.subject) & {"\x00", "\ud83d"}


def test_no_row_holds_a_seal_that_could_be_used(world, settings, tmp_path):  # noqa: F811
    settings.DATA_DIR = tmp_path
    ama, topic = world
    came = answered(letter_to(ama, topic), "We share our rates each March.")
    answered(
        came.receipt,
        "And each May. https://jln.example/mail/stop/" + tokens.stop_seal(came.receipt) + "/",
    )
    sending.send_due(clock.now)
    listeners = list(apps.get_app_config("jln").get_models())

    rows = [str(row) for model in listeners for row in model._base_manager.values()]
    assert any("each March" in row for row in rows)
    assert [
        row for row in rows if re.search(r"(?i)(?<![a-z0-9])a{4}[a-z2-7]{28}(?![a-z0-9])", row)
    ] == []
    assert "Reply-To: r." in next((tmp_path / "maildir" / "new").iterdir()).read_text()


@pytest.mark.parametrize(
    ("word", "end"),
    [("help", "helped"), ("daily", "chosen"), ("aide", "helped"), ("أسبوعي", "chosen")],
)
def test_command_words_are_answered_and_never_posted(world, word, end):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), word)

    assert came.reason == end
    assert came.receipt is not None
    assert topic.posts.count() == 1


def test_an_answer_that_forgot_reply_to_finds_its_letter(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    more = f"In-Reply-To: {letter.message_id}\r\n"
    to = "network@jln.example"
    came = come(
        raw("We share our rates.", sender="ama@health.gov.example", to=to, more=more), to=to
    )
    forged = come(
        raw(
            "I share her rates.",
            sender="ama@health.gov.example",
            to=to,
            more=more,
            is_checked=False,
        ),
        to=to,
    )

    assert (came.reason, forged.reason) == ("posted", "unproved")
    assert Post.objects.get(topic=topic, number=2).by == ama
