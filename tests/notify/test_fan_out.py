"""One letter to many: its words written once, each reader's copy threaded by what they know."""

from __future__ import annotations

import email
import email.policy

import pytest
from django.utils import timezone
from tests import factories as f

from jln.conversations import actions as conversations
from jln.conversations.models import PostOrigin
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail import copies, outgoing, tokens
from jln.mail.models import InboundMail, LetterBody, OutgoingMail, ReplyToken
from jln.mail.terms import OutgoingState, Purpose
from jln.notify import actions
from jln.notify.terms import Because
from jln.notify.writing import Writer
from jln.spaces.terms import SpaceRule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asleep(monkeypatch):
    monkeypatch.setattr(outgoing, "wake", lambda: None)


@pytest.fixture
def topic():
    f.network(is_demonstration=False)
    made = f.topic(f.person("Adjoa"), space=f.space())
    conversations.follow(made, by=made.by, at=f.NOON)
    return made


def followers(topic, count, **values):
    people = [f.person(f"Follower {number}", **values) for number in range(count)]
    for one in people:
        conversations.follow(topic, by=one, at=f.NOON)
    return people


def told(topic, **values) -> Fact:
    """A post of a colleague, and its fact, not yet told."""
    writer = f.person("Saran")
    conversations.answer(topic, text="We pay on the fifth.", by=writer, at=f.NOON, **values)
    return Fact.objects.filter(kind=Kind.POST_WRITTEN, told_at=None).latest("pk")


def came(message_id, token=None, raw=b"Subject: x\r\n\r\nx") -> InboundMail:
    return InboundMail.objects.create(
        raw=raw, size=1, received_at=f.NOON, envelope_to="x@jln.example", message_id=message_id,
        token=token, is_proved=True,
    )  # fmt: skip


def head_of(letter):
    raw = copies.bytes_of(letter, at=f.NOON)
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_words_are_kept_once_a_language_however_many_read_them(topic):
    followers(topic, 7)
    followers(topic, 5, language="fr")
    assert actions.tell(told(topic).pk) == 13

    assert sorted(LetterBody.objects.values_list("language", flat=True)) == ["en", "en", "fr"]
    assert {one.own_text for one in OutgoingMail.objects.all()} == {""}
    assert len({one.reply_token_id for one in OutgoingMail.objects.all()}) == 13
    assert ReplyToken.objects.filter(purpose=Purpose.POST).count() == 13
    texts = {one.person.language: one.text for one in OutgoingMail.objects.all()}
    assert all("We pay on the fifth." in text for text in texts.values())
    assert texts["en"] != texts["fr"]


@pytest.mark.parametrize("count", [1, 12])
def test_telling_many_asks_no_more(topic, count, django_assert_num_queries):
    followers(topic, count)
    fact = told(topic)
    with django_assert_num_queries(QUERIES):
        assert actions.tell(fact.pk) == count + 1


QUERIES = 30


def test_who_was_told_meanwhile_is_told_once(topic):
    readers = followers(topic, 3)
    fact = told(topic)
    actions.tell(fact.pk)
    letter = actions.told(fact)

    Writer(letter).write([(one, Because.FOLLOWER) for one in readers])

    assert OutgoingMail.objects.filter(person__in=readers).count() == 3
    assert LetterBody.objects.count() == 2  # for the asker, for followers


def test_a_transaction_takes_as_many_readers_as_fit_its_time(topic, monkeypatch):
    followers(topic, 40)
    sizes, save = [], Writer._save

    def slow(writer, drafts):
        sizes.append(len(drafts))
        save(writer, drafts)

    clock = iter(range(10_000))
    monkeypatch.setattr(Writer, "_save", slow)
    monkeypatch.setattr(
        "jln.notify.writing.time.monotonic", lambda: next(clock) / 10
    )  # 100 ms each
    actions.tell(told(topic).pk)

    assert sizes[0] == 20
    assert max(sizes[1:]) <= 8
    assert sum(sizes) == 41


def test_a_reply_refers_to_what_its_readers_programs_know(topic):
    adjoa, (esi, kofi) = topic.by, followers(topic, 2)
    first = came("<own-1@mail.example>")
    answered = conversations.answer(topic, text="On the fifth.", by=esi, at=f.NOON, inbound=first)
    Fact.objects.update(told_at=f.NOON)
    token = tokens.make(Purpose.POST, kofi, at=f.NOON, subject=answered)
    actions.tell(told(topic, inbound=came("<own-2@mail.example>", token)).pk)

    thread, domain = f"<topic.{topic.code}@jln.example>", "jln.example>"
    refers = {one.person: one.references.split() for one in OutgoingMail.objects.all()}
    assert refers[adjoa] == [thread, f"<topic.{topic.code}.1.{adjoa.code}@{domain}", f"<topic.{topic.code}.2.{adjoa.code}@{domain}"]  # fmt: skip
    assert refers[kofi][-1] == f"<topic.{topic.code}.2.{kofi.code}@{domain}"
    assert refers[esi][-1] == "<own-1@mail.example>"  # the message that she sent
    assert all(one.in_reply_to == one.references.split()[-1] for one in OutgoingMail.objects.all())


def test_in_a_topic_from_an_archive_letters_refer_to_its_messages(topic):
    PostOrigin.objects.create(
        post=topic.posts.get(), space=topic.space, message_id="<CAF1@list.example>", text_mark="x", imported_at=timezone.now()
    )  # fmt: skip
    actions.tell(told(topic).pk)

    letter = OutgoingMail.objects.get()
    assert letter.references.split() == [f"<topic.{topic.code}@jln.example>", "<CAF1@list.example>"]
    assert head_of(letter)["In-Reply-To"] == "<CAF1@list.example>"


def test_headers_say_what_the_list_is_and_how_to_leave_it(topic):
    actions.tell(told(topic).pk)
    letter = OutgoingMail.objects.select_related("person", "reply_token").get()
    head = head_of(letter)

    assert head["From"] == "Saran via JLN <network@jln.example>"
    assert head["List-Id"] == f"{topic.space.name} <network.jln.example>"
    assert head["List-Post"] == "<mailto:network@jln.example>"
    assert head["List-Subscribe"].startswith("<mailto:network-join@jln.example>, <http")
    assert head["List-Help"] == "<mailto:help@jln.example>"
    for name in ("List-Archive", "List-Subscribe", "List-Owner", "List-Unsubscribe", "Archived-At"):
        assert head[name].startswith("<"), name
    assert head["Subject"] == f"Re: {topic.title}"
    names = [name.lower() for name in head if name != "DKIM-Signature"]  # by two algorithms
    assert len(names) == len(set(names))
    assert not [name for name in names if name.startswith("x-jln") or name == "received"]


def test_where_only_moderators_write_the_list_says_so(topic):
    topic.space.rule = SpaceRule.ANNOUNCEMENTS
    topic.space.save()
    actions.tell(told(topic).pk)

    assert head_of(OutgoingMail.objects.get())["List-Post"] == "NO"


def test_what_our_server_found_of_a_members_message_goes_into_the_seal(topic, settings):
    raw = (
        f"Authentication-Results: {settings.AUTHSERV_ID};\r\n dkim=pass header.d=health.example;"
        " spf=pass smtp.mailfrom=ama@health.example\r\nFrom: a@health.example\r\n\r\nx"
    ).encode()
    actions.tell(told(topic, inbound=came("<m@x.example>", raw=raw)).pk)

    passed = LetterBody.objects.get().headers[copies.PASSED]
    assert passed.split(";\r\n ") == [
        "dkim=pass header.d=health.example",
        "spf=pass smtp.mailfrom=health.example",
    ]
    assert OutgoingMail.objects.get().state == OutgoingState.WAITING
