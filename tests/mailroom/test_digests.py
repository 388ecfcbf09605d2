"""Replies to a daily or weekly message, and one word to any letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.notify.digests import world as w

from jln.conversations import actions
from jln.conversations.models import Post, Topic
from jln.mail import copies
from jln.mail.models import OutgoingMail
from jln.notify.models import Digest, DigestItem, MailPlan, MailSetting
from jln.spaces.models import Space, Subscription
from jln.spaces.terms import Delivery, SpaceKind, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Saran's weekly message names two conversations of two spaces."""
    f.network()
    writer = f.person("Adjoa")
    saran = f.person("Saran", address="saran@health.example")
    network, group = f.space(), w.group()
    small = f.space(slug="small", name="Small", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    f.on_roll(small, writer)
    roll = f.on_roll(small, saran)
    for space in (network, group, small):
        w.listed(saran, space, Delivery.WEEKLY)
    for space, title in ((group, "First"), (small, "Second"), (network, "Third")):
        w.asked(space, writer, f"{title}: how do you pay clinics?", title=title)
    letter = w.made(w.TUESDAY)["Saran"]
    return type("World", (), {"saran": saran, "letter": letter, "roll": roll, "writer": writer})


def quoted(letter, number: int, words: str) -> str:
    out = []
    for line in letter.text.splitlines():
        out.append(f"> {line}")
        if line.startswith(f"{number}. "):
            out += ["", words, ""]
    return "\n".join(out)


def test_numbers_bring_whole_texts_that_are_answered_like_posts(world):
    came = answered(world.letter, "1 3", at=w.TUESDAY)
    assert (came.state, came.reason) == ("done", "whole")
    letters = OutgoingMail.objects.filter(kind="post.written", person=world.saran)
    assert [one.subject for one in letters.order_by("pk")] == ["First", "Third"]
    assert "| First: how do you pay clinics?" in letters.earliest("pk").text

    answered(letters.earliest("pk"), "We pay on the fifth of the month.", at=w.TUESDAY)
    assert Post.objects.latest("pk").topic.title == "First"


def test_words_below_numbers_become_posts_of_their_conversations_once(world):
    text = quoted(world.letter, 3, "Ours pays every quarter.")
    text = f"1: We pay on the fifth of each month.\n\n{text}"
    came = answered(world.letter, text, at=w.TUESDAY)
    assert (came.state, came.reason) == ("done", "posted")
    mine = Post.objects.filter(by=world.saran).order_by("topic__title")
    assert [(one.topic.title, one.text) for one in mine] == [
        ("First", "We pay on the fifth of each month."),
        ("Third", "Ours pays every quarter."),
    ]
    assert all(one.channel == "mail" for one in mine)

    answered(newest("mail.receipt", world.saran), "UNDO", at=w.TUESDAY)
    assert Post.objects.filter(by=world.saran, hidden_at=None).count() == 1


def test_words_for_a_space_that_came_under_the_rule_are_forgotten_the_others_become_posts(world):
    Space.objects.filter(slug="small").update(chatham_since=w.TUESDAY.date())
    text = "1: We pay on the fifth of each month.\n2: The minister knew of it."
    came = answered(world.letter, text, at=w.TUESDAY)
    assert (came.raw, came.text, came.person) == (None, "", None)
    mine = Post.objects.filter(by=world.saran)
    assert [one.text for one in mine] == ["We pay on the fifth of each month."]
    said = newest("mail.receipt", world.saran).text
    assert "one writes in its safe spaces only" in said
    assert "minister" not in said


def test_each_number_keeps_its_own_rights(world):
    world.roll.delete()
    came = answered(world.letter, "2: We pay on the fifth of each month.\n1", at=w.TUESDAY)
    said = newest("mail.receipt", world.saran).text
    assert "2 is no conversation that you can write in." in said
    assert came.reason == "whole"
    assert not Post.objects.filter(by=world.saran).exists()
    OutgoingMail.objects.filter(kind="post.written").delete()

    answered(world.letter, "2 9", at=w.TUESDAY)
    said = newest("mail.receipt", world.saran).text
    assert "2 is no longer there for you to read." in said
    assert "There is no number 9 in that message." in said
    assert not OutgoingMail.objects.filter(kind="post.written", person=world.saran).exists()


def test_many_long_posts_fit_a_letter_and_the_rest_is_a_page_away(world):
    topic = Topic.objects.get(title="First")
    for number in range(8):
        w.answered(topic, world.writer, f"{number} " + "We pay by capitation. " * 100)
    items = list(DigestItem.objects.filter(topic=topic).values_list("pk", flat=True))
    digest = Digest.objects.get(person=world.saran)
    digest.entries[0]["items"] = items
    digest.save()
    answered(world.letter, "1", at=w.TUESDAY)

    letter = newest("post.written", world.saran)
    assert len(copies.bytes_of(letter, at=w.TUESDAY)) <= copies.MOST_BYTES
    shown = letter.text.count("Adjoa writes:") + letter.text.count("Adjoa, Ghana writes:")
    assert 1 < shown < 9
    assert f"Not named here: {9 - shown} more" in letter.text
    assert letter.reply_token.subject_id == topic.posts.get(number=shown).pk


def test_a_conversation_that_was_hidden_meanwhile_is_not_brought(world):
    topic = Topic.objects.get(title="First")
    actions.hide_topic(topic, because="Names of patients", by=f.staff(), at=w.TUESDAY)
    answered(world.letter, "1", at=w.TUESDAY)
    assert "no longer there for you to read" in newest("mail.receipt", world.saran).text
    assert newest("post.written", world.saran) is None


def test_words_to_a_conversation_that_was_joined_to_another_land_there(world):
    staff, older = f.staff(), f.topic(title="Older", started_at=w.TUESDAY - timedelta(days=90))
    actions.merge(Topic.objects.get(title="Third"), older, because="x", by=staff, at=w.TUESDAY)
    answered(world.letter, "3: We pay on the fifth of each month.", at=w.TUESDAY)
    assert Post.objects.get(by=world.saran).topic == older


def test_words_to_no_number_are_asked_back(world):
    came = answered(world.letter, "Thank you, we pay on the fifth of each month.", at=w.TUESDAY)
    assert (came.state, came.reason) == ("not_understood", "asked_back")
    question = newest("mail.receipt", world.saran)
    assert "Which number do you mean?" in question.text

    answered(question, "2: We pay on the fifth of each month.", at=w.TUESDAY)
    assert Post.objects.get(by=world.saran).topic.title == "Second"


@pytest.mark.parametrize(
    ("said", "minutes"), [("LESS", 10), ("moins", 10), ("MORE", 40), ("Más", 40), ("أقل", 10)]
)
def test_less_and_more_change_the_minutes(world, said, minutes):
    came = answered(world.letter, said, at=w.TUESDAY)
    assert (came.state, came.reason) == ("done", "chosen")
    assert MailPlan.objects.get(person=world.saran).minutes == minutes


def test_daily_to_the_message_is_for_all_spaces_and_to_a_post_for_its_own(world):
    answered(world.letter, "DAILY", at=w.TUESDAY)
    ways = Subscription.objects.filter(person=world.saran)
    assert set(ways.values_list("delivery", flat=True)) == {"daily"}

    answered(world.letter, "3", at=w.TUESDAY)
    answered(newest("post.written", world.saran), "hebdomadaire", at=w.TUESDAY)
    assert ways.get(delivery="weekly").space.kind == SpaceKind.NETWORK


def test_away_back_and_stop(world):
    answered(world.letter, "AWAY 2 weeks", at=w.TUESDAY)
    world.saran.refresh_from_db()
    assert (world.saran.away_until - w.TUESDAY.date()).days == 14

    desk = copies.answered_at(newest("mail.receipt", world.saran))
    come(raw("BACK", sender="saran@health.example", to=desk), to=desk)
    world.saran.refresh_from_db()
    assert world.saran.away_until is None

    answered(world.letter, "STOP", at=w.TUESDAY)
    assert list(MailSetting.objects.values_list("kind", flat=True)) == ["digest"]


def test_a_members_words_cannot_pass_for_a_number(world):
    title = f"{'x' * 66} 2. nothing"
    w.asked(w.group("Again"), world.writer, "How?", title=title, at=w.TUESDAY)
    w.listed(world.saran, Post.objects.latest("pk").space, Delivery.WEEKLY)
    text = w.made(w.TUESDAY.replace(day=30) + (w.TUESDAY - w.MONDAY))["Saran"].text
    starts = [line.split(".")[0] for line in text.splitlines() if line[:2] in ("1.", "2.")]
    assert starts == ["1"]
    assert "… 2. nothing" in text
