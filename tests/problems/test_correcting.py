"""A problem is put right in place or taken back, by who stated it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.wordings import earlier
from jln.kit.verdict import RuleBroken
from jln.library.models import ProductOrigin
from jln.problems import actions, queries
from jln.problems.actions import Words
from jln.problems.models import Problem
from jln.search.models import SearchEntry
from tests import factories as f
from tests.pages import known_network, page_of, record, text_of
from tests.problems.test_actions import NOON, coordinator, state

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)
BETTER = Words("Clinics are paid nine months late.", "Since 2024", "en")


def test_a_correction_keeps_its_address_and_what_was_said():
    ama, theme = f.person("Ama"), f.theme()
    made = state(ama)
    said = Words(BETTER.statement, BETTER.detail, "en", theme)
    for _time in range(2):
        actions.correct(made, said, by=ama, at=LATER)
    made.refresh_from_db()
    assert (made.statement, made.detail, made.theme) == (BETTER.statement, "Since 2024", theme)
    assert earlier(made).get().said == {
        "statement": "Clinics are paid three months late.",
        "detail": "",
        "theme_id": None,
    }
    assert Fact.objects.filter(kind=Kind.PROBLEM_CORRECTED).count() == 1
    found = SearchEntry.objects.get(kind="problem")
    assert (found.title, found.facet) == (BETTER.statement, theme.code)


def test_a_correction_that_names_no_problem_changes_nothing():
    ama = f.person("Ama")
    made = state(ama)
    with pytest.raises(RuleBroken):
        actions.correct(made, Words("Pay"), by=ama, at=LATER)
    made.refresh_from_db()
    assert made.statement == "Clinics are paid three months late."


def test_nobody_corrects_or_takes_back_what_another_stated():
    made = state(f.person("Ama"))
    for act in (
        lambda by: actions.correct(made, BETTER, by=by, at=LATER),
        lambda by: actions.withdraw(made, by=by, at=LATER),
    ):
        with pytest.raises(PermissionDenied):
            act(coordinator())
    made.refresh_from_db()
    assert (made.withdrawn_at, earlier(made).count()) == (None, 0)


def test_who_stated_it_takes_it_back_and_may_state_it_again():
    ama = f.person("Ama")
    made = state(ama)
    actions.withdraw(made, by=ama, at=LATER)
    assert not queries.problems(ama).exists()
    assert not queries.problems(f.staff()).exists()
    assert not SearchEntry.objects.filter(kind="problem").exists()
    assert Fact.objects.filter(kind=Kind.PROBLEM_WITHDRAWN).get().subject_id == made.pk
    assert state(ama, at=LATER) != made


def _shared(made):
    bo = f.person("Bo", country=f.country("KE", "Kenya"))
    actions.share(made, bo.country, by=bo, at=NOON)


BUILT_ON = {
    "a country shares it": _shared,
    "it became a product": lambda made: ProductOrigin.objects.create(
        product=f.product(), problem=made
    ),
    "it led to an adaptation": lambda made: f.adaptation(problem=made),
    "the network confirmed it": lambda made: Problem.objects.filter(pk=made.pk).update(
        confirmed_at=NOON
    ),
}


@pytest.mark.parametrize("how", BUILT_ON)
def test_what_others_built_on_is_not_taken_back(how):
    ama = f.person("Ama")
    made = state(ama)
    BUILT_ON[how](made)
    with pytest.raises(RuleBroken) as refusal:
        actions.withdraw(made, by=ama, at=LATER)
    assert refusal.value.verdict.codes == {"built_on"}
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_countries_named_with_it_do_not_keep_it():
    chen = f.staff()
    made = state(chen, shared_with=[f.country("KE", "Kenya")])
    actions.withdraw(made, by=chen, at=LATER)
    assert not queries.problems(chen).exists()


def test_it_is_corrected_and_taken_back_on_its_page(client):
    known_network()
    ama = f.person("Ama")
    made = f.problem(space=record(), stated_by=ama)
    own = f"/problems/{made.code}/"
    f.sign_in(client, ama)
    assert "Clinics are paid late." in page_of(client, f"{own}correction/")
    said = {"statement": "Clinics are paid a year late.", "language": "en"}
    assert client.post(f"{own}correction/", said)["Location"] == own
    text = text_of(page_of(client, own))
    assert "Clinics are paid a year late." in text
    assert "Clinics are paid late." in text

    assert page_of(client, f"{own}withdrawal/")
    assert client.post(f"{own}withdrawal/", {"sure": "yes"}).status_code == 302
    assert client.get(own).status_code == 410
