"""Mail that no rule could bring further: delivered, answered, set aside; never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations.models import Post, Topic
from jln.desk import actions, queries
from jln.desk.actions import Handling
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail import incoming
from jln.mail.models import InboundMail, OutgoingMail
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

pytestmark = pytest.mark.django_db
WORDS = "How do you pay for dialysis?"


@pytest.fixture
def chen():
    f.network()
    f.space()
    return f.staff()


@pytest.fixture
def ama():
    return f.person("Ama", language="en")


def message(by=None, **values) -> InboundMail:
    return InboundMail.objects.create(
        **{
            "raw": b"From: x\r\n\r\nx",
            "size": 12,
            "received_at": f.NOON,
            "envelope_from": "somebody@health.example",
            "envelope_to": "desk@jln.example",
            "state": "held",
            "reason": "for_the_desk",
            "subject": "Dialysis",
            "text": WORDS,
            "message_id": "<m1@health.example>",
            "person": by,
            "is_proved": by is not None,
        }
        | values
    )


def handle(mail, what, by, **values):
    return actions.handle(mail, Handling(what, **values), by=by, at=f.NOON)


def letter() -> OutgoingMail:
    return OutgoingMail.objects.get(kind="desk.answer")


def test_a_message_becomes_a_question_of_its_sender(chen, ama):
    mail = handle(message(ama), "question", chen, space=f.space(), words="Welcome.")

    topic = Topic.objects.get()
    assert (topic.by, topic.title, topic.posts.get().text) == (ama, "Dialysis", WORDS)
    assert topic.posts.get().inbound == mail
    assert (mail.state, mail.reason) == ("done", "delivered")
    assert (mail.handled_by, mail.desk_words) == (chen, "Welcome.")
    assert bytes(mail.raw) == b"From: x\r\n\r\nx"
    assert letter().person == ama
    assert f"/ask/{topic.code}/" in letter().text
    assert "Welcome." in letter().text
    assert "| How do you pay for dialysis?" in letter().text
    assert (letter().in_reply_to, letter().from_name) == ("<m1@health.example>", "Chen")
    fact = Fact.objects.get(kind="mail.delivered")
    assert (fact.by, fact.about, fact.data) == (chen, ama, {"deed": "question"})
    assert fact.chain


def test_a_message_becomes_a_post_where_its_sender_may_write(chen, ama):
    topic = f.topic()

    handle(message(ama), "post", chen, page=f"https://jln.example/fr/ask/{topic.code}/?from=3#p2")

    post = Post.objects.get(topic=topic, number=2)
    assert (post.by, post.text, post.channel) == (ama, WORDS, "mail")


def test_nobody_writes_through_the_desk_where_she_may_not_herself(chen, ama):
    closed = f.space("closed", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    f.on_roll(closed, chen)
    topic = f.topic(by=chen, space=closed)
    mail = message(ama)

    with pytest.raises(RuleBroken) as refusal:
        handle(mail, "post", chen, page=f"/ask/{topic.code}/")

    assert refusal.value.verdict.codes == {"not_hers"}
    mail.refresh_from_db()
    assert (mail.state, topic.posts.count()) == ("held", 1)


@pytest.mark.parametrize("what", ["question", "post"])
def test_what_is_not_proved_stands_in_nobodys_name(chen, ama, what):
    topic = f.topic()
    mail = message(ama, is_proved=False)

    with pytest.raises(RuleBroken) as refusal:
        handle(mail, what, chen, space=f.space(), page=f"/ask/{topic.code}/")

    assert refusal.value.verdict.codes == {"unproved"}
    assert Post.objects.count() == 1


def test_a_proved_message_is_passed_on_as_its_senders_own(chen, ama):
    bayu = f.person("Bayu")

    handle(message(ama), "colleague", chen, page=f"/people/{bayu.code}/")

    passed = OutgoingMail.objects.get(kind="person.written_to")
    assert (passed.person, passed.from_name) == (bayu, "Ama")
    assert WORDS in passed.text
    assert passed.reply_token.subject_id == ama.pk


def test_a_strangers_message_is_passed_on_in_the_name_of_staff(chen):
    bayu = f.person("Bayu")

    handle(message(), "colleague", chen, page=f"/people/{bayu.code}/")

    passed = OutgoingMail.objects.get(kind="person.written_to")
    assert passed.from_name == "Chen"
    assert "somebody@health.example wrote to the network:" in passed.text
    assert letter().to_address == "somebody@health.example"


def test_a_message_is_answered_with_words_that_stay_with_it(chen, ama, client):
    mail = handle(message(ama), "answer", chen, words="Ask in the costing group.")

    assert (mail.state, mail.reason) == ("done", "desk_answered")
    assert "Ask in the costing group." in letter().text
    f.sign_in(client, ama)
    own = client.get("/me/mail/").content.decode()
    assert "staff answered it" in own
    assert "Ask in the costing group." in own


def test_who_is_no_spam_gets_the_kind_answer_and_no_member_does(chen, ama):
    mail = handle(message(), "welcome", chen)

    assert (mail.state, mail.reason) == ("done", "desk_answered")
    assert letter().to_address == "somebody@health.example"
    assert "/about/membership/" in letter().text
    with pytest.raises(RuleBroken) as refusal:
        handle(message(ama), "welcome", chen)
    assert refusal.value.verdict.codes == {"known"}


def test_what_is_set_aside_sends_nothing_and_says_why_to_its_sender(chen, ama, client):
    mail = handle(message(ama), "aside", chen, words="An advertisement.")

    assert (mail.state, mail.reason) == ("ignored", "set_aside")
    assert not OutgoingMail.objects.exists()
    assert Fact.objects.get().kind == "mail.set_aside"
    f.sign_in(client, ama)
    assert "An advertisement." in client.get("/me/mail/").content.decode()


def test_what_was_set_aside_by_mistake_can_still_be_answered(chen, ama):
    mail = handle(message(ama), "aside", chen, words="An advertisement.")

    assert handle(mail, "answer", chen, words="Sorry.").reason == "desk_answered"


def test_a_broken_message_is_given_to_the_platform_once_more(chen, monkeypatch):
    woken = []
    monkeypatch.setattr(incoming, "listeners", [lambda pk, **_how: woken.append(pk)])
    mail = message(reason="broken", attempts=3)

    mail = handle(mail, "again", chen)

    assert (mail.state, mail.reason, mail.attempts, woken) == ("received", "", 0, [mail.pk])


@pytest.mark.parametrize(
    ("what", "values", "why"),
    [
        ("answer", {}, {"no_words"}),
        ("aside", {}, {"no_words"}),
        ("again", {}, {"not_broken"}),
        ("post", {"page": "/ask/zzzzzz/"}, {"no_page"}),
        ("post", {"page": "nonsense"}, {"no_page"}),
        ("colleague", {"page": "/ask/zzzzzz/"}, {"no_page"}),
        ("question", {}, {"no_space"}),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(chen, ama, what, values, why):
    mail = message(ama)

    with pytest.raises(RuleBroken) as refusal:
        handle(mail, what, chen, **values)

    assert refusal.value.verdict.codes == why
    mail.refresh_from_db()
    assert (mail.state, mail.handled_by) == ("held", None)


def test_a_message_without_words_or_address_goes_nowhere(chen, ama):
    with pytest.raises(RuleBroken) as empty:
        handle(message(ama, text=" "), "question", chen, space=f.space())
    with pytest.raises(RuleBroken) as nobody:
        handle(message(envelope_from="<>"), "answer", chen, words="Hello")

    assert empty.value.verdict.codes == {"no_text"}
    assert nobody.value.verdict.codes == {"no_address"}


def test_what_came_to_its_end_is_not_dealt_with_twice(chen, ama):
    mail = handle(message(ama), "answer", chen, words="Hello")

    with pytest.raises(RuleBroken) as refusal:
        handle(mail, "answer", chen, words="Hello")

    assert refusal.value.verdict.codes == {"over"}
    assert OutgoingMail.objects.count() == 1


def test_only_staff_deal_with_mail(chen, ama):
    with pytest.raises(PermissionDenied):
        handle(message(ama), "aside", ama, words="x")


def test_the_page_deals_with_a_message(client, chen, ama):
    mail = message(ama)
    f.sign_in(client, chen)

    shown = client.get(f"/desk/mail/in/{mail.pk}/").content.decode()
    assert f"/desk/mail/handle/{mail.code}/" in shown
    done = client.post(
        f"/desk/mail/handle/{mail.code}/", {"what": "question", "space": "network", "reply": ""}
    )
    assert (done.status_code, Topic.objects.get().by) == (302, ama)
    after = client.get(f"/desk/mail/in/{mail.pk}/").content.decode()
    assert "Dealt with by" in after
    assert "/desk/mail/handle/" not in after
    assert client.get(f"/desk/mail/handle/{mail.code}/").status_code == 404


def test_only_what_needs_staff_is_counted_at_the_desk(chen, ama):
    message(ama)
    message(ama, reason="one_word")
    message(ama, state="not_understood", reason="no_answer")
    message(ama, state="refused", reason="not_now")
    message(ama, state="received", reason="")

    assert queries.counts(at=f.NOON).mail == 2
    assert queries.counts(at=f.NOON + timedelta(hours=1)).mail == 3


def test_the_list_says_what_is_not_proved(client, chen, ama):
    message(ama, is_proved=False)
    f.sign_in(client, chen)
    assert "not proved" in client.get("/desk/mail/in/").content.decode()
