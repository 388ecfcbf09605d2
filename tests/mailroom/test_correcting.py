"""A further answer to the same form corrects what the first one put on record."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.mailroom.test_forms_by_mail import NUMBERED, form_to

from jln.facts.models import Fact, Wording
from jln.library import actions as library
from jln.library.models import Adaptation
from jln.library.rules import Answers
from jln.library.terms import AdaptationState
from jln.mail.terms import InboundState
from jln.problems.models import Problem, ProblemCountry
from jln.spaces.terms import SpaceKind, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def adjoa():
    f.network()
    f.space()
    f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)
    return f.person("Adjoa")


def test_a_second_answer_corrects_the_adaptation_there(adjoa):
    letter = form_to(adjoa)
    answered(letter, NUMBERED, name="Adjoa")
    came = answered(letter, "2. Four indicators", name="Adjoa")

    made = Adaptation.objects.get()
    assert (made.withdrawn_at, made.used, made.change) == (None, "All of it", "Four indicators")
    assert Wording.objects.get().said == {"change": "Only three indicators"}
    kinds = Fact.objects.filter(subject_model="jln.Adaptation").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "adaptation.reported",
        "adaptation.corrected",
    ]
    assert came.receipt.text.startswith("Corrected: ")
    assert "Four indicators" in came.receipt.text
    assert "All of it" not in came.receipt.text


def test_undo_puts_the_correction_back_and_then_takes_the_whole_back(adjoa):
    letter = form_to(adjoa)
    first = answered(letter, NUMBERED, name="Adjoa")
    second = answered(letter, "2. Four indicators\n5. stopped", name="Adjoa")
    assert Adaptation.objects.get().state == AdaptationState.STOPPED

    assert answered(second.receipt, "UNDO", name="Adjoa").reason == "undone"
    made = Adaptation.objects.get()
    assert (made.change, made.state, made.withdrawn_at) == (
        "Only three indicators",
        AdaptationState.UNDER_WAY,
        None,
    )
    assert answered(first.receipt, "UNDO", name="Adjoa").reason == "undone"
    assert Adaptation.objects.get().withdrawn_at is not None


def test_undo_of_the_first_answer_takes_its_corrections_with_it(adjoa):
    letter = form_to(adjoa)
    first = answered(letter, NUMBERED, name="Adjoa")
    second = answered(letter, "2. Four indicators", name="Adjoa")

    assert answered(first.receipt, "UNDO", name="Adjoa").reason == "undone"
    after = answered(second.receipt, "UNDO", name="Adjoa")
    assert (after.state, after.reason) == (InboundState.REFUSED, "not_now")
    assert "nothing here" in after.receipt.text


def test_what_changed_on_the_page_meanwhile_stays(adjoa):
    letter = form_to(adjoa)
    answered(letter, NUMBERED, name="Adjoa")
    made = Adaptation.objects.get()
    said = Answers(
        used="Half of it", changed=made.change, where=made.place, state=AdaptationState.FINISHED
    )
    library.correct(made, said, by=adjoa, at=f.NOON)

    answered(letter, "2. Four indicators", name="Adjoa")
    made.refresh_from_db()
    assert (made.used, made.change, made.state) == (
        "Half of it",
        "Four indicators",
        AdaptationState.FINISHED,
    )


def test_an_answer_after_it_was_taken_back_is_a_new_one(adjoa):
    letter = form_to(adjoa)
    answered(letter, NUMBERED, name="Adjoa")
    library.withdraw(Adaptation.objects.get(), by=adjoa, at=f.NOON)

    answered(letter, "2. Four indicators", name="Adjoa")
    assert Adaptation.objects.filter(withdrawn_at=None).get().change == "Four indicators"


def test_the_form_that_corrects_can_be_sent_for_by_itself(adjoa):
    made = f.adaptation(reported_by=adjoa, used="All of it", change="Two of them")
    came = answered(form_to(adjoa, "adaptation.correct", made), "2. Three of them", name="Adjoa")

    made.refresh_from_db()
    assert (came.reason, made.used, made.change) == ("answered", "All of it", "Three of them")
    assert answered(came.receipt, "UNDO", name="Adjoa").reason == "undone"
    made.refresh_from_db()
    assert made.change == "Two of them"


def test_a_second_answer_corrects_the_problem_there(adjoa):
    f.theme("medical-audit", "Medical audit")
    letter = form_to(adjoa, "problem.state")
    first = answered(letter, "1. Claims are paid nine months late.", name="Adjoa")
    second = answered(letter, "1. Claims are paid a year late.", name="Adjoa")

    made = Problem.objects.get()
    assert made.statement == "Claims are paid a year late."
    assert Wording.objects.get().said == {"statement": "Claims are paid nine months late."}

    assert answered(second.receipt, "UNDO", name="Adjoa").reason == "undone"
    made.refresh_from_db()
    assert made.statement == "Claims are paid nine months late."
    assert answered(first.receipt, "UNDO", name="Adjoa").reason == "undone"
    made.refresh_from_db()
    assert made.withdrawn_at is not None


def test_a_problem_is_taken_back_by_mail_unless_others_share_it(adjoa):
    made = f.problem(stated_by=adjoa, space=f.space("record"))
    kenya = f.country("KE", "Kenya")
    ProblemCountry.objects.create(problem=made, country=kenya)
    kept = answered(form_to(adjoa, "problem.withdraw", made), "1", name="Adjoa")
    assert (kept.state, kept.reason) == (InboundState.REFUSED, "not_now")

    ProblemCountry.objects.all().delete()
    gone = answered(form_to(adjoa, "problem.withdraw", made), "1", name="Adjoa")
    assert gone.reason == "answered"
    made.refresh_from_db()
    assert made.withdrawn_at is not None


def test_sharing_a_problem_is_changed_and_brought_back(adjoa):
    made = f.problem(country=f.country("KE", "Kenya"), space=f.space("record"))
    letter = form_to(adjoa, "problem.share", made)
    answered(letter, "yes", name="Adjoa")
    assert ProblemCountry.objects.count() == 1
    no_more = answered(letter, "no", name="Adjoa")
    assert (no_more.reason, ProblemCountry.objects.count()) == ("answered", 0)

    answered(no_more.receipt, "UNDO", name="Adjoa")
    assert ProblemCountry.objects.get().country == adjoa.country
    assert newest("mail.receipt", adjoa).text.startswith("Taken back:")


def test_what_it_began_with_is_corrected_and_put_back(adjoa):
    product = f.product()
    examples = [
        f.adaptation(product=product, country=f.country(code, name), space=f.space("record"))
        for code, name in (("KE", "Kenya"), ("ML", "Mali"))
    ]
    letter = form_to(adjoa, subject=product)
    answered(letter, "1. All of it\n6. Kenya\n", name="Adjoa")
    made = Adaptation.objects.get(reported_by=adjoa)
    assert made.learned_from.get().earlier == examples[0]

    other = answered(letter, "2. Four indicators\n", name="Adjoa")
    assert made.learned_from.get().earlier == examples[0]
    corrected = answered(letter, "6. Mali\n", name="Adjoa")
    assert made.learned_from.get().earlier == examples[1]
    assert "Mali" in corrected.receipt.text

    undone = answered(corrected.receipt, "UNDO", name="Adjoa")
    assert made.learned_from.get().earlier == examples[0]
    assert "It says again what it said before:" in undone.receipt.text
    assert "Kenya" in undone.receipt.text
    assert answered(other.receipt, "UNDO", name="Adjoa").reason == "undone"
    made.refresh_from_db()
    assert (made.change, made.learned_from.get().earlier) == ("", examples[0])
