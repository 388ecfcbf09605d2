"""Message after message to a server that takes commands ahead of its answers."""

import re
from types import SimpleNamespace

import pytest

from jln.mail import delivery
from jln.mail.connection import Connection, Message
from tests.server.test_delivery import Server

COUNT = 24


class Pipelining(Server):
    """Says that it does; refuses by the number of the message, at RCPT, at DATA or after it."""

    def __init__(self):
        super().__init__()
        self.at = {}

    async def handle_EHLO(self, _server, session, _envelope, hostname, said):  # noqa: N802 -- aiosmtpd's name
        session.host_name = hostname
        return [said[0], "250-PIPELINING", *said[1:]]

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        number = int(re.search(rb"<(\d+)@", envelope.content)[1])
        if self.at.get(number) == "dies":
            server.transport.abort()
        if number in self.at:
            return self.at[number]
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def server(settings, monkeypatch):
    monkeypatch.setattr(
        delivery.network, "current", lambda: SimpleNamespace(is_demonstration=False)
    )
    with Pipelining() as running:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", running.port
        yield running


def hand_over(count=COUNT):
    messages = [
        Message(
            f"Message-ID: <{n}@x>\r\nSubject: x\r\n\r\n.{n}\r\n".encode(),
            "b@jln.example", [f"r{n}@example.org"], f"<{n}@x>",
        )
        for n in range(count)
    ]  # fmt: skip
    return [each[0].verdict for each in delivery.deliver_all(messages)]


def taken(server):
    """Who got which, each once."""
    return sorted(
        (to[0], int(re.search(rb"<(\d+)@", raw)[1]), raw.endswith(b"\r\n\r\n.%s\r\n" % to[0][1:].partition("@")[0].encode()))
        for raw, _sender, to in server.taken
    )  # fmt: skip


def test_each_gets_its_own_in_few_turns(server, monkeypatch):
    flights, write = [], Connection._write
    monkeypatch.setattr(Connection, "_write", lambda *all_: flights.append(1) or write(*all_))
    assert hand_over() == ["accepted"] * COUNT
    assert taken(server) == sorted((f"r{n}@example.org", n, True) for n in range(COUNT))
    assert len(flights) == COUNT + delivery.CONNECTIONS  # an envelope alone at each one's start


def test_what_is_refused_between_moves_no_other(server):
    server.says = {f"r{n}@example.org": "550 5.1.1 No such user" for n in (4, 8, 23)}
    server.at = {5: "451 4.7.1 Later", 12: "554 5.7.1 Spam"}
    expected = ["accepted"] * COUNT
    for number, verdict in {4: "never", 8: "never", 23: "never", 5: "later", 12: "never"}.items():
        expected[number] = verdict
    assert hand_over() == expected
    left = [n for n, verdict in enumerate(expected) if verdict == "accepted"]
    assert taken(server) == sorted((f"r{n}@example.org", n, True) for n in left)


def test_a_connection_that_breaks_costs_only_what_was_being_said(server):
    server.at = {6: "dies"}
    said = hand_over()
    assert said[6] == "later"
    assert said.count("accepted") == COUNT - 1
    assert len(server.taken) == COUNT - 1  # what was asked for ahead went over a new connection


def test_nothing_is_asked_ahead_of_a_connections_end(server, monkeypatch):
    monkeypatch.setattr(delivery, "PER_CONNECTION", 2)
    assert hand_over(COUNT) == ["accepted"] * COUNT
    assert len(taken(server)) == COUNT
