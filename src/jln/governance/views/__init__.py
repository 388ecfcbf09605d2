"""The pages of the Steering Group and of Country Core Groups."""

from jln.governance.views.actions import core_action, core_action_change, core_action_new
from jln.governance.views.bodies import (
    working_group,
    working_group_close,
    working_group_new,
    working_group_report,
    working_group_seat,
    working_groups,
)
from jln.governance.views.charter import charter, charter_new, charter_text
from jln.governance.views.groups import (
    core_group,
    core_group_passed_on,
    core_group_public,
    core_group_record,
)
from jln.governance.views.items import (
    steering_item,
    steering_item_change,
    steering_item_minutes,
    steering_item_paper,
)
from jln.governance.views.manager import manager_head, manager_new, network_manager
from jln.governance.views.meetings import (
    core_meeting,
    core_meeting_letter,
    core_meeting_new,
    core_meeting_notes,
    core_meeting_plan,
)
from jln.governance.views.motions import item_motion, motion, motion_new, motion_settle, rule_change
from jln.governance.views.register import (
    decision,
    decision_words,
    decisions,
    decisions_file,
    decisions_whole,
)
from jln.governance.views.sessions import (
    meeting,
    steering_approve,
    steering_input,
    steering_item_new,
    steering_meeting_cancel,
    steering_meeting_letter,
    steering_meeting_new,
    steering_meeting_plan,
    steering_presence,
    steering_room,
    steering_summary,
)
from jln.governance.views.steering import (
    steering_group,
    steering_seat,
    steering_term_end,
    steering_term_new,
)
from jln.governance.views.strategy import (
    strategy,
    strategy_ask,
    strategy_difference,
    strategy_goal,
    strategy_input,
    strategy_new,
    strategy_put,
    strategy_text,
    strategy_version,
    strategy_write,
)
from jln.governance.views.support import (
    core_actions,
    core_meeting_cancel,
    core_meetings,
    core_support,
    core_support_one,
)

__all__ = [
    "charter", "charter_new", "charter_text", "core_action", "core_action_change",
    "core_action_new", "core_actions", "core_group", "core_group_passed_on",
    "core_group_public", "core_group_record", "core_meeting", "core_meeting_cancel",
    "core_meeting_letter", "core_meeting_new", "core_meeting_notes", "core_meeting_plan",
    "core_meetings", "core_support", "core_support_one", "decision", "decision_words",
    "decisions", "decisions_file", "decisions_whole", "item_motion", "manager_head",
    "manager_new", "meeting", "motion", "motion_new", "motion_settle", "network_manager",
    "rule_change", "steering_approve", "steering_group", "steering_input", "steering_item",
    "steering_item_change", "steering_item_minutes", "steering_item_new", "steering_item_paper",
    "steering_meeting_cancel", "steering_meeting_letter", "steering_meeting_new",
    "steering_meeting_plan", "steering_presence", "steering_room", "steering_seat",
    "steering_summary", "steering_term_end", "steering_term_new", "strategy", "strategy_ask",
    "strategy_difference", "strategy_goal", "strategy_input", "strategy_new", "strategy_put",
    "strategy_text", "strategy_version", "strategy_write", "working_group",
    "working_group_close", "working_group_new", "working_group_report", "working_group_seat",
    "working_groups",
]  # fmt: skip
