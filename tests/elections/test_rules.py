"""The days of an election, a ballot, the count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jln.elections import rules
from jln.elections.rules import Dates, Terms
from jln.elections.terms import Chosen, Phase

DAY = timedelta(days=1)
D = Dates(date(2027, 3, 10), date(2027, 3, 15), date(2027, 3, 31))
AFRICA, ASIA = "Africa", "Asia"
REGIONS = {"GH": AFRICA, "KE": AFRICA, "NG": AFRICA, "IN": ASIA, "ID": ASIA}
CODES = sorted(REGIONS)
BALLOTS = st.lists(st.sets(st.sampled_from(CODES), max_size=4), max_size=12)


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        (D.candidates_until, Phase.CANDIDATES),
        (D.candidates_until + DAY, Phase.WAITING),
        (D.votes_from, Phase.VOTING),
        (D.votes_until, Phase.VOTING),
        (D.votes_until + DAY, Phase.ENDED),
    ],
)
def test_a_phase_ends_with_its_day(on, phase):
    assert rules.phase_on(D, on) == phase


def test_what_was_done_counts_more_than_the_day():
    on = D.votes_from
    assert rules.phase_on(D._replace(is_counted=True), on) == Phase.COUNTED
    assert rules.phase_on(D._replace(is_counted=True, is_certified=True), on) == Phase.CERTIFIED
    assert rules.phase_on(D._replace(is_void=True), on) == Phase.VOID


TERM = Terms(date(2027, 5, 1), date(2029, 4, 30))


@pytest.mark.parametrize(
    ("changed", "terms", "seats", "codes"),
    [
        ({}, TERM, 12, set()),
        ({"candidates_until": date(2027, 3, 1)}, TERM, 12, {"too_early"}),
        ({"votes_from": D.candidates_until}, TERM, 12, {"order"}),
        ({"votes_until": date(2027, 3, 14)}, TERM, 12, {"order"}),
        ({}, Terms(D.votes_until, TERM.ends_on), 12, {"term"}),
        ({}, Terms(TERM.starts_on, TERM.starts_on), 12, {"term"}),
        ({}, TERM, 13, {"seats"}),
        ({}, TERM, 0, {"seats"}),
    ],
)
def test_which_days_an_election_may_have(changed, terms, seats, codes):
    on = date(2027, 3, 1)
    said = rules.may_call(D._replace(**changed), terms, seats=seats, most=12, on=on)
    assert said.codes == codes


@pytest.mark.parametrize(
    ("phase", "choices", "codes"),
    [
        (Phase.VOTING, {"GH", "IN"}, set()),
        (Phase.VOTING, set(), {"empty"}),
        (Phase.VOTING, {"GH", "IN", "ID"}, {"too_many"}),
        (Phase.VOTING, {"GH", "FR"}, {"unknown"}),
        (Phase.ENDED, {"GH"}, {"closed"}),
        (Phase.WAITING, {"GH"}, {"closed"}),
    ],
)
def test_which_ballots_are_taken(phase, choices, codes):
    assert rules.may_vote(phase, choices, CODES, 2).codes == codes


def counted(ballots, seats, floor=0, seed="seed"):
    places = rules.count(REGIONS, ballots, seats=seats, floor=floor, seed=seed)
    return {one.country: one for one in places}


def test_most_votes_have_the_seats():
    found = counted([{"GH", "IN"}, {"GH", "ID"}, {"GH", "IN"}, {"KE"}], 2)
    assert [code for code, one in found.items() if one.chosen] == ["GH", "IN"]
    assert found["GH"].votes == 3
    assert found["KE"].chosen is None


def test_a_region_has_its_seat_before_a_third_of_another():
    ballots = [{"GH", "KE", "NG"}, {"GH", "KE", "NG"}, {"GH", "KE", "IN"}]
    assert counted(ballots, 3)["IN"].chosen is None
    found = counted(ballots, 3, floor=1)
    assert found["IN"].chosen == Chosen.REGION
    assert found["NG"].chosen is None


def test_seats_of_regions_never_are_more_than_there_are():
    found = counted([{"GH", "KE"}, {"GH"}, {"IN"}], 1, floor=1)
    assert [code for code, one in found.items() if one.chosen] == ["GH"]


def test_a_tie_falls_as_anybody_can_repeat():
    ballots = [{"GH"}, {"KE"}]
    first = min(("GH", "KE"), key=lambda code: rules.lot("public seed", code))
    found = counted(ballots, 1, seed="public seed")
    assert [code for code, one in found.items() if one.chosen] == [first]
    assert found[first].chosen == Chosen.LOT
    assert {code for code, one in found.items() if one.by_lot} == {"GH", "KE"}
    assert not any(one.by_lot for one in counted(ballots, 2).values())


def test_nobody_is_elected_without_a_vote():
    assert [one.country for one in counted([{"GH"}], 3).values() if one.chosen] == ["GH"]
    assert not any(one.chosen for one in counted([], 3).values())


def test_the_election_of_2017_is_what_these_rules_give():
    """Sixteen voters and twelve seats; only who was elected is on record, not how often."""
    elected = ["BD", "ET", "GH", "ID", "IN", "KR", "MN", "MX", "MY", "NG", "PH", "VN"]
    regions = {
        **dict.fromkeys(["ET", "GH", "NG", "KE", "ML"], AFRICA),
        **dict.fromkeys(["BD", "ID", "IN", "KR", "MN", "MY", "PH", "VN"], ASIA),
        "MX": "Latin America",
    }
    ballots = [set(elected)] * 15 + [{"KE", "ML"}]
    found = rules.count(regions, ballots, seats=12, floor=0, seed="any")
    assert sorted(one.country for one in found if one.chosen) == elected
    assert {one.chosen for one in found} == {Chosen.VOTES, None}


def test_a_seat_of_a_region_is_drawn_among_its_own_only():
    found = counted([{"GH", "KE", "NG"}, {"GH", "KE", "IN"}, {"GH", "KE"}], 3, floor=1)
    assert found["IN"].chosen and found["NG"].votes == found["IN"].votes
    assert not any(one.by_lot for one in found.values())
    drawn = counted([{"GH", "KE"}, {"GH", "KE"}, {"IN"}, {"ID"}], 3, floor=1)
    assert {code for code, one in drawn.items() if one.by_lot} == {"IN", "ID"}


@settings(max_examples=60, deadline=None)
@given(ballots=BALLOTS, seats=st.integers(1, 6), floor=st.integers(0, 2), data=st.data())
def test_the_order_of_ballots_changes_nothing(ballots, seats, floor, data):
    mixed = data.draw(st.permutations(ballots))
    first, second = counted(ballots, seats, floor), counted(mixed, seats, floor)
    assert first == second
    assert rules.proof(ballots, "salt") == rules.proof(mixed, "salt")
    chosen = [one for one in first.values() if one.chosen]
    assert len(chosen) == min(seats, sum(1 for one in first.values() if one.votes))
    assert sum(one.votes for one in first.values()) == sum(len(one) for one in ballots)
    for region in (AFRICA, ASIA):
        there = [one for one in first.values() if REGIONS[one.country] == region]
        elected = [one for one in there if one.chosen]
        passed = [one for one in there if not one.chosen]
        assert all(a.votes >= b.votes for a in elected for b in passed)


@given(ballots=BALLOTS.filter(bool), data=st.data())
def test_another_ballot_is_another_proof(ballots, data):
    at = data.draw(st.integers(0, len(ballots) - 1))
    other = list(ballots)
    other[at] = other[at] ^ {"GH"}
    assert rules.proof(ballots, "salt") != rules.proof(other, "salt")
    assert rules.proof(ballots, "salt") != rules.proof(ballots, "other salt")
