"""How a problem is stated and shared, and who may read it."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.problems import rules
from jln.problems.rules import Sharing
from jln.spaces.terms import Visibility

TODAY = date(2026, 11, 20)
STATED = PartialDate.of(TODAY)


@given(st.text(alphabet="abc ", max_size=400))
def test_a_statement_has_10_to_300_letters_without_the_space_around_it(text):
    verdict = rules.may_state(text, "", "en", stated=STATED, on=TODAY)
    assert bool(verdict) is (10 <= len(text.strip()) <= 300)


def test_every_obstacle_of_a_statement_is_named():
    verdict = rules.may_state("short", "x" * 4001, "English", stated=PartialDate(2027), on=TODAY)
    assert verdict.codes == {"too_short", "detail_too_long", "no_language", "future"}


@pytest.mark.parametrize(
    ("language", "known"),
    [("en", True), ("sw", True), ("pt-BR", True), ("", False), ("EN", False), ("en;", False)],
)
def test_a_problem_is_written_in_some_language(language, known):
    assert (
        bool(rules.may_state("Clinics are paid late.", "", language, stated=STATED, on=TODAY))
        is known
    )


def test_the_narrowest_of_several_readerships_holds():
    order = [Visibility.ROLL, Visibility.MEMBERS, Visibility.PUBLIC]
    for levels in permutations(order):
        assert rules.narrowest(*levels) is Visibility.ROLL
    for level in order:
        assert rules.narrowest(level, Visibility.PUBLIC) is level
        assert rules.narrowest(level, level) is level


@pytest.mark.parametrize(
    ("country", "stated_by", "shared_by", "codes"),
    [
        (2, 1, (), set()),
        (1, 1, (), {"own"}),
        (2, 1, (2,), {"shared"}),
        (1, 1, (1,), {"own", "shared"}),
        (2, None, (), set()),
    ],
)
def test_another_country_shares_a_problem_once(country, stated_by, shared_by, codes):
    assert rules.may_share(Sharing(country, stated_by, frozenset(shared_by))).codes == codes


def test_only_a_country_that_shares_can_take_it_back():
    assert rules.may_unshare(Sharing(2, 1, frozenset({2})))
    assert rules.may_unshare(Sharing(2, 1, frozenset({3}))).codes == {"not_shared"}


@pytest.mark.parametrize(
    ("space", "allowed"),
    [(Visibility.PUBLIC, True), (Visibility.MEMBERS, False), (Visibility.ROLL, False)],
)
def test_what_was_said_in_confidence_is_not_published(space, allowed):
    assert bool(rules.may_publish(space)) is allowed
