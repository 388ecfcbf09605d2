"""DKIM signatures and ARC seals, checked by dkimpy, which had no part in making them."""

from __future__ import annotations

import re
import stat
import subprocess

import pytest
from tests import factories as f
from tests.mail import verifying

from jln.mail import copies, keys
from jln.mail.models import LetterBody, OutgoingMail
from jln.operating import keys as command
from jln.web.models import Network

LIST = {
    "List-Id": "Net <network.jln.example>",
    "List-Post": "<mailto:network@jln.example>",
    "List-Subscribe": "<mailto:network-join@jln.example>",
    "List-Archive": "<http://x/spaces/network/>",
    "Archived-At": "<http://x/ask/a/#p2>",
}
TEXTS = {
    "plain": "Hello\n",
    "arabic": "نحن ندفع في الخامس.\n" * 9,
    "spaces": "a  b \n\n  c\t\n\n\n",
    "dots": ".\n..\nFrom here\n",
    "nothing": "",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder with keys, made once."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def _keys(folder, settings):
    settings.DATA_DIR = folder
    keys.make_first()


def letter(text="Hello\n", **headers) -> OutgoingMail:
    body = LetterBody(pk=1, digest="d", language="en", subject="Réunion — tarifs " * 6, text=text,
                      headers=LIST | headers, from_name="Ama Ünal")  # fmt: skip
    return OutgoingMail(pk=7, kind="post.written", to_address="ama@health.example", body=body, message_id="<a.1@jln.example>",
                        in_reply_to="<r@jln.example>", references="<q@jln.example> <r@jln.example>", created_at=f.NOON)  # fmt: skip


def printed(mail) -> bytes:
    return copies.Press(net=Network(name="Net")).copy(mail, at=f.NOON)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_both_signatures_hold_for_who_asks_the_dns(text):
    assert verifying.signatures(printed(letter(text))) == [True, True]


CHANGES = {
    "the words": (rb"Hello", b"Hullo"),
    "where to stop": (rb"mailto:s\.a", b"mailto:s.b"),
    "one click": (rb"List-Unsubscribe=One-Click", b"List-Unsubscribe=Two-Clicks"),
    "another From": (rb"^From:", b"From: x@evil.example\r\nFrom:"),
    "another Subject": (rb"^From:", b"Subject: Pay now\r\nFrom:"),
    "another Reply-To": (rb"^From:", b"Reply-To: x@evil.example\r\nFrom:"),
    "the list": (rb"List-Id: Net", b"List-Id: Not"),
    "the reader": (rb"To: ama", b"To: eve"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_changed_on_the_way_is_seen(change):
    raw = printed(letter())
    changed = re.sub(change[0], change[1], raw, count=1, flags=re.MULTILINE)

    assert changed != raw
    assert verifying.signatures(changed) == [False, False]


def test_what_a_mail_program_may_do_on_the_way_does_no_harm():
    """Other folding, other case, trace headers above: relaxed is for that."""
    head, gap, body = printed(letter()).partition(b"\r\n\r\n")
    refolded = re.sub(rb"\r\n[ \t]+", b"\r\n\t", head).replace(b"\nList-Id:", b"\nlist-id:")

    assert verifying.signatures(b"Received: by x\r\n" + refolded + gap + body) == [True, True]


def test_what_a_member_sent_is_passed_on_with_a_seal():
    raw = printed(letter(**{"X-JLN-Passed": "dkim=pass header.d=health.example"}))

    assert verifying.signatures(raw) == [True, True]
    assert verifying.seal(raw) == b"pass"
    assert verifying.seal(raw.replace(b"header.d=health", b"header.d=wealth")) == b"fail"
    assert verifying.seal(raw.replace(b"Hello", b"Hullo")) == b"fail"
    assert b"X-JLN" not in raw
    assert raw.startswith(b"ARC-Seal: i=1;")


def test_without_keys_letters_go_unsigned(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert printed(letter()).startswith(b"From:")


def test_readers_copies_of_one_body_differ_in_nothing_but_what_is_theirs():
    press, first, second = copies.Press(net=Network(name="Net")), letter(), letter()
    second.pk, second.to_address, second.message_id = 8, "esi@health.example", "<a.2@jln.example>"
    one, two = (press.copy(mail, at=f.NOON) for mail in (first, second))

    assert one.partition(b"\r\n\r\n")[2] == two.partition(b"\r\n\r\n")[2]
    assert verifying.signatures(two) == [True, True]
    assert len(two) <= copies.MOST_BYTES


def test_keys_change_without_a_gap(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    assert command.main(["mail"]) == 0
    (old,) = keys.selectors()
    before = printed(letter())
    assert command.main(["mail", "--new"]) == 0
    assert keys.in_use().selector == old  # its record has to be published first
    (_old, new) = keys.selectors()
    assert command.main(["mail", "--forget", old]) == 2
    assert command.main(["mail", "--use", new]) == 0
    assert f"{new}: signs" in capsys.readouterr().out

    for raw, selector in ((before, old), (printed(letter()), new)):
        assert f"s={selector};".encode() in raw
        assert verifying.signatures(raw) == [True, True]
    assert command.main(["mail", "--forget", old]) == 0
    assert verifying.signatures(before) == [False, False]


def test_private_halves_are_readable_by_their_owner_alone(folder):
    for file in (folder / keys.FOLDER).glob("*.*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / keys.FOLDER).stat().st_mode) == 0o700
    public = "".join(keys.in_use().records())
    assert "PRIVATE" not in public
    assert max(map(len, re.findall(r'"([^"]*)"', public))) <= 255


def test_the_public_half_is_what_openssl_makes_of_the_private_one(folder):
    file = next((folder / keys.FOLDER).glob("*.rsa"))
    said = subprocess.run(
        ["openssl", "rsa", "-in", file, "-pubout"], capture_output=True, text=True, check=True
    ).stdout
    wanted = "".join(line for line in said.splitlines() if not line.startswith("-"))
    record = "".join(re.findall(r'"([^"]*)"', keys.in_use().records()[0]))

    assert record == f"v=DKIM1; k=rsa; p={wanted}"
