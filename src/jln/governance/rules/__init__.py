"""The rules of a Core Group: when a deed may be done, and how the group is doing."""

from jln.governance.rules.deeds import (
    HORIZON,
    may_form,
    may_give,
    may_later,
    may_note,
    may_pass_on,
    may_plan,
    may_settle,
)
from jln.governance.rules.health import Health, Line, Needed, Seen, health

__all__ = [
    "HORIZON", "Health", "Line", "Needed", "Seen", "health", "may_form", "may_give", "may_later",
    "may_note", "may_pass_on", "may_plan", "may_settle",
]  # fmt: skip
