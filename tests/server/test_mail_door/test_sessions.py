"""Sessions over real sockets: bounded, polite, not to be fooled."""

import smtplib
import time

import pytest

from jln.mail import listener
from tests.server.test_mail_door.talking import HELLO, LETTER, smtp, talk
from tests.trees import until


def test_strangers_are_refused_while_the_sender_listens(door):
    line = smtp(door)
    line.ehlo()
    line.mail("a@example.org")
    assert line.rcpt("someone@elsewhere.example")[0] == 550
    assert line.rcpt("nobody@jln.example")[0] == 550
    assert line.rcpt("trouble@jln.example")[0] == 451
    assert line.rcpt("ask@jln.example")[0] == 250
    assert line.data(LETTER)[0] == 250
    line.quit()
    assert [row[2] for row in door.kept.rows] == ["ask@jln.example"]


def test_rset_forgets_what_was_said(door):
    with smtp(door) as line:
        line.ehlo()
        line.mail("a@example.org")
        line.rcpt("ask@jln.example")
        assert line.rset()[0] == 250
        assert line.docmd("DATA")[0] == 503
    assert door.kept.rows == []


def test_too_many_recipients_wait_for_the_next_message(door):
    with smtp(door) as line:
        line.ehlo()
        line.mail("a@example.org")
        codes = [line.rcpt(f"a{n}@jln.example")[0] for n in range(listener.RECIPIENTS + 1)]
    assert codes == [250] * listener.RECIPIENTS + [452]


def test_too_many_connections_are_turned_away(door, monkeypatch):
    monkeypatch.setattr(listener, "CONNECTIONS", 3)
    lines = [smtp(door) for _ in range(3)]
    with pytest.raises(smtplib.SMTPConnectError) as refused:
        smtp(door)
    assert refused.value.smtp_code == 421
    lines.pop().quit()
    until(lambda: len(door.door.sessions) < 3)
    with smtp(door) as line:
        assert line.noop()[0] == 250
    for line in lines:
        line.close()


def test_who_says_the_same_for_ever_is_sent_away(door):
    heard = talk(door.smtp, b"EHLO x\r\n" + b"VRFY a\r\n" * (listener.CALLS["*"] + 5))
    assert b"421 4.7.0 VRFY sent too many times" in heard


@pytest.mark.parametrize(
    "words",
    [
        b"MAIL FROM:<\xff\xfe@x>\r\n", b"MAIL FROM:<" + b"a" * 600 + b"@x>\r\n", b"MAIL FROM:<a@b> SIZE=x\r\n",
        b'MAIL FROM:<"' + b"\\" * 300 + b"@x>\r\n", b"MAIL FROM:<" + b"(" * 250 + b">\r\n", b"MAIL FROM:<@@@>\r\n",
        b"RCPT TO:<>\r\n", b"DATA\r\n", b"DATA x\r\n", b"\r\n", b"\x00\r\n", b"MAIL\r\n", b"FROM\r\n", b"A" * 100_000 + b"\r\n",
        b"MAIL FROM:<" + b"<" * 240 + b"\r\n", b"MAIL FROM: a\r\n", b"BDAT 5 LAST\r\n", b"AUTH PLAIN AAAA\r\n", b"STARTTLS\r\n",
    ],
)  # fmt: skip
def test_nonsense_is_answered_and_the_session_goes_on(door, words):
    began = time.monotonic()
    heard = talk(door.smtp, b"EHLO x\r\n", words, HELLO[8:] + LETTER + b".\r\nQUIT\r\n")
    assert b"221" in heard
    assert time.monotonic() - began < 5
    assert len(door.kept.rows) <= 1


def test_who_hangs_up_in_the_middle_leaves_nothing(door):
    talk(door.smtp, HELLO, b"half a mess")
    with smtp(door) as line:
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    assert len(door.kept.rows) == 1
    until(lambda: not door.door.sessions)


def test_asked_to_stop_the_message_under_way_is_kept_and_answered(door):
    door.kept.seconds = 1
    line, idle = smtp(door), smtp(door)
    line.ehlo()
    line.mail("a@example.org")
    line.rcpt("ask@jln.example")
    line.docmd("DATA")
    line.send(LETTER + b".\r\n")
    assert door.kept.begun.wait(10)
    door.stop()
    assert line.getreply()[0] == 250
    assert line.getreply()[0] == 421
    assert idle.getreply()[0] == 421
    assert len(door.kept.rows) == 1
    with pytest.raises(OSError):
        smtp(door)
    line.close()
    idle.close()
