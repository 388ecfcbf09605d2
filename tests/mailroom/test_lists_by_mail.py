"""A space as a list, by mail: one word, in five languages; and who may."""

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.conversations.models import Topic
from jln.mail.models import OutgoingMail
from jln.mailroom import doors
from jln.spaces import actions
from jln.spaces.models import JoinRequest, SpaceMember, Subscription
from jln.spaces.terms import SpaceKind, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings):
    settings.MAIL_DOMAIN = "jln.example"
    f.network()
    f.space()
    space = f.space("medical-audit", kind=SpaceKind.INITIATIVE, name="Medical audit")
    return space, f.person("Ama", address="ama@health.example")


def write(text, to="medical-audit", sender="ama@health.example", **values):
    to = f"{to}@jln.example"
    return come(raw(text, sender=sender, to=to, **{"subject": ""} | values), to=to, sender=sender)


def comes(person):
    row = Subscription.objects.filter(person=person, left_at=None).first()
    return row.delivery if row else ""


@pytest.mark.parametrize(
    ("word", "then"),
    [
        ("JOIN", "daily"), ("rejoindre", "daily"), ("Unirme", "daily"), ("aderir", "daily"),
        ("انضمام", "daily"), ("weekly", "weekly"), ("chaque message", "every"),
        ("RESUMO", "daily"), ("أسبوعي", "weekly"),
    ],
)  # fmt: skip
def test_one_word_puts_on_a_list_and_says_how_to_leave(world, word, then):
    _space, ama = world
    assert write(word).reason == "listed"
    assert comes(ama) == then
    receipt = newest("mail.receipt", ama).text
    assert "medical-audit@jln.example" in receipt
    assert "LEAVE" in receipt
    assert not Topic.objects.exists()


@pytest.mark.parametrize("word", ["leave", "Quitter", "salir", "sair", "مغادرة", "unsubscribe"])
def test_one_word_takes_off_it(world, word):
    space, ama = world
    actions.join(space, ama, by=ama, at=f.NOON)
    assert write(word).reason == "stopped"
    assert comes(ama) == ""
    assert write(word, message_id="<again@health.example>").reason == "stopped"


def test_the_subject_alone_and_the_address_alone_say_it_too(world):
    _space, ama = world
    write("", subject="join")
    assert comes(ama) == "daily"
    write("Dear all, I wish to leave, best, Ama", to="medical-audit-leave")
    assert comes(ama) == ""
    write("", to="medical-audit-weekly")
    assert comes(ama) == "weekly"
    assert not doors.known_recipient("nothing-here-join@jln.example")


@pytest.mark.parametrize(
    "text",
    [
        "Who pays the doctors in your country, and how often?",
        "Join us on Tuesday for a call about audit.",
        "Help needed with claims: which fields do you check?",
        "I leave the ministry in May. Who takes over the group?",
    ],
)
def test_a_sentence_is_no_command(world, text):
    assert write(text, subject="").reason in ("asked", "not_addressed")
    assert Topic.objects.count() == 1
    assert not Subscription.objects.exists()


def test_who_names_moderators_and_no_address_and_only_for_readers(world):
    space, ama = world
    efua = f.person("Efua", address="efua@moh.example")
    actions.moderate(space, efua, by=f.staff(), at=f.NOON)
    actions.join(space, efua, by=efua, at=f.NOON)
    assert write("WHO").reason == "helped"
    said = newest("mail.receipt", ama).text
    assert "Efua" in said
    assert "efua@" not in said
    assert ": 1" in said
    f.space("exchange", kind=SpaceKind.GROUP, name="Exchange", visibility=Visibility.ROLL)
    assert write("WHO", to="exchange").reason == "not_allowed"
    assert write("HELP", to="exchange").reason == "not_now"
    assert write("help").reason == "helped"


def test_unproved_nothing_is_done_and_an_ok_of_the_address_on_record_does_it(world):
    _space, ama = world
    assert write("join", is_checked=False).reason == "unproved"
    assert comes(ama) == ""
    question = newest("mail.question", ama)
    assert "that one word" in question.text
    answered(question, "OK")
    assert comes(ama) == "daily"


def test_a_stranger_gets_one_kind_answer_a_day_and_joins_nothing(world):
    for _time in range(3):
        mail = write("join", sender="stranger@else.example")
        assert mail.reason == "unknown_sender"
    assert OutgoingMail.objects.filter(to_address="stranger@else.example").count() == 1
    write("join", sender="forged@else.example", is_checked=False)
    assert not OutgoingMail.objects.filter(to_address="forged@else.example").exists()
    assert not Subscription.objects.exists()


def test_a_space_of_its_own_people_asks_its_moderator_who_says_yes_by_mail(world):
    _space, ama = world
    space = f.space("exchange", kind=SpaceKind.GROUP, name="Exchange", visibility=Visibility.ROLL)
    efua = f.person("Efua")
    f.on_roll(space, efua)
    actions.moderate(space, efua, by=f.staff(), at=f.NOON)
    assert write("JOIN", to="exchange").reason == "for_moderators"
    write("JOIN", to="exchange", message_id="<twice@health.example>")
    assert JoinRequest.objects.count() == 1
    letter = newest("space.asked", efua)
    assert "Ama asks to join" in letter.text
    assert answered(letter, "YES").reason == "answered"
    assert SpaceMember.objects.filter(space=space, person=ama, until_on=None).exists()
    assert "among the people" in newest("space.answered", ama).text
    assert comes(ama) == "daily"


def test_who_sits_in_a_countrys_group_follows_from_seats(world):
    ghana = f.country()
    f.space("ghana", kind=SpaceKind.COUNTRY, country=ghana, visibility=Visibility.ROLL)
    assert write("JOIN", to="ghana").reason == "not_now"
    assert not JoinRequest.objects.exists()
