"""Forms answered by mail: adaptation in four questions, asked back, added up, echoed, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest

from jln.kit import clock
from jln.library.models import Adaptation
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState
from jln.mailroom import form_letters, forms, table
from jln.mailroom.models import MailAnswer
from jln.notify.terms import LetterKind
from jln.people.models import SpokenLanguage
from jln.seats.forms import NameForm
from jln.spaces.terms import SpaceKind, Visibility

pytestmark = pytest.mark.django_db
NUMBERED = "1. All of it\n2. Only three indicators\n3. Two regions\n4. Nothing yet\n"


@pytest.fixture
def adjoa():
    f.network()
    f.space()
    f.space("record", kind=SpaceKind.STAFF, name="The public record", visibility=Visibility.PUBLIC)
    return f.person("Adjoa")


def form_to(person, action="adaptation.report", subject=None) -> OutgoingMail:
    entry = table.entry(action)
    thing = subject or (f.product() if entry.subject == "jln.Product" else person)
    return form_letters.put(entry, thing, person, at=clock.now())


def test_the_form_stands_between_stars_with_its_questions(adjoa):
    letter = form_to(adjoa)

    inside = letter.text.split("***")[1]
    assert [line for line in inside.splitlines() if line[:2] in ("1.", "2.", "3.", "4.", "5.")] == [
        line for line in inside.splitlines() if line[:1].isdigit()
    ]
    assert "   1 =" in inside
    assert "adapt/" in letter.text


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_four_answers_become_an_adaptation_in_every_language(adjoa, language):
    adjoa.language = language
    adjoa.save()
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")

    assert (came.state, came.reason) == (InboundState.DONE, "answered")
    made = Adaptation.objects.get(reported_by=adjoa)
    assert (made.used, made.change, made.place, made.outcome) == (
        "All of it",
        "Only three indicators",
        "Two regions",
        "Nothing yet",
    )
    assert len(came.receipt.text.encode()) < 1024
    assert "Only three indicators" in came.receipt.text
    word = {"en": "UNDO", "fr": "ANNULER", "es": "DESHACER", "pt": "DESFAZER", "ar": "تراجع"}[
        language
    ]
    assert word in came.receipt.text or "UNDO" in came.receipt.text

    assert answered(came.receipt, word, name="Adjoa").reason == "undone"


def test_answers_in_arabic_digits_are_the_same(adjoa):
    came = answered(form_to(adjoa), "٢. ثلاثة مؤشرات فقط\n٣. منطقتان\n", name="Adjoa")

    assert came.reason == "answered"
    made = Adaptation.objects.get()
    assert (made.change, made.place) == ("ثلاثة مؤشرات فقط", "منطقتان")


def test_answers_of_two_messages_are_one_adaptation(adjoa):
    letter = form_to(adjoa)
    answered(letter, "2. Only three indicators", name="Adjoa")
    answered(letter, "3. Two regions", name="Adjoa")

    made = Adaptation.objects.get(withdrawn_at=None)
    assert (made.change, made.place) == ("Only three indicators", "Two regions")


def test_undo_takes_the_adaptation_back_and_a_second_undo_finds_nothing(adjoa):
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")
    undone = answered(came.receipt, "UNDO", name="Adjoa")

    assert (undone.state, undone.reason) == (InboundState.DONE, "undone")
    assert Adaptation.objects.get().withdrawn_at is not None

    again = answered(came.receipt, "Annuler", name="Adjoa")
    assert (again.state, again.reason) == (InboundState.REFUSED, "not_now")


def test_undo_after_a_week_is_too_late(adjoa):
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")
    late = answered(came.receipt, "UNDO", name="Adjoa", at=clock.now() + timedelta(days=8))

    assert late.reason == "not_now"
    assert Adaptation.objects.get().withdrawn_at is None


def test_what_is_unclear_is_asked_back_once_with_a_form_of_its_own(adjoa):
    letter = form_to(adjoa, "profile.change")
    came = answered(letter, "language: French or English\n", name="Adjoa")

    assert (came.state, came.reason) == (InboundState.HELD, "asked_back")
    asked = newest("mail.question", adjoa)
    assert "Language: “French or English”" in asked.text
    assert asked.text.count(" =") == 1

    answer = answered(asked, "b", name="Adjoa")
    assert answer.reason == "answered"
    adjoa.refresh_from_db()
    assert adjoa.language == "fr"


def test_unclear_twice_goes_to_staff(adjoa):
    letter = form_to(adjoa, "profile.change")
    answered(letter, "language: French or English\n", name="Adjoa")
    second = answered(newest("mail.question", adjoa), "perhaps b or c", name="Adjoa")

    assert (second.state, second.reason) == (InboundState.HELD, "unclear_twice")


def test_what_its_sender_finished_waits_for_staff_no_more(adjoa):
    letter = form_to(adjoa, "profile.change")
    other = answered(form_to(adjoa, "profile.knowledge"), "Who reads this?", name="Adjoa")
    unclear = answered(letter, "language: French or English\n", name="Adjoa")
    asked = newest("mail.question", adjoa)
    lost = answered(letter, "Who reads this?", name="Adjoa")
    twice = answered(asked, "perhaps b or c", name="Adjoa")
    assert answered(asked, "b", name="Adjoa").reason == "answered"

    for one in (lost, twice):
        one.refresh_from_db()
        assert (one.state, one.reason) == (InboundState.DONE, "finished")
    for one, reason in ((unclear, "asked_back"), (other, "no_answer")):
        one.refresh_from_db()
        assert one.reason == reason


def test_text_without_an_answer_is_kept_for_staff_and_says_so(adjoa):
    came = answered(form_to(adjoa, "profile.change"), "Who reads this?", name="Adjoa")

    assert (came.state, came.reason) == (InboundState.NOT_UNDERSTOOD, "no_answer")
    assert "nothing was recorded" in came.receipt.text


def test_a_missing_answer_is_asked_for_and_the_rest_is_kept(adjoa):
    adaptation = f.adaptation(reported_by=adjoa)
    came = answered(
        form_to(adjoa, "adaptation.advance", adaptation), "1 c\n2. 2026-03\n", name="Adjoa"
    )

    assert (came.state, came.reason) == (InboundState.DONE, "kept_in_part")
    rest = newest("mail.question", adjoa)
    assert rest.text.split("***")[1].count(" =") == 1

    whole = answered(rest, "A circular of the ministry", name="Adjoa")
    assert whole.reason == "answered"
    assert adaptation.evidence.get().text == "A circular of the ministry"
    assert str(adaptation.evidence.get().dated) == "2026-03"


def test_what_counts_is_echoed_and_done_after_ok(adjoa):
    f.seat("ccg_coordinator", adjoa, country=adjoa.country)
    record = f.space("record")
    adaptation = f.adaptation(reported_by=adjoa, space=record)
    came = answered(form_to(adjoa, "adaptation.publish", adaptation), "1", name="Adjoa")

    assert (came.state, came.reason) == (InboundState.HELD, "echoed")
    adaptation.refresh_from_db()
    assert adaptation.visibility == Visibility.MEMBERS

    done = answered(newest("mail.question", adjoa), "OK", name="Adjoa")
    assert (done.state, done.reason) == (InboundState.DONE, "answered")
    adaptation.refresh_from_db()
    assert adaptation.visibility == Visibility.PUBLIC


def test_an_echo_that_is_too_old_does_nothing(adjoa):
    f.seat("ccg_coordinator", adjoa, country=adjoa.country)
    adaptation = f.adaptation(reported_by=adjoa, space=f.space("record"))
    answered(form_to(adjoa, "adaptation.publish", adaptation), "1", name="Adjoa")
    late = answered(
        newest("mail.question", adjoa), "OK", name="Adjoa", at=clock.now() + timedelta(days=4)
    )

    assert (late.state, late.reason) == (InboundState.REFUSED, "token_dead")
    adaptation.refresh_from_db()
    assert adaptation.visibility == Visibility.MEMBERS


def test_a_policys_no_is_said_in_the_receipt(adjoa):
    other = f.person("Bayu", country=f.country("ID", "Indonesia"))
    adaptation = f.adaptation(reported_by=adjoa)
    came = answered(form_to(other, "adaptation.stop", adaptation), "It failed", name="Bayu")

    assert (came.state, came.reason) == (InboundState.REFUSED, "not_allowed")
    adaptation.refresh_from_db()
    assert adaptation.state == "under_way"


def test_the_profile_is_changed_and_brought_back(adjoa):
    came = answered(form_to(adjoa, "profile.change"), "name: Adjoa Mensah", name="Adjoa")
    adjoa.refresh_from_db()
    assert adjoa.name == "Adjoa Mensah"

    answered(came.receipt, "UNDO", name="Adjoa")
    adjoa.refresh_from_db()
    assert adjoa.name == "Adjoa"


def test_languages_are_chosen_by_mail(adjoa):
    letter = form_to(adjoa, "profile.knowledge")
    answered(letter, "languages: English, French", name="Adjoa")

    assert set(SpokenLanguage.objects.filter(person=adjoa).values_list("language", flat=True)) == {
        "en",
        "fr",
    }


def test_the_letters_i_want_are_chosen_by_mail(adjoa):
    came = answered(form_to(adjoa, "mail.choose"), "1, 3", name="Adjoa")

    assert came.reason == "answered"
    assert sorted(adjoa.mail_settings.filter(is_off=False).values_list("kind", flat=True)) == [
        "colleague.asked",
        "post.written",
    ]


def test_every_letter_to_choose_has_its_number_however_many_there_are(adjoa):
    letter = form_to(adjoa, "mail.choose")
    lines = [line.strip() for line in letter.text.splitlines()]
    places = range(1, len(LetterKind) + 1)
    assert [one for one in places if not any(it.startswith(f"{one}) ") for it in lines)] == []

    came = answered(letter, ", ".join(map(str, places[1:])), name="Adjoa")

    assert came.reason == "answered"
    off = adjoa.mail_settings.filter(is_off=True).values_list("kind", flat=True)
    assert list(off) == [LetterKind.COLLEAGUE_ASKED]


def test_each_answer_is_recorded_with_what_was_understood(adjoa):
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")

    row = MailAnswer.objects.get(inbound=came)
    assert (row.form, row.outcome, row.effect_model) == (
        "adaptation.report",
        "complete",
        "jln.Adaptation",
    )
    assert row.values["said"]["where"] == "Two regions"


def test_a_long_list_is_answered_in_words(adjoa):
    for number in range(24):
        f.theme(f"theme-{number}", f"Theme {number}")
    f.theme("medical-audit", "Medical audit")
    letter = form_to(adjoa, "problem.state")
    assert "Theme 3" not in letter.text
    came = answered(
        letter, "1. Claims are paid nine months late.\n3. medical AUDIT\n", name="Adjoa"
    )

    assert came.reason == "answered"
    from jln.problems.models import Problem

    assert Problem.objects.get().theme.code == "medical-audit"


def test_somebody_is_invited_after_ok(adjoa):
    from jln.accounts.models import Invitation
    from jln.membership.models import CountryMembership

    f.seat("ccg_coordinator", adjoa, country=adjoa.country)
    CountryMembership.objects.create(country=adjoa.country, level="full", starts="2015")
    text = "address: esi@health.gov.gh\nname: Esi\ncountry: Ghana\nlanguage: English\n"
    came = answered(form_to(adjoa, "person.invite"), text, name="Adjoa")
    assert (came.state, came.reason) == (InboundState.HELD, "echoed")
    assert not Invitation.objects.exists()

    answered(newest("mail.question", adjoa), "OK", name="Adjoa")
    assert Invitation.objects.get().address == "esi@health.gov.gh"


def test_a_photo_attached_to_the_profile_becomes_the_photo(adjoa, settings, tmp_path):
    import base64
    import io

    from PIL import Image
    from tests.mailroom.letters import come, reply_to

    settings.DATA_DIR = tmp_path
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "JPEG")
    to = reply_to(form_to(adjoa, "profile.change"))
    message = (
        f"From: Adjoa <{adjoa.addresses.get().address}>\r\nTo: {to}\r\nSubject: Re: Your profile\r\nMessage-ID: <p@x>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nMy photo is attached.\r\n--b\r\n'
        'Content-Type: image/jpeg; name="me.jpg"\r\nContent-Disposition: attachment; filename="me.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{base64.encodebytes(picture.getvalue()).decode()}\r\n--b--\r\n"
    )
    came = come(message.encode(), to=to)

    assert (came.state, came.reason) == (InboundState.DONE, "answered")
    adjoa.refresh_from_db()
    assert adjoa.photo is not None


def test_a_question_ends_before_its_help_begins():
    label = NameForm.base_fields["successor"].label
    asked = forms.twin_of(NameForm)
    assert asked.fields[0].label["en"].startswith(f"{label}. An address that nobody")
