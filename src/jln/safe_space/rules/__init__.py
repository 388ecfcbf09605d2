"""The rules of safe spaces. Pure."""

from jln.safe_space.rules.keeping import (
    A_DAY,
    ASKED,
    KEYS_GONE,
    LONGEST_OPEN,
    OFTEN,
    SEALED,
    are_two,
    may_contribute,
    may_keep,
    may_start,
    strong_enough,
)
from jln.safe_space.rules.releasing import COUNTRIES, may_release, spare, speaks_for_enough, stands
from jln.safe_space.rules.ruling import may_be_under, may_lift
from jln.safe_space.rules.style import Hint, hints, plain

__all__ = [
    "ASKED",
    "A_DAY",
    "COUNTRIES",
    "KEYS_GONE",
    "LONGEST_OPEN",
    "OFTEN",
    "SEALED",
    "Hint",
    "are_two",
    "hints",
    "may_be_under",
    "may_contribute",
    "may_keep",
    "may_lift",
    "may_release",
    "may_start",
    "plain",
    "spare",
    "speaks_for_enough",
    "stands",
    "strong_enough",
]
