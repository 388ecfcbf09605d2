"""The Steering Group by mail: who comes, input of a country, minutes approved."""

from datetime import timedelta

import pytest

from jln.countries.terms import SeatKind
from jln.governance import effects
from jln.governance.actions import agenda, steering, warning
from jln.governance.models import AgendaInput, AgendaItem, Meeting, MeetingPresence
from jln.governance.queries import agendas
from jln.kit import clock
from jln.kit.matter import Effect, Matter
from jln.kit.partial import PartialDate
from jln.mail.models import OutgoingMail
from jln.mailroom import form_letters, table
from jln.membership.models import CountryMembership
from tests import factories as f
from tests.governance import groups as g
from tests.governance import sitting as s
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def sg():
    f.network()
    return s.sits()


def associate(code="UG", name="Uganda"):
    """The point of contact of a country that does not sit there."""
    country = f.country(code, name)
    CountryMembership.objects.create(country=country, level="associate", starts=PartialDate(2024))
    who = f.person(f"Contact {code}", country=country)
    f.seat(SeatKind.POINT_OF_CONTACT, who, country=country)
    return who


def test_the_invitation_goes_to_who_sits_and_the_question_to_who_does_not(sg):
    akello = associate()
    s.opened(by=sg["GH"])
    g.tell()

    told = {(row.kind, row.person.name) for row in OutgoingMail.objects.all()}
    assert told == {
        *(("steering.invited", f"Rep {code}") for code in ("KE", "VN", "PH")),
        ("steering.input_asked", akello.name),
    }
    letter = newest("steering.invited", sg["KE"])
    assert "1. to discuss, 15 minutes" in letter.text
    assert "| Medicines" in letter.text
    assert "1) I will be there" in letter.text.split("***")[1]


@pytest.mark.parametrize(
    ("language", "word", "answer"),
    [
        ("en", "I will be there", "there"),
        ("en", "My alternate", "alternate"),
        ("en", "no", "no"),
        ("fr", "1", "there"),
        ("ar", "٢", "alternate"),
    ],
)
def test_who_comes_is_said_in_one_line_and_taken_back(sg, language, word, answer):
    kenya = sg["KE"]
    kenya.language = language
    kenya.save()
    s.opened(by=sg["GH"])
    g.tell()
    came = answered(newest("steering.invited", kenya), word, name=kenya.name)
    assert came.reason == "answered"
    assert MeetingPresence.objects.get(person=kenya).answer == answer
    assert answered(came.receipt, "UNDO", name=kenya.name).reason == "undone"
    assert MeetingPresence.objects.get(person=kenya).answer == ""


def test_once_it_has_begun_nobody_says_by_mail_that_they_come(sg):
    meeting = s.opened(by=sg["GH"])
    g.tell()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now())
    came = answered(newest("steering.invited", sg["KE"]), "1", name="Rep KE")
    assert came.reason == "not_now"
    assert not MeetingPresence.objects.exists()


def test_who_no_longer_sits_answers_nothing_by_the_old_letter(sg):
    s.opened(by=sg["GH"])
    g.tell()
    sg["KE"].seats.update(ends_on=(clock.now() - timedelta(days=1)).date())
    came = answered(newest("steering.invited", sg["KE"]), "1", name="Rep KE")
    assert came.state != "done"
    assert not MeetingPresence.objects.exists()


def test_a_country_gives_input_by_mail_until_papers_are_due(sg):
    akello = associate()
    meeting = s.opened(by=sg["GH"])
    g.tell()
    letter = newest("steering.input_asked", akello)

    came = answered(letter, "1. a\n2. We pay clinics late.", name=akello.name)
    assert came.reason == "answered"
    row = AgendaInput.objects.get()
    assert (row.country.code, row.text) == ("UG", "We pay clinics late.")

    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now() + timedelta(days=6))
    late = answered(letter, "1. a\n2. And in cash.", name=akello.name)
    assert late.reason == "not_now"
    assert AgendaInput.objects.get().text == "We pay clinics late."


def test_minutes_are_approved_by_mail(sg):
    meeting = s.opened(by=sg["GH"])
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now())
    steering.begin(meeting, by=sg["GH"], at=clock.now())
    steering.finish(meeting, by=sg["GH"], at=clock.now())
    agenda.minute(meeting.items.get(), "Long.", "Begin in May.", by=sg["GH"], at=clock.now())
    steering.send_minutes(meeting, by=sg["GH"], at=clock.now())
    g.tell()
    for code in ("KE", "VN"):
        letter = newest("steering.minutes_sent", sg[code])
        assert "| Begin in May." in letter.text
        assert answered(letter, "1", name=f"Rep {code}").reason == "answered"
    meeting.refresh_from_db()
    assert meeting.approved_at is not None


def test_every_form_of_the_steering_group_can_be_put_as_a_letter(sg):
    meeting = s.opened(by=sg["GH"])
    item = meeting.items.get()
    made = 0
    for action, entry in table.ENTRIES.items():
        if action.startswith("steering_"):
            about = {"": sg["GH"], "jln.Meeting": meeting, "jln.AgendaItem": item}[entry.subject]
            form_letters.put(entry, about, sg["GH"], at=clock.now())
            made += 1
    assert made == 12


def waits(*numbers):
    """A kind of matter of which these wait."""
    rows = [Matter("test.wait", n, f"Admit country {n}", "To admit it.", "/") for n in numbers]
    return Effect("test.wait", "words", lambda: rows, lambda _carried: None)


def test_what_waits_goes_on_the_next_agenda_once(sg, monkeypatch):
    monkeypatch.setattr(effects, "EFFECTS", {"test.wait": waits(1, 2)})
    first = s.called(20)
    assert [one.title for one in first.items.order_by("number")] == [
        "Admit country 1",
        "Admit country 2",
    ]
    s.called(60)
    assert agenda.gather_next(at=clock.now()) == 0
    assert AgendaItem.objects.count() == 2
    agenda.withdraw_item(first.items.first(), by=f.staff(), at=clock.now())
    assert agenda.gather_next(at=clock.now()) == 0  # taken off by hand: not put back
    monkeypatch.setitem(effects.EFFECTS, "test.wait", waits(1, 2, 3))
    assert agenda.gather_next(at=clock.now()) == 1


def test_staff_are_warned_of_a_missing_meeting_once_a_month(sg):
    staff = f.staff()
    assert warning.warn(at=clock.now()) == 1
    assert warning.warn(at=clock.now() + timedelta(days=29)) == 0
    assert warning.warn(at=clock.now() + timedelta(days=31)) == 1
    assert [one.title for one in agendas.waiting_for_staff(at=clock.now())] == [
        "No meeting of the Steering Group is planned."
    ]
    g.tell()
    assert newest("steering.doubted", staff)
    s.called(200)
    assert agendas.is_meeting_missing(clock.now())  # more than six months away
    s.called(150)
    assert agendas.waiting_for_staff(at=clock.now()) == []


def test_staff_are_warned_of_a_meeting_without_quorum_in_sight_once(sg):
    meeting = s.opened(15, by=sg["GH"])
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now() + timedelta(days=6))
    assert warning.warn(at=clock.now()) == 1
    assert warning.warn(at=clock.now()) == 0
    for code in ("GH", "KE"):
        steering.answer(meeting, "there", by=sg[code], at=clock.now())
    assert agendas.without_quorum(clock.now()) == []
