"""Letters about a meeting carry it into the reader's calendar, change it there and take it out."""

from __future__ import annotations

from datetime import UTC, timedelta
from email import message_from_bytes, policy

import pytest
from django.conf import settings
from tests import factories as f
from tests.governance import groups as g
from tests.governance import sitting as s
from tests.mailroom.letters import newest
from tests.mailroom.test_invitations import address, comes, reply, uid_of

from jln.governance import actions
from jln.governance.actions import steering
from jln.governance.models import MeetingPresence
from jln.kit import clock
from jln.mail.copies import MOST_BYTES, bytes_of

pytestmark = pytest.mark.django_db
EVENTS = f"events@{settings.MAIL_DOMAIN}"


@pytest.fixture
def sg():
    f.network()
    return s.sits(("GH", "KE", "VN"))


def parts_of(letter):
    """Each part of a letter as it goes out, by its type."""
    raw = bytes_of(letter, at=clock.now())
    assert len(raw) <= MOST_BYTES
    whole = message_from_bytes(raw, policy=policy.default)
    return {one.get_content_type(): one for one in whole.walk() if not one.is_multipart()}


def event_of(letter):
    """The lines of its calendar by name, and the method that the part names."""
    part = parts_of(letter)["text/calendar"]
    text = part.get_content().replace("\r\n", "\n").replace("\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    assert f"\nMETHOD:{part.get_param('method')}\n" in text
    lines = (line.partition(":") for line in text.splitlines())
    return {label.partition(";")[0]: label + ":" + value for label, _colon, value in lines}


def told(kind, person):
    g.tell()
    return event_of(newest(kind, person))


def test_the_invitation_is_changed_and_taken_out_under_one_name(sg):
    meeting = s.opened(by=sg["GH"])
    first = told("steering.invited", sg["KE"])
    uid = f"UID:{uid_of(meeting)}"
    starts = meeting.starts_at.astimezone(UTC)
    assert (first["METHOD"], first["UID"], first["SEQUENCE"]) == (
        "METHOD:REQUEST",
        uid,
        "SEQUENCE:0",
    )
    assert first["DTSTART"] == f"DTSTART:{starts:%Y%m%dT%H%M%SZ}"
    assert first["DTEND"] == f"DTEND:{starts + timedelta(minutes=15):%Y%m%dT%H%M%SZ}"
    assert first["ORGANIZER"] == f"ORGANIZER:mailto:{EVENTS}"
    assert "RSVP=TRUE" in first["ATTENDEE"]

    moved = steering.Called(meeting.starts_at + timedelta(days=7))
    meeting = steering.change(meeting, moved, by=sg["GH"], at=clock.now())
    second = told("steering.changed", sg["KE"])
    assert (second["METHOD"], second["UID"], second["SEQUENCE"]) == (
        "METHOD:REQUEST",
        uid,
        "SEQUENCE:1",
    )
    assert second["DTSTART"] > first["DTSTART"]

    steering.cancel(meeting, "A holiday.", by=sg["GH"], at=clock.now())
    last = told("steering.changed", sg["KE"])
    assert (last["METHOD"], last["UID"], last["SEQUENCE"]) == ("METHOD:CANCEL", uid, "SEQUENCE:2")
    assert last["STATUS"] == "STATUS:CANCELLED"


def test_each_reader_is_named_alone_and_her_programs_answer_counts(sg):
    s.opened(by=sg["GH"])
    for code in ("KE", "VN"):
        said = told("steering.invited", sg[code])
        assert said["ATTENDEE"].endswith(f":mailto:{address(sg[code])}")
    uid, number = said["UID"].partition(":")[2], int(said["SEQUENCE"].partition(":")[2])
    came = comes(reply(uid, address(sg["VN"]), sequence=number), sg["VN"])
    assert came.reason == "answered"
    assert MeetingPresence.objects.get(person=sg["VN"]).answer == "there"


def test_it_is_said_in_the_language_of_the_reader(sg):
    sg["KE"].language = "ar"
    sg["KE"].save()
    s.opened(by=sg["GH"])
    assert told("steering.invited", sg["KE"])["SUMMARY"] == "SUMMARY:اجتماع المجموعة التوجيهية"


def test_a_long_letter_leaves_out_html_before_its_calendar(sg):
    s.opened(by=sg["GH"])
    g.tell()
    letter = newest("steering.invited", sg["KE"])
    seen = []
    while not seen or seen[-1] != {"text/plain"}:
        kinds = set(parts_of(letter))  # each of them within the limit
        seen += [kinds] if kinds not in seen else []
        letter.body.text += "A line of words that stands in it. \n" * 8
    assert seen == [
        {"text/plain", "text/html", "text/calendar"},
        {"text/plain", "text/calendar"},
        {"text/plain"},
    ]


def test_a_core_groups_meeting_too_and_nobody_is_asked(db):
    f.network()
    yaw, ama = g.in_group(), g.in_group("Ama")
    plan = actions.Plan(
        starts_at=clock.now() + timedelta(days=9),
        place="Room 3",
        link="https://meet.example/x",
        items=(("discuss", "Rates"),),
    )
    meeting = actions.plan(g.group(), plan, by=yaw, at=clock.now())
    first = told("core_meeting.planned", ama)
    assert first["METHOD"] == "METHOD:REQUEST"
    assert "RSVP=FALSE" in first["ATTENDEE"]
    assert first["LOCATION"] == "LOCATION:Room 3"
    assert first["DESCRIPTION"].startswith("DESCRIPTION:https://meet.example/x\\n")
    assert first["DESCRIPTION"].endswith(f"/meetings/{meeting.code}/")
    actions.cancel_meeting(meeting, "A holiday.", by=yaw, at=clock.now())
    last = told("core_meeting.changed", ama)
    assert (last["METHOD"], last["UID"]) == ("METHOD:CANCEL", first["UID"])
    assert last["SEQUENCE"] == "SEQUENCE:1"


def test_other_letters_carry_none(sg):
    s.opened(by=sg["GH"])
    g.tell()
    letter = newest("steering.invited", sg["KE"])
    letter.body.headers = {}
    assert set(parts_of(letter)) == {"text/plain", "text/html"}
