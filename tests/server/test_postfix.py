"""Through a real mail server: in by LMTP, out by SMTP, on loopback.

The whole run takes 500 readers (JLN_READERS), a quick one eight.
"""

import email
import email.policy
import http.client
import json
import os
import re
import smtplib
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.kills.audience import DOMAIN
from tests.mail import verifying
from tests.server import postfix
from tests.server.served import serving
from tests.trees import until

pytestmark = pytest.mark.long

WHOLE = os.environ.get("JLN_TEST") == "all"
READERS = int(os.environ.get("JLN_READERS", "500" if WHOLE else "8"))
COPIES = READERS
VERIFIED = 50  # of them; each takes the verifier 0.1 s
RESULTS = "Authentication-Results: mx.jln.example; dkim=pass header.d=health.example\r\n"
MUST = (
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To", "Auto-Submitted", "List-Id",
    "List-Help", "List-Post", "List-Owner", "List-Archive", "List-Subscribe", "List-Unsubscribe", "List-Unsubscribe-Post",
    "Archived-At", "Precedence", "MIME-Version", "Content-Type", "Content-Language",
)  # fmt: skip


def write(port, to, words, message_id, after=""):
    """The writer's mail program hands a message to the mail server."""
    text = (
        f"{RESULTS}From: Ama <ama@health.example>\r\nTo: {to}\r\nSubject: Re: How do you pay clinics?\r\n"
        f"Message-ID: {message_id}\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\n{after}"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    )
    with smtplib.SMTP("127.0.0.1", port) as line:
        line.sendmail("ama@health.example", [to], text.encode())


def arrived(server, words, count):
    """The copies of one post, by their readers, once all have come."""

    def found():
        letters = [raw for raw in server.letters() if words.encode() in raw]
        letters = [raw for raw in letters if b"\nTo: ama@" not in raw]  # her receipt quotes nothing
        return letters if len(letters) >= count else None

    return {read(raw)["To"]: raw for raw in until(found, 60 + count / 5, every=0.2)}


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


@pytest.fixture(scope="module")
def run():
    """Two posts by mail, the second an answer to the first, and one reader who leaves between."""
    if not postfix.is_here():
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="jln-postfix-", dir="/tmp") as name:
        folder = Path(name)
        with (
            serving(folder / "network") as served,
            postfix.Postfix(folder / "postfix", served.lmtp) as server,
        ):
            yield _played(served, server, folder)


def _played(served, server, folder):
    tree = served.tree
    where = json.loads(tree.run("-m", "tests.kills.audience", str(READERS)))
    served.web.terminate()
    served.web.wait(30)
    tree.env |= {"JLN_SMTP_HOST": "127.0.0.1", "JLN_SMTP_PORT": str(server.port)}
    served.start()
    write(server.port, where["reply_to"], "On the fifth we pay.", "<one@health.example>")
    first = arrived(server, "On the fifth we pay.", COPIES)
    answer = stop(served, read(first[f"r1@{DOMAIN}"]))
    mine = tree.run("-c", AS_ANSWERED).strip()
    write(server.port, mine, "And on the twentieth.", "<two@health.example>")
    second = arrived(server, "And on the twentieth.", COPIES - 1)
    return {
        "first": first,
        "second": second,
        "stop": answer,
        "keys": folder / "network",
        "server": server,
    }


AS_ANSWERED = (
    "import django; django.setup()\n"
    "from jln.conversations.models import Post\nfrom jln.kit import clock\n"
    "from jln.mail import tokens\nfrom jln.mail.terms import Purpose\n"
    "post = Post.objects.get(number=2)\n"
    "print(tokens.address_of(tokens.make(Purpose.POST, post.by, at=clock.now(), subject=post)))"
)
"""As if somebody had answered the first post's letter: where the answer goes."""


def stop(served, letter):
    """What a mail program does on its button: a POST without cookies."""
    page = re.search(r"<(http[^>]+)>", letter["List-Unsubscribe"])[1]
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", urlsplit(page).path, letter["List-Unsubscribe-Post"], head)
    return line.getresponse().status


@pytest.fixture
def played(run, missing):
    return run or missing("postfix is not installed, or this is not root")


def test_each_reader_gets_one_copy_that_meets_every_rule(played):
    assert len(played["first"]) == COPIES
    for to, raw in played["first"].items():
        letter = read(raw)
        names = [name.lower() for name in letter.keys()]  # noqa: SIM118 -- a message is no dict
        for name in MUST:
            assert names.count(name.lower()) == 1, (to, name)
        assert letter["To"] == to
        assert letter["From"].addresses[0].addr_spec == "network@jln.example"
        assert letter["Return-Path"].startswith("<b.")
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "Ama Mensah" in letter["From"].addresses[0].display_name
        assert letter["Reply-To"].startswith("r.")
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["Precedence"] == "list"
        assert re.fullmatch(
            r"<https?://[^>]+>, <mailto:s\.\w{32}@jln\.example>", letter["List-Unsubscribe"]
        )
        assert letter["References"].split()[-1] == letter["In-Reply-To"]
        assert max(map(len, raw.splitlines())) <= 998
        assert [part.get_content_type() for part in letter.iter_parts()] == [
            "text/plain",
            "text/html",
        ]
        assert len(raw) <= 12 * 1024 + 600  # what Postfix wrote above it
        assert b"ama@health.example" not in raw
        assert not [name for name in names if name.startswith("x-jln")]
        assert b"<img" not in raw.lower()
    for name in ("Reply-To", "Return-Path", "Message-ID", "List-Unsubscribe"):
        assert len({read(raw)[name] for raw in played["first"].values()}) == COPIES, name


def test_signatures_and_seals_hold_after_the_journey(played, settings):
    settings.DATA_DIR = played["keys"]
    for raw in list(played["first"].values())[:: max(1, COPIES // VERIFIED)]:
        assert verifying.signatures(raw) == [True, True]
        assert verifying.seal(raw) == b"pass"


def test_the_second_letter_stands_below_the_first_in_every_program(played):
    assert len({read(raw)["Subject"] for raw in played["first"].values()}) == 1
    for to, raw in played["second"].items():
        earlier, later = read(played["first"][to]), read(raw)
        assert later["In-Reply-To"] == earlier["Message-ID"]
        assert later["References"].split()[0] == earlier["References"].split()[0]
        assert later["Subject"] == earlier["Subject"]


def test_one_click_and_no_more(played):
    assert played["stop"] == 200
    assert set(played["first"]) - set(played["second"]) == {f"r1@{DOMAIN}"}
