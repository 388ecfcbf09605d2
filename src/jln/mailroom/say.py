"""`jln say FILE`: bring a message file to the mail door, as the network's own mail server would.

What the file says about its own authentication in our server's name is taken out, as that
server does, so the message comes in unproved. In a demonstration network `--as-authenticated`
writes what our server would write had it checked the sender.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from jln.kit import clock
from jln.mail import incoming
from jln.mail.models import InboundMail
from jln.mail.reading import Reading
from jln.mailroom import actions, doors, reader
from jln.web import network

REFUSED, WRONG_USE = 1, 2


def main(words: Sequence[str]) -> int:
    """Store the message for each recipient, deal with it, and print how it ended."""
    parser = argparse.ArgumentParser(prog="jln say", description=main.__doc__)
    parser.add_argument("file", help="a message (.eml); - for standard input")
    parser.add_argument("--to", action="append", help="the envelope's recipient; else To and Cc")
    parser.add_argument("--from", dest="sender", help="the envelope's sender; else From")
    parser.add_argument("--as-authenticated", action="store_true", help="demonstration only")
    options = parser.parse_args(words)
    if options.as_authenticated and not network.current().is_demonstration:
        sys.stderr.write("jln say: --as-authenticated is for demonstration networks only\n")
        return WRONG_USE
    try:
        given = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    except OSError as error:
        sys.stderr.write(f"jln say: {error}\n")
        return WRONG_USE
    reading = reader.read(given, [])
    sender = options.sender if options.sender is not None else _sender(reading)
    known = [
        address for address in options.to or _recipients(reading) if doors.known_recipient(address)
    ]
    if not known:
        sys.stderr.write("jln say: 550 5.1.1 There is no such address here.\n")
        return REFUSED
    vouched = (
        reading.from_addresses[0] if options.as_authenticated and reading.from_addresses else ""
    )
    raw = checked_by_us(given, vouched)
    for number in incoming.store(raw, sender.strip("<>"), known, "jln say", clock.now()):
        actions.handle(number)
        mail = InboundMail.objects.get(pk=number)
        sys.stdout.write(f"#{number} {mail.get_state_display()}: {_words(mail)}\n")
    return 0


def checked_by_us(raw: bytes, vouched: str) -> bytes:
    """The message with our server's result in place of whatever claims to be one."""
    ours = settings.AUTHSERV_ID.encode()
    domain = vouched.rpartition("@")[2]
    said = f"dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}" if vouched else "none"
    head, gap, body = _split(raw)
    kept = [
        block
        for block in _blocks(head)
        if not (block.lower().startswith(b"authentication-results:") and ours in block.lower())
    ]
    line = f"Authentication-Results: {settings.AUTHSERV_ID}; {said}\r\n".encode()
    return line + b"".join(kept) + gap + body


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Headers, the empty line, the body."""
    places = [(raw.find(gap), gap) for gap in (b"\r\n\r\n", b"\n\n")]
    found = [(at, gap) for at, gap in places if at >= 0]
    if not found:
        return raw, b"", b""
    at, gap = min(found)
    end = at + len(gap) // 2
    return raw[:end], raw[end : at + len(gap)], raw[at + len(gap) :]


def _blocks(head: bytes) -> list[bytes]:
    """Header fields with their folded lines."""
    blocks: list[bytes] = []
    for line in head.splitlines(keepends=True):
        if line[:1] in (b" ", b"\t") and blocks:
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


def _sender(reading: Reading) -> str:
    if reading.return_path is not None:
        return reading.return_path
    return reading.from_addresses[0] if reading.from_addresses else ""


def _recipients(reading: Reading) -> list[str]:
    return [*reading.to, *reading.cc]


def _words(mail: InboundMail) -> str:
    from jln.mail.terms import Reason  # noqa: PLC0415 -- a label

    return str(Reason(mail.reason).label) if mail.reason else ""
