"""Equal shares: against examples worked by hand, and properties in small cases."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from jln.priorities import shares
from jln.priorities.shares import Taken

PAID, UNPAID = True, False
POINTS = st.dictionaries(
    st.sampled_from(["GH", "IN", "KE", "MX", "VN", "ET"]),
    st.dictionaries(st.integers(1, 6), st.integers(0, 10), max_size=4),
    min_size=1,
)


def test_a_third_of_the_countries_has_a_third_of_the_result():
    """Four want 1, 2, 3 and two want 4: by points 1, 2, 3; by shares one of the three is theirs."""
    points = {name: {1: 4, 2: 3, 3: 3} for name in "ABCD"} | {name: {4: 10} for name in "EF"}
    assert shares.by_points(points, 3) == [4, 1, 2]
    points = {name: {1: 10, 2: 9, 3: 8} for name in "ABCD"} | {name: {4: 10} for name in "EF"}
    assert shares.by_points(points, 3) == [1, 2, 3]
    # Each has 1/2. Four pay 1/4 each for 1 (a point costs 1/40), then 1/4 each for 2; E and F
    # can pay 1/2 each for 4 (1/20); nothing is left for 3.
    assert shares.equal_shares(points, 3) == [Taken(1, PAID), Taken(2, PAID), Taken(4, PAID)]


def test_who_has_little_left_pays_what_is_left():
    """A and B share 1; then A, with less left, and C pay for 2.

    Each has 2/3. For 1: A and B give 6 and 4 points, a point costs 1/10: A pays 3/5, B 2/5.
    A has 1/15, B 4/15, C 2/3: together exactly 1, so all that is left pays for 2.
    """
    points = {"A": {1: 6, 2: 4}, "B": {1: 4, 2: 6}, "C": {2: 1}}
    budgets = {"A": Fraction(1, 15), "B": Fraction(4, 15), "C": Fraction(2, 3)}
    price = shares._price(2, ["A", "B", "C"], points, budgets)
    assert price == Fraction(2, 3)
    assert {one.priority for one in shares.equal_shares(points, 2)} == {1, 2}


def test_what_nobody_can_pay_for_goes_by_points():
    points = {"A": {1: 10}, "B": {2: 10}, "C": {3: 5, 1: 5}}
    assert shares.equal_shares(points, 1) == [Taken(1, UNPAID)]


def test_ties_fall_to_more_countries_then_to_what_was_said_first():
    assert shares.by_points({"A": {1: 2, 2: 2}, "B": {2: 2, 3: 4}}, 3) == [2, 3, 1]
    assert shares.by_points({"A": {2: 5}, "B": {1: 5}}, 1) == [1]
    assert shares.equal_shares({"A": {2: 5}, "B": {1: 5}}, 1) == [Taken(1, UNPAID)]


def test_what_changes_without_one_country():
    points = {"A": {1: 10}, "B": {1: 6, 2: 4}, "C": {2: 10}}
    assert [one.priority for one in shares.equal_shares(points, 1)] == [1]
    assert shares.without_each(points, 1) == {"A": ([2], [1])}
    assert shares.without_each({"A": {1: 1}}, 1) == {}
    assert shares.equal_shares({}, 3) == []


@settings(max_examples=120, deadline=None)
@given(points=POINTS, wanted=st.integers(1, 5), data=st.data())
def test_order_changes_nothing_and_nothing_is_taken_twice(points, wanted, data):
    mixed = {
        name: dict(data.draw(st.permutations(list(points[name].items()))))
        for name in data.draw(st.permutations(list(points)))
    }
    found = shares.equal_shares(points, wanted)
    assert found == shares.equal_shares(mixed, wanted)
    taken = [one.priority for one in found]
    assert len(set(taken)) == len(taken) == min(wanted, len(shares.totals(points)))


@settings(max_examples=120, deadline=None)
@given(points=POINTS, wanted=st.integers(1, 5))
def test_the_heap_takes_what_a_plain_search_takes(points, wanted):
    """The same method said the slow way: the lowest price of all, every time."""
    known = shares.totals(points)
    budgets = {name: Fraction(wanted, len(points)) for name in points}
    taken = []
    while len(taken) < wanted:
        offers = []
        for one in set(known) - set(taken):
            backers = sorted(name for name in points if points[name].get(one, 0) > 0)
            price = shares._price(one, backers, points, budgets)
            if price is not None:
                offers.append((price, -known[one][0], -known[one][1], one))
        if not offers:
            break
        price, _score, _countries, one = min(offers)
        for name in points:
            budgets[name] -= min(budgets[name], price * points[name].get(one, 0))
        taken.append(one)
    found = [one.priority for one in shares.equal_shares(points, wanted) if one.is_paid]
    assert found == taken
    assert all(budget >= 0 for budget in budgets.values())


@settings(max_examples=120, deadline=None)
@given(
    others=st.lists(st.dictionaries(st.integers(1, 6), st.integers(0, 10), max_size=4), max_size=6),
    size=st.integers(1, 6),
    wanted=st.integers(1, 5),
    theirs=st.integers(1, 3),
)
def test_a_group_that_agrees_has_its_share(others, size, wanted, theirs):
    """Who are `theirs` shares of all and want the same so many things get all of them."""
    points = {f"other {number}": given for number, given in enumerate(others)}
    points |= {f"group {number}": dict.fromkeys(range(1, theirs + 1), 2) for number in range(size)}
    if size * wanted < theirs * len(points):
        return
    found = {one.priority for one in shares.equal_shares(points, wanted)}
    assert set(range(1, theirs + 1)) <= found
