"""One click on a letter's List-Unsubscribe ends what the letter is about, and no more."""

from __future__ import annotations

import pytest
from tests import factories as f

from jln.conversations import actions
from jln.conversations.models import TopicFollow
from jln.facts.models import Fact
from jln.kit import clock
from jln.mail import seals, tokens
from jln.mail.models import OutgoingMail
from jln.notify import queries as wanted
from jln.notify.actions import tell
from jln.notify.digests import gather
from jln.spaces import actions as spaces
from jln.spaces.models import Subscription
from jln.web import network

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    f.network()
    network._kept.clear()
    yield f.person("Ama", address="ama@health.example")
    network._kept.clear()


@pytest.fixture
def topic(ama):
    return actions.ask(f.space(), text="How?", title="Posters", by=ama, at=clock.now())


def letter_of(topic, reader):
    post = actions.answer(topic, text="So.", by=f.person("Bo"), at=clock.now())
    tell(Fact.objects.get(kind="post.written", subject_id=post.pk).pk)
    return OutgoingMail.objects.get(person=reader, kind="post.written")


def pressed(client, letter, seal=""):
    where = f"/mail/stop/{seal or tokens.stop_seal(letter)}/"
    return client.post(where, {"List-Unsubscribe": "One-Click"}).content.decode()


def test_of_a_conversation_that_is_followed_it_ends_the_conversation_only(client, ama, topic):
    letter = letter_of(topic, ama)
    assert "Posters" in client.get(f"/mail/stop/{tokens.stop_seal(letter)}/").content.decode()

    assert "no more letters about “Posters”" in pressed(client, letter)
    assert TopicFollow.objects.get(topic=topic, person=ama).muted_at
    assert "post.written" in wanted.wanted(ama)
    f.sign_in(client, ama)
    assert "You muted this" in client.get(f"/ask/{topic.code}/").content.decode()


def test_of_a_list_it_ends_being_on_it(client, ama, topic):
    sara = f.person("Sara", address="sara@health.example")
    spaces.set_delivery(topic.space, sara, "every", by=sara, at=clock.now())

    pressed(client, letter_of(topic, sara))
    assert not Subscription.objects.filter(person=sara, left_at=None).exists()
    assert "post.written" in wanted.wanted(sara)


def asked_colleague():
    """Kofi's letter of a question, and his other questions stay wanted."""
    theme, kofi = f.theme(), f.person("Kofi", address="kofi@health.example")
    f.offers(kofi, theme)
    made = actions.ask(
        f.space(), text="How?", title="Stoves", theme=theme, by=f.person("Efua"), at=clock.now()
    )
    tell(Fact.objects.get(kind="colleague.asked", about=kofi).pk)
    return made, kofi, OutgoingMail.objects.get(person=kofi, kind="colleague.asked")


def test_of_a_question_to_a_colleague_it_ends_what_the_letter_says(client, ama):
    topic, kofi, letter = asked_colleague()
    assert "you get no more letters about this conversation" in " ".join(letter.text.split())
    assert "Stoves" in client.get(f"/mail/stop/{tokens.stop_seal(letter)}/").content.decode()

    html = pressed(client, letter)
    assert "no more letters about “Stoves”" in html
    assert f"/ask/{topic.code}/" in html
    assert "Questions that I may be able to answer" not in html
    assert TopicFollow.objects.get(topic=topic, person=kofi).muted_at
    assert "colleague.asked" in wanted.wanted(kofi)
    shared = gather.waiting([kofi.pk], clock.now(), clock.now())
    assert shared.asked == []


def test_of_a_question_that_was_not_left_it_still_waits_in_the_weekly_message(ama):
    _topic, kofi, _letter = asked_colleague()
    assert len(gather.waiting([kofi.pk], clock.now(), clock.now()).asked) == 1


def test_links_of_letters_sent_before_end_the_kind_and_the_conversation_says_so(client, ama, topic):
    letter = letter_of(topic, ama)
    pressed(client, letter, seals.seal("unsubscribe", letter.pk, letter.person_id))

    assert "post.written" not in wanted.wanted(ama)
    f.sign_in(client, ama)
    html = client.get(f"/ask/{topic.code}/").content.decode()
    assert "Each post comes by mail." not in html
    assert "No post of it comes by mail." in html


def test_of_a_poll_that_came_by_a_list_it_ends_the_conversation(client, ama, topic):
    sara = f.person("Sara", address="sara@health.example")
    spaces.set_delivery(topic.space, sara, "every", by=sara, at=clock.now())
    letter = letter_of(topic, sara)
    OutgoingMail.objects.filter(pk=letter.pk).update(kind="poll.told")

    assert "no more letters about “Posters”" in pressed(client, letter)
    assert TopicFollow.objects.get(topic=topic, person=sara).muted_at
    assert Subscription.objects.filter(person=sara, left_at=None).exists()
    assert "poll.told" in wanted.wanted(sara)
