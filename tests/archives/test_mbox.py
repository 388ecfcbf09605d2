"""Messages out of archives and into them."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest

from jln.archives import mbox
from tests.archives import lists


def raws(data: bytes, **more) -> list[bytes]:
    return [one.raw for one in mbox.messages(io.BytesIO(data), **more)]


def test_an_archive_is_its_messages_byte_for_byte():
    assert raws(lists.mbox(lists.MESSAGES)) == lists.MESSAGES


def test_what_is_written_is_read_again():
    odd = [
        b"Subject: a\n\n>From me\n>>From you\nFrom us\n",
        b"Subject: b\r\n\r\nwindows\r\n\r\nFrom us\r\n",
        b"Subject: c\n\nends with gaps\n\n\n",
        b"Subject: d\n\n",
    ]
    at = datetime(2016, 3, 1, 10, 0, tzinfo=UTC)
    written = b"".join(mbox.written(raw, "archive@jln.example", at) for raw in odd)
    assert raws(written) == odd
    came = {one.came_at for one in mbox.messages(io.BytesIO(written))}
    assert came == {at}


def test_a_text_that_begins_with_from_is_no_message():
    letter = b"Subject: a\n\nI write.\n\nFrom 10:30 on 2016 we met.\nAll of us.\n"
    assert raws(lists.mbox([letter], mark=b"")) == [letter]


def test_an_older_archive_quotes_once_only():
    letter = b"Subject: a\n\n>>From the second level\n"
    data = b"From a@b.example Tue Mar  1 10:00:00 2016\n" + letter
    assert raws(data, is_mboxo=True) == [letter]
    assert raws(data) == [letter.replace(b">>From", b">From")]


def test_a_log_of_listserv_is_an_archive_too():
    log = b"".join(
        b"=" * 73 + b"\nDate:         Tue, 1 Mar 2016 10:00:00\nSubject:      %d\n\nWords.\n" % n
        for n in (1, 2, 3)
    )
    subjects = [raw.split(b"Subject:")[1].split() for raw in raws(log)]
    assert subjects == [[b"%d" % n, b"Words."] for n in (1, 2, 3)]


def test_a_single_letter_is_an_archive_of_one():
    assert raws(lists.QUESTION) == [lists.QUESTION]
    assert raws(b"") == []


def test_a_packed_file_is_unpacked_on_the_way(tmp_path):
    file = tmp_path / "list.mbox"  # whatever it is called
    file.write_bytes(gzip.compress(lists.mbox(lists.MESSAGES)))
    with mbox.opened(file) as lines:
        assert len(list(mbox.messages(lines))) == len(lists.MESSAGES)


def test_a_message_too_large_to_be_mail_is_counted_and_cut(monkeypatch):
    monkeypatch.setattr(mbox, "MAX_BYTES", 1000)
    huge = b"Subject: a\n\n" + b"0123456789\n" * 1000
    (one,) = mbox.messages(io.BytesIO(lists.mbox([huge])))
    assert one.is_too_large
    assert len(one.raw) <= 1000


@pytest.mark.parametrize(
    "line",
    [
        b"From a@b.example Tue Mar  1 10:00:00 2016",
        b"From a at b.example  Tue Mar  1 10:00:00 2016",
        b"From a@b.example Tue Mar  1 10:00 2016",
        b"From - Tue Mar 01 10:00:00 2016",
        b"From a@b.example  Tue Mar  1 10:00:00 +0000 2016",
    ],
)
def test_lines_that_begin_a_message(line):
    data = b"\n".join(
        [line, b"Subject: a", b"", b"One.", b"", line, b"Subject: b", b"", b"Two.", b""]
    )
    assert [one.came_at for one in mbox.messages(io.BytesIO(data))] == [
        datetime(2016, 3, 1, 10, 0, tzinfo=UTC)
    ] * 2
