"""What is not certain, cannot stand or is refused is asked again, alone, and nothing else is lost."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.mailroom.test_forms_by_mail import NUMBERED, form_to

from jln.library.models import Adaptation
from jln.library.terms import AdaptationState
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState
from jln.problems.models import Problem
from jln.spaces.terms import SpaceKind, Visibility

pytestmark = pytest.mark.django_db
CONFUSED = "I do not know what you want from me. asdf"
STATED = "Claims are paid nine months late."


@pytest.fixture
def adjoa():
    f.network()
    f.space()
    f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)
    return f.person("Adjoa")


@pytest.fixture
def themes():
    for number in range(24):
        f.theme(f"theme-{number}", f"Theme {number}")
    return [f.theme("claims", "Claims management"), f.theme("medical-audit", "Medical audit")]


def test_confused_words_become_no_problem_before_ok(adjoa):
    letter = form_to(adjoa, "problem.state")
    came = answered(letter, CONFUSED, name="Adjoa")

    assert (came.state, came.reason, Problem.objects.count()) == (InboundState.HELD, "echoed", 0)
    echo = newest("mail.question", adjoa)
    assert CONFUSED in echo.text
    answered(echo, "NO", name="Adjoa")
    assert not Problem.objects.exists()

    answered(letter, f"1. {STATED}", name="Adjoa")
    assert Problem.objects.get().statement == STATED


def test_words_that_wait_for_ok_are_no_half_of_a_later_answer(adjoa):
    letter = form_to(adjoa, "problem.state")
    answered(letter, CONFUSED, name="Adjoa")
    answered(letter, "2. We tried a new form.", name="Adjoa")
    assert not Problem.objects.exists()


def test_a_problem_said_in_a_sentence_is_stated_after_ok(adjoa):
    answered(form_to(adjoa, "problem.state"), STATED, name="Adjoa")
    done = answered(newest("mail.question", adjoa), "OK", name="Adjoa")
    assert (done.reason, Problem.objects.get().statement) == ("answered", STATED)


def test_questions_repeated_in_words_are_answered(adjoa):
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")
    again = answered(
        came.receipt,
        "Sorry, a mistake. Where is it used? Volta and Oti regions. State: stopped",
        name="Adjoa",
    )

    assert again.reason == "answered"
    made = Adaptation.objects.get()
    assert (made.place, made.state) == ("Volta and Oti regions.", AdaptationState.STOPPED)
    assert (made.change, made.outcome) == ("Only three indicators", "Nothing yet")


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("Où est-ce utilisé ? La Volta.\nwhere: Oti", "where", None),
        ("1. All\n3. Where is it used? Volta", "where", "Volta"),
        ("What happened so far? Nothing yet. Where is it used? Volta", "where", "Volta"),
        ("Is it known where it is used?", "where", None),
    ],
)
def test_only_the_question_itself_counts_as_one(adjoa, text, name, said):
    from jln.mailroom import table
    from jln.mailroom.twin import source
    from jln.mailroom.twin.read import answer

    form = table.entry("adaptation.report").by_mail(adjoa, f.product())
    found = answer(form, source.of_text(text))
    if said is not None:
        assert found.values.get(name) == said
    else:
        assert "?" not in str(found.values.get(name, ""))


@pytest.mark.parametrize("text", ["Sorry, that was a mistake.", "It is no longer used in Volta."])
def test_a_correction_without_number_or_name_is_asked_back(adjoa, text):
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")
    again = answered(came.receipt, text, name="Adjoa")

    assert (again.state, again.reason) == (InboundState.HELD, "asked_back")
    assert Adaptation.objects.get().change == "Only three indicators"
    asked = newest("mail.question", adjoa)
    assert text in asked.text
    assert "put its number first" in asked.text

    answered(asked, "3. Oti", name="Adjoa")
    assert Adaptation.objects.get().place == "Oti"


def test_a_correction_on_its_own_form_is_asked_back_too(adjoa):
    made = f.adaptation(reported_by=adjoa, change="Two of them")
    came = answered(form_to(adjoa, "adaptation.correct", made), "Sorry, a mistake.", name="Adjoa")
    made.refresh_from_db()
    assert (came.reason, made.change) == ("asked_back", "Two of them")


def test_a_stop_without_a_reason_is_asked_for_the_reason_and_keeps_the_rest(adjoa):
    letter = form_to(adjoa)
    answered(letter, "2 = Three indicators\n3 = Volta", name="Adjoa")
    came = answered(letter, "3 = Volta and Oti regions\n5 = c", name="Adjoa")

    assert came.reason == "kept_in_part"
    asked = newest("mail.question", adjoa)
    assert "why it was stopped" in asked.text
    assert "Volta and Oti regions" in asked.text
    assert "4. What happened so far?" in asked.text
    assert asked.text.split("***")[1].count(" =") == 1
    assert asked.reply_token.form == "adaptation.report"
    assert Adaptation.objects.get().state == AdaptationState.UNDER_WAY

    answered(asked, "The money ended", name="Adjoa")
    made = Adaptation.objects.get()
    assert (made.state, made.place, made.outcome, made.change) == (
        AdaptationState.STOPPED,
        "Volta and Oti regions",
        "The money ended",
        "Three indicators",
    )


def test_the_first_answer_may_be_a_stop_too(adjoa):
    came = answered(form_to(adjoa), "3 = Volta\n5 = c", name="Adjoa")
    assert (came.reason, Adaptation.objects.count()) == ("kept_in_part", 0)
    answered(newest("mail.question", adjoa), "The money ended", name="Adjoa")
    assert Adaptation.objects.get().state == AdaptationState.STOPPED


def test_a_word_of_a_long_list_is_enough(adjoa, themes):
    answered(form_to(adjoa, "problem.state"), f"1. {STATED}\n3. claims", name="Adjoa")
    assert Problem.objects.get().theme == themes[0]


def test_an_optional_answer_that_is_on_no_list_is_left_out_and_told(adjoa, themes):
    came = answered(
        form_to(adjoa, "problem.state"), f"1. {STATED}\n3. medicine audit", name="Adjoa"
    )

    assert (came.reason, Problem.objects.get().theme) == ("answered", None)
    assert "medicine audit" in came.receipt.text
    assert "That is none of the answers to choose from" in came.receipt.text
    assert "Medical audit" in came.receipt.text
    assert "valid choice" not in came.receipt.text


def test_a_bad_answer_is_not_remembered_against_a_later_one(adjoa, themes):
    letter = form_to(adjoa, "problem.state")
    came = answered(letter, "3. astrology", name="Adjoa")
    assert came.reason == "kept_in_part"
    answered(letter, f"1. {STATED}", name="Adjoa")
    assert Problem.objects.get().statement == STATED


def test_the_question_asked_again_keeps_its_number_and_its_letters(adjoa):
    letter = form_to(adjoa, "profile.change")
    whole = letter.text.split("***")[1]
    said = "name: Adjoa Mensah\nlanguage: French or English"
    answered(letter, said, name="Adjoa")
    asked = newest("mail.question", adjoa)
    part = asked.text.split("***")[1]

    assert part.strip() in " ".join(whole.split()) or part.strip().splitlines()[0] in whole
    assert "b) " in part
    assert "French or English" in asked.text.split("***")[0]
    assert "Adjoa Mensah" in asked.text.split("***")[0].split("Kept so far:")[1]

    answered(asked, "b", name="Adjoa")
    adjoa.refresh_from_db()
    assert (adjoa.name, adjoa.language) == ("Adjoa Mensah", "fr")


def test_words_filled_into_the_form_are_quoted_back(adjoa):
    letter = form_to(adjoa, "profile.change")
    lines = letter.text.replace("language =", "language = French or English").splitlines()
    filled = [
        f"{line} French or English" if line.strip() == _slot_of(letter, "language") else line
        for line in lines
    ]
    answered(letter, "\n".join(f"> {line}" for line in filled), name="Adjoa")
    asked = newest("mail.question", adjoa)
    assert "“French or English”" in asked.text


def _slot_of(letter: OutgoingMail, name: str) -> str:
    """The answer line of a question."""
    inside = letter.text.split("***")[1]
    at = next(line for line in inside.split("\n\n") if f"[{name}]" in " ".join(line.split()))
    return next(line.strip() for line in at.splitlines() if line.strip().endswith("="))


@pytest.mark.parametrize("mark", [" =", ".", ":"])
def test_an_optional_question_that_is_left_empty_is_none(mark):
    from jln.mailroom.twin import source
    from jln.mailroom.twin.form import Field, Form
    from jln.mailroom.twin.read import answer

    words = {"en": "words"}
    asked = (Field("a", "text", words, words, required=True), Field("b", "text", words, words))
    found = answer(Form("m", asked), source.of_text(f"1. Nine months\n2{mark}"))
    assert (found.outcome, found.values) == ("complete", {"a": "Nine months"})
    found = answer(Form("m", asked), source.of_text(f"2. Nine months\n1{mark}"))
    assert found.unclear == (("a", "no_answer"),)


def test_a_number_in_words_is_named_with_the_reason(adjoa):
    from jln.mailroom.form_letters import REASONS
    from jln.mailroom.twin import source
    from jln.mailroom.twin.form import Field, Form
    from jln.mailroom.twin.read import answer

    words = {"en": "minutes"}
    form = Form("m", (Field("m", "number", words, words), Field("n", "text", words, words)))
    found = answer(form, source.of_text("1. ten\n2. Nothing else"))
    assert (found.unclear, found.doubtful) == ((("m", "number"),), {"m": "ten"})
    assert REASONS["number"] == "That is no number; write it in figures:"


@pytest.mark.parametrize("name", ["", "A. O.", "Adjoa Otieno"])
def test_a_name_below_an_answer_is_no_part_of_it(adjoa, name):
    adjoa.name = "Adjoa Otieno"
    adjoa.save()
    answered(form_to(adjoa, "problem.state"), f"1. {STATED}\n\nOtieno", name=name)
    assert Problem.objects.get().statement == STATED
