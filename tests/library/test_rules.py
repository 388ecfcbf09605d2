"""When an adaptation may be reported, advanced, stopped and taken back; how a product is cited."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.library import citing, rules
from jln.library.citing import Work
from jln.library.rules import Answers
from jln.library.terms import AdaptationState, Depth, Move
from tests.factories import NOON

TODAY = date(2026, 11, 20)


def work(**values) -> Work:
    return Work(
        **{
            "author": "Joint Learning Network",
            "slug": "costing-manual",
            "title": "Costing of health services",
            "published": PartialDate(2014, 10),
            "version": "1",
            "address": "https://jln.example/library/costing-manual/",
            "language": "en",
        }
        | values
    )


def test_one_answer_is_enough():
    for name in ("used", "changed", "where", "happened"):
        assert rules.may_report(Answers(**{name: "nothing yet"}))


def test_no_answer_is_no_report():
    assert rules.may_report(Answers(used=" ", changed="\n")).codes == {"nothing_said"}


def test_every_obstacle_of_a_report_is_named():
    answers = Answers(used="x" * 4001, where="y" * 161, state=AdaptationState.STOPPED)
    assert rules.may_report(answers).codes == {"too_long", "place_too_long", "no_reason"}


def test_a_stop_that_says_what_happened_is_a_report():
    assert rules.may_report(Answers(happened="No budget line", state=AdaptationState.STOPPED))


@pytest.mark.parametrize("state", AdaptationState)
@pytest.mark.parametrize("move", Move)
def test_a_move_is_open_only_where_the_table_has_it(state, move):
    verdict = rules.may_move(state, move)
    assert bool(verdict) is ((state, move) in rules.AFTER)
    assert verdict.codes == (set() if verdict else {"wrong_state"})


def test_what_was_stopped_is_not_restarted_by_evidence():
    assert rules.AFTER[AdaptationState.STOPPED, Move.ADVANCE] is AdaptationState.STOPPED


def test_every_state_can_be_reached_and_none_is_a_trap():
    assert {state for state, _move in rules.AFTER} == set(AdaptationState)
    assert set(rules.AFTER.values()) == set(AdaptationState) - {AdaptationState.INTENDED}


def test_evidence_has_a_date_and_words():
    assert rules.may_show("", None, on=TODAY).codes == {"no_date", "no_evidence"}


@pytest.mark.parametrize(
    ("dated", "allowed"),
    [
        (PartialDate(2026), True),
        (PartialDate(2026, 11), True),
        (PartialDate(2026, 11, 20), True),
        (PartialDate(2026, 11, 21), False),
        (PartialDate(2026, 12), False),
        (PartialDate(2027), False),
    ],
)
def test_evidence_is_never_of_a_day_to_come(dated, allowed):
    assert bool(rules.may_show("A circular", dated, on=TODAY)) is allowed


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["year", "month", "day"]),
)
def test_a_partial_date_is_in_the_future_when_its_first_day_is(on, known):
    dated = PartialDate(
        on.year, on.month if known != "year" else None, on.day if known == "day" else None
    )
    assert bool(rules.may_show("A circular", dated, on=TODAY)) is (dated.first <= TODAY)


@given(st.lists(st.sampled_from(list(Depth))))
def test_the_depth_is_the_deepest_that_evidence_shows_and_none_without(depths):
    found = rules.deepest(depths)
    assert (found is None) is (not depths)
    assert all(rules.DEPTHS.index(one) <= rules.DEPTHS.index(found) for one in depths)
    assert not depths or found in depths


def test_a_stop_says_why_and_is_short():
    assert rules.may_stop("  ").codes == {"no_reason"}
    assert rules.may_stop("x" * 301).codes == {"too_long"}
    assert rules.may_stop("The fund was closed")


@pytest.mark.parametrize(
    ("gone", "built", "codes"),
    [
        (False, False, set()),
        (True, False, {"withdrawn"}),
        (False, True, {"built_on"}),
        (True, True, {"withdrawn", "built_on"}),
    ],
)
def test_what_others_built_on_stays(gone, built, codes):
    assert rules.may_withdraw(is_withdrawn=gone, is_built_on=built).codes == codes


def test_what_was_undone_within_a_week_leaves_no_mark():
    assert not rules.leaves_a_mark(NOON, NOON + timedelta(days=7))
    assert rules.leaves_a_mark(NOON, NOON + timedelta(days=7, seconds=1))


@pytest.mark.parametrize(
    ("licence", "known"),
    [("", False), ("  ", False), ("CC BY-SA 4.0", True), ("open access", True)],
)
def test_an_empty_licence_is_never_a_known_one(licence, known):
    assert rules.is_known_licence(licence) is known


def test_a_citation_names_network_year_title_version_and_address():
    assert citing.plain(work()) == (
        "Joint Learning Network (2014). Costing of health services. Version 1."
        " https://jln.example/library/costing-manual/"
    )


def test_a_citation_invents_no_year_and_no_second_full_stop():
    cited = citing.plain(work(published=None, version="", title="Where is the money?"))
    assert (
        cited
        == "Joint Learning Network. Where is the money? https://jln.example/library/costing-manual/"
    )


def test_bibtex_keeps_names_and_escapes_what_tex_reads():
    assert citing.bibtex(work(title="Costs & {coverage}: 100% of #1_a")) == (
        "@misc{jln-costing-manual,\n"
        "  author = {{Joint Learning Network}},\n"
        r"  title = {{Costs \& \{coverage\}: 100\% of \#1\_a}},"
        "\n"
        "  year = {2014},\n"
        "  month = {10},\n"
        "  edition = {1},\n"
        "  language = {en},\n"
        "  url = {https://jln.example/library/costing-manual/}\n"
        "}\n"
    )


@given(st.text(max_size=80))
def test_no_title_can_unbalance_a_bibtex_entry(title):
    text = citing.bibtex(work(title=title))
    bare = (
        text.replace(r"\textbackslash{}", "")
        .replace(r"\textasciitilde{}", "")
        .replace(r"\textasciicircum{}", "")
    )
    bare = bare.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
