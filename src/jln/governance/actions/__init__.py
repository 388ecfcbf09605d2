"""Everything that can change about Country Core Groups at work."""

from jln.governance.actions.agreed import (
    change_action,
    give,
    reopen,
    settle,
    tell_of_due_actions,
)
from jln.governance.actions.forming import Terms, change_group, form_group, pass_on, show
from jln.governance.actions.meetings import (
    Plan,
    cancel_meeting,
    change_meeting,
    note,
    plan,
    send_notes,
)
from jln.governance.actions.support import answer_support, ask_support

__all__ = [
    "Plan", "Terms", "answer_support", "ask_support", "cancel_meeting", "change_action",
    "change_group", "change_meeting", "form_group", "give", "note", "pass_on", "plan", "reopen",
    "send_notes", "settle", "show", "tell_of_due_actions",
]  # fmt: skip
