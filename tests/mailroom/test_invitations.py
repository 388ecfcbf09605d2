"""Answers that calendar programs send: to a meeting of ours, by who sits in it, for themselves."""

from datetime import timedelta

import pytest
from django.conf import settings
from tests import factories as f
from tests.governance import sitting as s
from tests.mailroom.letters import come, raw

from jln.governance.actions import steering
from jln.governance.models import MeetingPresence
from jln.kit import clock
from jln.kit.codes import code_of
from jln.mail.models import OutgoingMail
from jln.mail.reading import Kind, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def sg():
    f.network()
    return s.sits(("GH", "KE"))


def uid_of(meeting):
    return f"meeting-{code_of(meeting.pk)}@{settings.MAIL_DOMAIN}"


def reply(uid, who, said="ACCEPTED", method="REPLY", events=1, sequence=0):
    """A calendar as Outlook writes it, with a line that is folded."""
    event = (
        f"BEGIN:VEVENT\nUID:{uid}\nSEQUENCE:{sequence}\n"
        f'ATTENDEE;CN="Rep";PARTSTAT={said};RSVP=TRUE:\n mailto:{who}\nSTATUS:CANCELLED\nEND:VEVENT\n'
    )
    return f"BEGIN:VCALENDAR\nMETHOD:{method}\n{event * events}END:VCALENDAR\n"


def comes(calendar, person, *, is_checked=True, message_id="", at=None, more=""):
    to = f"events+x@{settings.MAIL_DOMAIN}"
    sender = person if isinstance(person, str) else person.addresses.get().address
    message = raw(
        calendar, sender=sender, to=to, is_checked=is_checked, message_id=message_id, more=more
    )
    message = message.replace(b"text/plain;", b"text/calendar; method=REPLY;")
    return come(message, to=to, sender=sender, at=at)


def address(person):
    return person.addresses.get().address


@pytest.mark.parametrize(
    ("said", "answer"), [("ACCEPTED", "there"), ("DECLINED", "no"), ("DELEGATED", "alternate")]
)
def test_an_answer_is_recorded_as_by_the_page(sg, said, answer):
    meeting = s.opened(by=sg["GH"])
    mail = comes(reply(uid_of(meeting), address(sg["KE"]), said), sg["KE"])
    assert (mail.state, mail.reason) == ("done", "answered")
    row = MeetingPresence.objects.get()
    assert (row.person, row.answer) == (sg["KE"], answer)
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None


def test_the_last_answer_counts_and_the_same_message_again_does_nothing(sg):
    meeting = s.opened(by=sg["GH"])
    who = address(sg["KE"])
    comes(reply(uid_of(meeting), who), sg["KE"], message_id="<one@x.example>")
    comes(reply(uid_of(meeting), who, "DECLINED"), sg["KE"])
    again = comes(reply(uid_of(meeting), who), sg["KE"], message_id="<one@x.example>")
    assert (again.state, again.reason) == ("ignored", "duplicate")
    assert MeetingPresence.objects.get().answer == "no"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_checked": False}, "calendar"),
        ({"of": "somebody.else@x.example"}, "calendar"),
        ({"uid": "meeting-aaaaaa@elsewhere.example"}, "calendar"),
        ({"uid": f"meeting-zzzzzz@{settings.MAIL_DOMAIN}"}, "calendar"),
        ({"method": "CANCEL"}, "calendar"),
        ({"events": 2}, "calendar"),
    ],
)
def test_what_changes_nothing(sg, change, why):
    meeting = s.opened(by=sg["GH"])
    told = OutgoingMail.objects.count()
    uid = change.get("uid", uid_of(meeting))
    calendar = reply(uid, change.get("of", address(sg["KE"])), events=change.get("events", 1))
    calendar = calendar.replace("METHOD:REPLY", f"METHOD:{change.get('method', 'REPLY')}")
    to = f"events@{settings.MAIL_DOMAIN}"
    sender = address(sg["KE"])
    message = raw(calendar, sender=sender, to=to, is_checked=change.get("is_checked", True))
    mail = come(message.replace(b"text/plain;", b"text/calendar;"), to=to, sender=sender)
    assert (mail.state, mail.reason, mail.kind) == ("ignored", why, "calendar")
    assert not MeetingPresence.objects.exists()
    assert OutgoingMail.objects.count() == told


def test_who_does_not_sit_there_hears_that_it_is_open_to_others(sg):
    meeting = s.opened(by=sg["GH"])
    guest = f.person("Guest")
    mail = comes(reply(uid_of(meeting), address(guest)), guest)
    assert (mail.state, mail.reason) == ("refused", "not_allowed")
    assert "open to others" in mail.receipt.text
    assert not MeetingPresence.objects.exists()


def test_who_only_may_come_is_asked_on_the_page(sg):
    meeting = s.opened(by=sg["GH"])
    mail = comes(reply(uid_of(meeting), address(sg["KE"]), "TENTATIVE"), sg["KE"])
    assert (mail.state, mail.reason) == ("refused", "not_now")
    assert f"/steering-group/meetings/{meeting.slug}/presence/" in mail.receipt.text


def test_an_answer_to_what_has_moved_since_is_asked_again(sg):
    meeting = s.opened(by=sg["GH"])
    moved = steering.Called(meeting.starts_at + timedelta(days=7))
    steering.change(meeting, moved, by=sg["GH"], at=clock.now())
    who = address(sg["KE"])
    assert comes(reply(uid_of(meeting), who), sg["KE"]).reason == "not_now"
    assert not MeetingPresence.objects.filter(answer="there").exists()
    assert comes(reply(uid_of(meeting), who, sequence=1), sg["KE"]).reason == "answered"


def test_once_it_has_begun_the_rule_says_so(sg):
    meeting = s.opened(by=sg["GH"])
    late = meeting.starts_at + timedelta(hours=1)
    mail = comes(reply(uid_of(meeting), address(sg["KE"])), sg["KE"], at=late)
    assert (mail.reason, "has begun already" in mail.receipt.text) == ("not_now", True)


def test_a_program_that_asks_for_silence_gets_it_and_counts_all_the_same(sg):
    meeting = s.opened(by=sg["GH"])
    who, silent = address(sg["KE"]), "Auto-Submitted: auto-generated\r\n"
    assert comes(reply(uid_of(meeting), who), sg["KE"], more=silent).reason == "answered"
    maybe = comes(reply(uid_of(meeting), who, "TENTATIVE"), sg["KE"], more=silent)
    assert (maybe.reason, maybe.receipt) == ("not_now", None)


def test_a_calendar_without_sense_is_read_all_the_same():
    head = b"From: a@x.example\nContent-Type: text/calendar\n\n"
    for body in (b"", b"BEGIN:VEVENT", b"UID\nSEQUENCE:x\nATTENDEE:;;::\n ", b"\xff\n \n:" * 9000):
        reading = read(head + body)
        assert reading.kind == Kind.CALENDAR
        assert reading.calendar_answers == {}
