"""Bad days of the other side: slow, greylisting or away, nobody is missed and nobody gets it twice."""

import asyncio
import re
from collections import defaultdict
from datetime import timedelta

import pytest

from jln.kit import clock
from jln.mail import connection, delivery, outgoing, sending
from jln.mail.models import OutgoingMail
from jln.mail.terms import LetterName, OutgoingState
from tests import factories as f
from tests.server.test_delivery import Server

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Moody(Server):
    """A server whose answer to a recipient depends on the moment; time is the test's."""

    def __init__(self):
        super().__init__()
        self.now, self.mood, self.pause = clock.now(), lambda _sender, _to: True, 0.0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 -- aiosmtpd's name
        if not self.mood(envelope.mail_from, address):
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        said = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(self.pause)
        return said


@pytest.fixture
def server(settings):
    f.network().__class__.objects.update(is_demonstration=False)
    with Moody() as running:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", running.port
        yield running


def written(server, people, each=1):
    """Letters to these addresses, one after the other, in rounds; by what they are called."""
    readers = {to: f.person(to.partition("@")[0], address=to) for to in people}
    for number in range(each):
        for person in readers.values():
            outgoing.put(
                LetterName.POST_WRITTEN,
                person,
                subject=f"L{number}",
                text="x",
                because="follower",
            )
    server.now = clock.now()
    return {(to, number) for to in people for number in range(each)}


def arrived(server):
    """What each reader got, in its order."""
    found = defaultdict(list)
    for content, _sender, (to,) in server.taken:
        found[to].append(int(re.search(rb"(?m)^Subject: .*?L(\d+)", content)[1]))
    return found


def wait(server, most):
    """Turns of the sender as the clock runs, from one moment at which something is due to the next."""
    ends = server.now + most
    while server.now < ends:
        sending.send_due(lambda: server.now)
        waiting = OutgoingMail.objects.filter(state=OutgoingState.WAITING)
        if not waiting.exists():
            break
        due = waiting.order_by("not_before").values_list("not_before", flat=True)[0]
        server.now = max(server.now + MINUTE, due)
    return server.now


def all_once_in_order(server, wanted):
    found = arrived(server)
    assert {(to, number) for to, numbers in found.items() for number in numbers} == wanted
    assert all(numbers == sorted(set(numbers)) for numbers in found.values())
    assert not OutgoingMail.objects.exclude(state=OutgoingState.SENT).exists()


def test_a_server_that_takes_one_a_minute_gets_them_all_and_holds_up_nobody_else(server):
    slow = [f"p{number}@slow.example" for number in range(8)]
    others = [f"q{number}@quick.example" for number in range(4)]
    last = {"slow": server.now - DAY}

    def one_a_minute(_sender, to):
        if to.endswith("@quick.example"):
            return True
        is_free = server.now - last["slow"] >= MINUTE
        last["slow"] = server.now if is_free else last["slow"]
        return is_free

    server.mood = one_a_minute
    wanted = written(server, [*slow, *others], each=2)
    begun = server.now
    sending.send_due(lambda: server.now)
    found = arrived(server)
    assert {to: found[to] for to in others} == {to: [0, 1] for to in others}
    ended = wait(server, DAY)
    all_once_in_order(server, wanted)
    assert ended - begun < timedelta(minutes=30)


def test_a_server_that_greylists_every_envelope(server):
    seen = {}

    def after_ten_minutes(sender, to):
        return server.now - seen.setdefault((sender, to), server.now) >= timedelta(minutes=10)

    server.mood = after_ten_minutes
    wanted = written(server, [f"p{number}@grey.example" for number in range(5)], each=3)
    begun = server.now
    ended = wait(server, DAY)
    all_once_in_order(server, wanted)
    assert ended - begun < timedelta(hours=2)


def test_a_server_that_is_away_for_a_day_costs_no_try(server, settings):
    port, settings.SMTP_PORT = settings.SMTP_PORT, 1
    wanted = written(server, [f"p{number}@x.example" for number in range(5)], each=2)
    for _hour in range(24):
        server.now += timedelta(hours=1)
        assert sending.send_due(lambda: server.now) == 0
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {0}

    settings.SMTP_PORT = port
    assert sending.send_due(lambda: server.now) == len(wanted)
    all_once_in_order(server, wanted)


def test_who_says_late_that_it_has_the_message_gets_no_second_one(server, monkeypatch):
    monkeypatch.setattr(connection, "TIMEOUT", 1.0)
    server.pause = 1.5
    wanted = written(server, ["p@slow.example"])
    assert sending.send_due(lambda: server.now) == 1
    all_once_in_order(server, wanted)
    delivery._pool.clear()


def test_a_full_mailbox_is_not_asked_every_minute_because_its_neighbours_are_empty(server):
    server.says = {}

    async def full(_server, _session, envelope, address, _options):
        if address.startswith("full"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    server.handle_RCPT = full
    written(server, ["full@x.example", "free@x.example"])
    sending.send_due(lambda: server.now)
    left = OutgoingMail.objects.get(state=OutgoingState.WAITING)
    assert left.not_before - server.now == sending.AGAIN_AFTER[0]
