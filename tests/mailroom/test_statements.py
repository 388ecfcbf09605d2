"""What one message costs the database, from the line it comes in by to its readers' letters."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories as f
from tests.mailroom.letters import raw

from jln.conversations import actions as conversations
from jln.conversations.models import Post
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail import incoming, outgoing, sending, tokens
from jln.mail.models import OutgoingMail
from jln.mail.terms import Purpose
from jln.mailroom import actions, doors, strangers
from jln.notify import actions as notify
from jln.notify import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def costs(monkeypatch):
    """The statements of each step of a further answer, by how many follow the conversation."""
    f.network()
    monkeypatch.setattr(incoming, "listeners", [])  # a job each: tests/work
    monkeypatch.setattr(outgoing, "wake", lambda: None)
    monkeypatch.setattr(writing.time, "monotonic", lambda: 0.0)  # no transaction takes too long

    def measure(followers: int) -> dict[str, int]:
        topic = f.topic(f.person(f"Asker of {followers}"), space=f.space(f"of-{followers}"))
        for number in range(followers):
            reader = f.person(f"Reader {number} of {followers}")
            conversations.follow(topic, by=reader, at=f.NOON)
        writer = f.person(f"Writer to {followers}")
        question = topic.posts.get()
        token = tokens.make(Purpose.POST, writer, at=f.NOON, subject=question)
        _one(writer, tokens.address_of(token), "We pay on the fifth.")
        return _one(writer, tokens.address_of(token), "And by tariff, since last year.")

    return measure


def _one(writer, to: str, text: str) -> dict[str, int]:
    found = {}
    sender = writer.addresses.get().address
    message = raw(text, sender=sender, to=to)
    with CaptureQueriesContext(connection) as asked:
        assert doors.known_recipient(to)
        assert not strangers.refusal(message, sender, [to], "192.0.2.1")
        (number,) = incoming.store(message, sender, [to], "192.0.2.1", f.NOON)
    found["taken"] = len(asked)
    with CaptureQueriesContext(connection) as asked:
        assert actions.handle(number) == "posted"
    found["posted"] = len(asked)
    post = Post.objects.get(inbound=number)
    fact = Fact.objects.get(kind=Kind.POST_WRITTEN, subject_id=post.pk)
    with CaptureQueriesContext(connection) as asked:
        found_readers = notify.tell(fact.pk)
    found["told"] = len(asked)
    assert found_readers == OutgoingMail.objects.filter(fact=fact).count() > 0
    return found


def test_a_message_costs_the_same_however_many_follow(costs):
    one, many = costs(1), costs(50)

    assert one == {"taken": 4, "posted": 36, "told": 28}
    assert many == {"taken": 4, "posted": 36, "told": 28 + 4}  # a second transaction of letters


def test_what_is_due_is_looked_for_once(costs, settings):
    settings.SMTP_HOST = ""
    costs(1)
    with CaptureQueriesContext(connection) as asked:
        assert sending.send_due(lambda: f.NOON)
    looked = [one for one in asked if "ORDER BY" in one["sql"] and "outgoingmail" in one["sql"]]
    assert len(looked) == 1
