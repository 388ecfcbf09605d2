"""The pages of the Steering Group and of Country Core Groups."""

from jln.governance.views.actions import core_action, core_action_change, core_action_new
from jln.governance.views.groups import (
    core_group,
    core_group_passed_on,
    core_group_public,
    core_group_record,
)
from jln.governance.views.meetings import (
    core_meeting,
    core_meeting_letter,
    core_meeting_new,
    core_meeting_notes,
    core_meeting_plan,
)
from jln.governance.views.steering import meeting, steering_group

__all__ = [
    "core_action", "core_action_change", "core_action_new", "core_group", "core_group_passed_on",
    "core_group_public", "core_group_record", "core_meeting", "core_meeting_letter",
    "core_meeting_new", "core_meeting_notes", "core_meeting_plan", "meeting", "steering_group",
]  # fmt: skip
