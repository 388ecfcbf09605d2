"""An adaptation is put right in place, and what it said before is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.facts.kinds import Kind
from jln.facts.models import Fact, Wording
from jln.facts.wordings import earlier
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken
from jln.library import actions, rules
from jln.library.rules import Answers
from jln.library.terms import AdaptationState, Depth
from jln.search.models import SearchEntry
from tests import factories as f
from tests.library.test_actions import NOON, SAID, coordinator, report
from tests.pages import known_network, page_of, public, text_of

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)


def corrected(made, by, **values):
    said = {name: getattr(SAID, name) for name in ("used", "changed", "where", "happened")}
    return actions.correct(made, Answers(**said | values), by=by, at=LATER)


def test_a_correction_changes_the_one_there_and_keeps_what_it_said():
    ama = f.person("Ama")
    made = report(ama)
    again = corrected(made, ama, changed=" Four indicators ", where="Three regions")
    made.refresh_from_db()
    assert again == made
    assert (made.used, made.change, made.place) == (
        "The sheets",
        "Four indicators",
        "Three regions",
    )
    before = earlier(made).get()
    assert before.said == {"change": "Three indicators only", "place": "Two regions"}
    assert (before.by, before.until) == (ama, LATER)
    fact = Fact.objects.get(kind=Kind.ADAPTATION_CORRECTED)
    assert (fact.subject_id, fact.data) == (made.pk, {"wording": before.pk})
    assert "Four indicators" in SearchEntry.objects.get(kind="adaptation").body


def test_the_same_correction_twice_is_one():
    ama = f.person("Ama")
    made = report(ama)
    for _time in range(2):
        corrected(made, ama, changed="Four indicators")
    assert Wording.objects.count() == 1
    assert Fact.objects.filter(kind=Kind.ADAPTATION_CORRECTED).count() == 1


def test_nobody_corrects_what_another_reported_or_what_is_taken_back():
    ama = f.person("Ama")
    made = report(ama)
    with pytest.raises(PermissionDenied):
        corrected(made, coordinator(), changed="Everything")
    actions.withdraw(made, by=ama, at=NOON)
    with pytest.raises(PermissionDenied):
        corrected(made, ama, changed="Everything")
    assert not Wording.objects.exists()


def test_a_correction_that_says_nothing_changes_nothing():
    ama = f.person("Ama")
    made = report(ama)
    with pytest.raises(RuleBroken):
        actions.correct(made, Answers(), by=ama, at=LATER)
    made.refresh_from_db()
    assert made.used == "The sheets"


def test_where_it_stands_is_corrected_freely_until_evidence_shows_it():
    ama = f.person("Ama")
    made = report(ama)
    corrected(made, ama, state=AdaptationState.INTENDED)
    made.refresh_from_db()
    assert made.state == AdaptationState.INTENDED
    actions.advance(made, Depth.TRIED, PartialDate(2026), "Two districts", by=ama, at=NOON)
    with pytest.raises(RuleBroken) as refusal:
        corrected(made, ama, state=AdaptationState.INTENDED)
    assert refusal.value.verdict.codes == {"wrong_state"}


STOPPED, UNDER_WAY = AdaptationState.STOPPED, AdaptationState.UNDER_WAY


@pytest.mark.parametrize(
    ("state", "happened", "now", "reason", "outcome", "after"),
    [
        (UNDER_WAY, "Nothing", None, "", "", ""),
        (STOPPED, "No budget", None, "", "", "No budget"),
        (STOPPED, "No budget", UNDER_WAY, "", "Nothing", "No budget"),
        (STOPPED, "No money", STOPPED, "No budget", "No budget", "No money"),
        (STOPPED, "Two regions", STOPPED, "The fund was closed", "One region", "The fund was closed"),
        (UNDER_WAY, "Again", STOPPED, "The fund was closed", "x", ""),
    ],
)  # fmt: skip
def test_the_reason_of_a_stop_stays_where_it_was_given(
    state, happened, now, reason, outcome, after
):
    answers = Answers(happened=happened, state=state)
    assert rules.reason_after(answers, now, reason=reason, outcome=outcome) == after


def test_words_are_corrected_on_what_stopped_without_saying_why_again():
    ama = f.person("Ama")
    made = report(ama, answers=Answers(used="The sheets"))
    actions.stop(made, "The fund was closed", by=ama, at=NOON)
    said = Answers(used="All sheets", state=AdaptationState.STOPPED)
    actions.correct(made, said, by=ama, at=LATER)
    made.refresh_from_db()
    assert (made.used, made.stopped_because) == ("All sheets", "The fund was closed")


def test_it_is_corrected_on_the_page_which_says_so(client):
    known_network()
    ama = f.person("Ama")
    made = f.adaptation(**public(reported_by=ama, used="The sheets", change="Two of them"))
    own = f"/adaptations/{made.code}/"
    f.sign_in(client, ama)
    assert 'value="under_way" checked' in page_of(client, f"{own}correction/")
    assert "Two of them" in page_of(client, f"{own}correction/")

    answer = client.post(
        f"{own}correction/", {"used": "The sheets", "changed": "Three", "state": "under_way"}
    )

    assert answer["Location"] == own
    text = text_of(page_of(client, own))
    assert "Corrected" in text
    assert "Two of them" in text
    client.cookies.clear()
    for_all = text_of(page_of(client, own))
    assert "Corrected" in for_all
    assert "Two of them" not in for_all
