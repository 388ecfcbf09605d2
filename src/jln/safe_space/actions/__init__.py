"""Deeds of a safe space, a file for each matter."""

from jln.safe_space.actions.calendar import mix_due, seal_due
from jln.safe_space.actions.contributing import Said, contribute
from jln.safe_space.actions.keeping import (
    Authored,
    Start,
    hand_over,
    open_authors,
    start,
    take_over,
    take_up,
)
from jln.safe_space.actions.moderating import put_together, release, set_aside
from jln.safe_space.actions.owning import Own, own, said_code, shown_code, withdraw
from jln.safe_space.actions.ruling import lift_rule, put_under_rule

__all__ = [
    "Authored",
    "Own",
    "Said",
    "Start",
    "contribute",
    "hand_over",
    "lift_rule",
    "mix_due",
    "open_authors",
    "own",
    "put_together",
    "put_under_rule",
    "release",
    "said_code",
    "seal_due",
    "set_aside",
    "shown_code",
    "start",
    "take_over",
    "take_up",
    "withdraw",
]
