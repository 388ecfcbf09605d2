"""What may be joined, moved and split, and how numbers of posts are read."""

from datetime import timedelta

import pytest

from jln.conversations import rules
from tests import factories as f

OLD = rules.Shape(1, "question", 7, f.NOON)
YOUNG = rules.Shape(2, "question", 7, f.NOON + timedelta(days=1))


def codes(verdict):
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("7", [7]),
        ("7, 9-12", [7, 9, 10, 11, 12]),
        ("9 - 11;7 9", [7, 9, 10, 11]),
        ("3\u060c 5", [3, 5]),
        ("12-9", []),
        ("all", []),
        ("7, x", []),
        ("1-999999", []),
        ("", []),
    ],
)
def test_numbers_of_posts_are_read_as_people_write_them(said, numbers):
    assert rules.numbers_in(said) == numbers


def test_the_younger_goes_into_the_older_of_the_same_space():
    assert rules.may_merge(YOUNG, OLD)
    assert codes(rules.may_merge(OLD, YOUNG)) == ["younger"]
    assert codes(rules.may_merge(OLD, OLD)) == ["itself"]
    elsewhere = rules.Shape(3, "question", 8, f.NOON)
    assert codes(rules.may_merge(YOUNG, elsewhere)) == ["other_space"]
    hidden = rules.Shape(4, "question", 7, f.NOON, is_hidden=True)
    assert codes(rules.may_merge(YOUNG, hidden)) == ["hidden"]
    poll = rules.Shape(5, "poll", 7, f.NOON)
    assert codes(rules.may_merge(YOUNG, poll)) == ["poll"]


def test_posts_that_stand_there_may_leave_but_the_first():
    assert rules.may_split("question", [2, 3], {2, 3})
    assert codes(rules.may_split("question", [1, 2], {1, 2})) == ["first"]
    assert codes(rules.may_split("question", [2, 9], {2})) == ["not_there"]
    assert codes(rules.may_split("question", [], set())) == ["no_numbers"]
    assert codes(rules.may_split("poll", [2], {2})) == ["poll"]


def test_nothing_moves_into_a_space_that_is_closed_and_nothing_without_a_reason():
    assert codes(rules.may_move(OLD, is_open=False)) == ["space_closed"]
    assert codes(rules.may_shape("  ")) == ["no_reason"]
