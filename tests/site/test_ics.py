"""A calendar as RFC 5545 asks for it, read back by the rules of that paper."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.web.ics import Entry, folded, text, written

AT = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
ONCE = ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "URL", "STATUS")


def unfolded(content):
    """Section 3.1: lines end in CRLF, are at most 75 octets, and go on after a space."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    return re.sub("\r\n ", "", content.decode()).split("\r\n")[:-1]


def events(content):
    """Each event's properties; every name must be one the paper knows, in a right nesting."""
    lines = unfolded(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found, now = [], None
    for line in lines[1:-1]:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", line)
        assert match, line
        name, options, value = match.groups()
        if (name, value) == ("BEGIN", "VEVENT"):
            assert now is None
            now = {}
        elif (name, value) == ("END", "VEVENT"):
            assert all(one in now for one in ONCE)
            found.append(now)
            now = None
        elif now is not None:
            assert name not in now, f"{name} twice"
            now[name] = (options, value)
    assert now is None
    return found


def read(value):
    """Section 3.3.11, backwards."""
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)


def entry(**values):
    said = {
        "uid": "event-1@jln.example",
        "title": "Paying clinics",
        "starts": date(2026, 12, 30),
        "ends": None,
        "link": "https://jln.example/events/x/",
        "changed_at": AT,
    }
    return Entry(**said | values)


def test_a_day_is_a_date_and_ends_on_the_day_after_its_last():
    one, two = events(written("N", [entry(), entry(ends=date(2026, 12, 31))]))
    assert one["DTSTART"] == (";VALUE=DATE", "20261230")
    assert one["DTEND"] == (";VALUE=DATE", "20261231")
    assert two["DTEND"] == (";VALUE=DATE", "20270101")


@pytest.mark.parametrize("hours", [-11, 0, 3, 5.75, 14])
def test_a_moment_is_the_same_in_every_zone(hours):
    zone = timezone(timedelta(hours=hours))
    (one,) = events(written("N", [entry(starts=AT.astimezone(zone), ends=AT + timedelta(hours=2))]))
    assert one["DTSTART"] == ("", "20261122T170000Z")
    assert one["DTEND"] == ("", "20261122T190000Z")


def test_a_moment_without_length_has_no_end_and_a_cancelled_one_says_so():
    (one,) = events(written("N", [entry(starts=AT, ends=AT, is_cancelled=True, sequence=3)]))
    assert "DTEND" not in one
    assert (one["STATUS"][1], one["SEQUENCE"][1]) == ("CANCELLED", "3")


def test_where_to_join_stands_in_the_description_until_it_is_cancelled():
    far = "https://meet.example/x"
    on, off = events(written("N", [entry(joins=far), entry(joins=far, is_cancelled=True)]))
    assert read(on["DESCRIPTION"][1]) == f"{far}\nhttps://jln.example/events/x/"
    assert read(off["DESCRIPTION"][1]) == "https://jln.example/events/x/"


def test_no_event_is_a_calendar_too():
    assert events(written("N", [])) == []


@given(st.text(max_size=300))
def test_whatever_a_title_says_it_is_read_back_and_breaks_no_line(title):
    (one,) = events(written(title, [entry(title=title, place=title + "x")]))
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", title)
    assert read(one["SUMMARY"][1]) == clean.replace("\r\n", "\n").replace("\r", "\n")


def test_long_letters_are_never_cut():
    line = "SUMMARY:" + text("الاجتماع " * 40)
    pieces = list(folded(line))
    assert len(pieces) > 5
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
