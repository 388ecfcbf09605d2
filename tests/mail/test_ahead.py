"""Copies made ahead on several threads are those that would have been made one by one."""

from __future__ import annotations

import threading
import time

import pytest
from tests import factories as f
from tests.mail import verifying

from jln.mail import copies, keys
from jln.mail.ahead import AT_A_TIME, Ahead
from jln.mail.models import LetterBody, OutgoingMail
from jln.web.models import Network

COUNT = 3 * AT_A_TIME + 2


def letters():
    body = LetterBody(pk=1, digest="d", language="en", subject="Tariffs", text="Hello\n", headers={"List-Id": "Net <n.jln.example>"})  # fmt: skip
    return [
        OutgoingMail(pk=n, kind="post.written", to_address=f"r{n}@health.example", body=body, message_id=f"<a.{n}@jln.example>", created_at=f.NOON)
        for n in range(1, COUNT + 1)
    ]  # fmt: skip


@pytest.fixture
def press(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    keys.make_first()
    monkeypatch.setattr(time, "time", lambda: 1_795_000_000.0)  # stands in each signature
    return copies.Press(net=Network(name="Net"))


def test_each_copy_is_the_readers_own_and_signed(press):
    some = letters()
    with Ahead(press) as made:
        made.begin(some, at=f.NOON)
        raws = [made.take(letter) for letter in some]
    assert raws == [press.copy(letter, at=f.NOON) for letter in some]
    assert verifying.signatures(raws[-1]) == [True, True]


def test_what_cannot_be_made_is_raised_where_it_is_taken(press, monkeypatch):
    some, begun, finished = letters(), copies.Press.begun, copies.Press.finished

    def broken_begun(press, mail, *, at):
        return begun(press, mail, at=at) if mail.pk != 1 else 1 / 0

    def broken_finished(press, draft):
        return 1 / 0 if b"r7@" in draft.head else finished(press, draft)

    monkeypatch.setattr(copies.Press, "begun", broken_begun)
    monkeypatch.setattr(copies.Press, "finished", broken_finished)
    with Ahead(press) as made:
        made.begin(some, at=f.NOON)
        taken = {letter.pk: _taken(made, letter) for letter in some}
    assert {pk for pk, raw in taken.items() if raw is None} == {1, 7}


def _taken(made, letter):
    try:
        return made.take(letter)
    except ZeroDivisionError:
        return None


def test_nothing_is_left_of_it_when_the_turn_is_over(press):
    before = threading.active_count()
    with Ahead(press) as made:
        made.begin(letters(), at=f.NOON)
        assert threading.active_count() > before
    assert threading.active_count() == before
