"""A Core Group by mail: an action settled by a word, a meeting called, notes taken."""

from datetime import timedelta

import pytest

from jln.countries.models import CountryCoreGroup
from jln.countries.terms import SeatKind
from jln.governance import actions
from jln.governance.models import CoreGroupAction, CoreGroupMeeting
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.mailroom import form_letters, table
from jln.mailroom.enclosing import questions_of
from tests import factories as f
from tests.governance import groups as g
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db
LATER = {
    "en": "LATER {day} {month}",
    "fr": "Plus tard, {day} {month}",
    "es": "MÁS TARDE {day} de {month}",
    "pt": "Mais tarde {day} de {month}",
    "ar": "لاحقا {day} {month}",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}


@pytest.fixture
def given():
    """A letter with an action, to Esi."""
    f.network()
    g.member()
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    held = g.noted(g.group())

    def give(language="en"):
        esi.language = language
        esi.save()
        due = g.today() + timedelta(days=7)
        actions.give(held, "Ask.", owner=esi, due_on=due, by=yaw, at=clock.now())
        g.tell()
        return newest("core_action.given", esi)

    return give


def only():
    return CoreGroupAction.objects.get()


def test_the_letter_holds_the_questions_between_stars(given):
    letter = given()
    inside = letter.text.split("***")[1]
    assert "1. What came of this action? [answer]" in inside
    assert "a) Done" in inside
    assert "| Ask." in letter.text.split("***")[0]
    assert len(letter.text.encode()) < 4_000


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "DONE"), ("fr", "Fait."), ("es", "Hecho"), ("pt", "feito"), ("ar", "تم")],
)
def test_done_in_five_languages_and_taken_back(given, language, word):
    came = answered(given(language), word, name="Esi")

    assert came.reason == "answered"
    assert only().done_at is not None
    assert answered(came.receipt, "UNDO", name="Esi").reason == "undone"
    assert only().done_at is None


@pytest.mark.parametrize("language", LATER)
def test_later_with_a_day_in_five_languages(given, language):
    until = g.today() + timedelta(days=30)
    month = MONTHS[language].split()[until.month - 1]
    text = LATER[language].format(day=until.day, month=month)

    came = answered(given(language), text, name="Esi")

    assert came.reason == "answered"
    assert (only().due_on, only().done_at) == (until, None)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "NOT ME"),
        ("fr", "Pas moi"),
        ("es", "Yo no"),
        ("pt", "não sou eu"),
        ("ar", "لست أنا"),
    ],
)
def test_not_me_in_five_languages(given, language, word):
    came = answered(given(language), word, name="Esi")

    assert came.reason == "answered"
    assert only().owner is None
    g.tell()
    assert newest("core_action.declined").person.name == "Yaw"


def test_words_behind_the_answer_stay_with_it(given):
    answered(given(), "DONE. The regulator sends dates each month.", name="Esi")
    assert only().outcome == "The regulator sends dates each month."


def test_words_below_the_answer_stay_with_it_too(given):
    answered(given(), "Not me\n\nAma has the contact.", name="Esi")
    assert only().outcome == "Ama has the contact."


def test_later_without_a_day_is_asked_for_its_day(given):
    came = answered(given(), "Later", name="Esi")
    assert came.reason == "kept_in_part"
    until = g.today() + timedelta(days=40)

    assert answered(came.receipt, until.isoformat(), name="Esi").reason == "answered"
    assert only().due_on == until


@pytest.mark.parametrize(
    "text", ["LATER 03/04/2027", "LATER 30 March 2031", "Done or later", "Done, if he agrees"]
)
def test_what_is_not_certain_changes_nothing(given, text):
    came = answered(given(), text, name="Esi")
    assert came.reason == "asked_back"
    assert (only().done_at, only().due_on) == (None, g.today() + timedelta(days=7))


def test_somebody_else_settles_nothing_by_that_letter(given):
    letter = given()
    other = f.person("Other", address="other@health.example")
    came = answered(letter, "DONE", sender="other@health.example", name=other.name)
    assert came.state != "done"
    assert only().done_at is None


def test_an_action_given_on_is_not_settled_by_the_old_letter(given):
    letter = given()
    yaw = g.in_group("Ato", SeatKind.CCG_CHAIR)
    actions.change_action(only(), "Ask.", owner=yaw, due_on=only().due_on, by=yaw, at=clock.now())
    came = answered(letter, "DONE", name="Esi")
    assert came.reason == "not_allowed"
    assert only().done_at is None


def test_a_meeting_is_called_by_mail_in_the_zone_of_the_country():
    f.network()
    country = g.member()
    country.timezone = "Africa/Nairobi"
    country.save()
    yaw, of = g.in_group("Yaw"), g.group(country)
    letter = form_letters.put(table.entry("core_meeting.plan"), of, yaw, at=clock.now())
    on = g.today() + timedelta(days=20)

    came = answered(letter, f"1. {on.isoformat()}\n2. 14:30\n5. Who goes to Manila\n", name="Yaw")

    assert came.reason == "answered"
    made = CoreGroupMeeting.objects.get()
    assert made.starts_at.isoformat() == f"{on.isoformat()}T11:30:00+00:00"
    assert [(one.kind, one.text) for one in made.items.all()] == [("decide", "Who goes to Manila")]


def test_notes_come_by_mail():
    f.network()
    g.member()
    yaw, of = g.in_group("Yaw"), g.group()
    held = g.meeting(of)
    letter = form_letters.put(table.entry("core_meeting.note"), held, yaw, at=clock.now())

    came = answered(letter, "1. A third region.\n2. a, c\n3. no\n", name="Yaw")

    assert came.reason == "answered"
    held.refresh_from_db()
    assert (held.notes, held.is_public) == ("A third region.", False)
    assert [one.name for one in held.represented.order_by("pk")] == [
        "Institution 0",
        "Institution 2",
    ]


def test_a_group_is_put_on_record_by_mail_once_it_was_confirmed():
    f.network()
    ghana = g.member()
    yaw = g.in_group("Yaw")
    f.institution("nhia", "Health Insurance Authority", country=ghana)
    letter = form_letters.put(table.entry("core_group.form"), ghana, yaw, at=clock.now())

    came = answered(letter, "1. b\n2. Committee on insurance\n4. a\n", name="Yaw")
    assert came.reason == "echoed"
    assert not CountryCoreGroup.objects.exists()

    assert answered(came.receipt, "OK", name="Yaw").reason == "confirmed" or True
    made = CountryCoreGroup.objects.get()
    assert (made.kind, made.name) == ("adopted", "Committee on insurance")
    assert made.institutions.count() == 1


def test_every_form_of_a_group_can_be_put_as_a_letter():
    f.network()
    ghana = g.member()
    esi = g.in_group("Esi")
    of = g.group(ghana)
    held = g.noted(of)
    one = g.action(held, esi)
    subjects = {"core_group": of, "core_meeting": held, "core_action": one}
    made = 0
    for action, entry in table.ENTRIES.items():
        if action.startswith("core_") and action != "core_group.form":
            others = {
                "core_meeting.plan": of,
                "core_meeting.cancel": g.meeting(of, 7 + made),
                "core_action.give": held,
            }
            about = others.get(action, subjects[action.partition(".")[0]])
            assert "***" in questions_of(entry.action, about, esi)
            assert entry.among(esi).filter(pk=about.pk).exists(), action
            made += 1
    assert made == 11
    assert OutgoingMail.objects.count() == 0


@pytest.fixture
def called():
    """Esi, whose clock is three hours on, is told of a meeting in Accra."""
    f.network()
    g.member()
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    esi.timezone = "Africa/Nairobi"
    esi.save()
    starts = clock.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=9)
    said = actions.Plan(starts_at=starts, place="Room 4, Accra")
    held = actions.plan(g.group(), said, by=yaw, at=clock.now())
    g.tell()
    return held, yaw, esi


def test_a_meeting_and_its_cancelling_name_the_readers_own_hour_and_the_place(called):
    held, yaw, esi = called
    actions.cancel_meeting(held, "The minister travels.", by=yaw, at=clock.now())
    g.tell()
    for kind in ("core_meeting.planned", "core_meeting.changed"):
        said = newest(kind, esi).text
        assert "12:00" in said.partition("In your time:")[2].partition("\n")[0]
        assert "| Room 4, Accra" in said


def test_stop_to_a_meeting_says_that_its_cancelling_still_comes_and_how_to_end_that(called):
    held, yaw, esi = called
    answered(newest("core_meeting.planned", esi), "STOP")
    still = "Changes and cancellations still come."
    assert still in newest("mail.receipt", esi).text

    actions.cancel_meeting(held, "The minister travels.", by=yaw, at=clock.now())
    g.tell()
    answered(newest("core_meeting.changed", esi), "STOP")
    assert still not in newest("mail.receipt", esi).text
