"""The models of the network's bodies, a file for each matter."""

from jln.governance.models.agenda import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    MeetingPresence,
    SteeringAction,
)
from jln.governance.models.core_group import (
    CoreGroupAction,
    CoreGroupItem,
    CoreGroupMeeting,
    CoreGroupReach,
)
from jln.governance.models.decisions import Decision
from jln.governance.models.steering import Meeting, SteeringTerm
from jln.governance.models.support import SupportRequest

__all__ = [
    "AgendaInput", "AgendaItem", "AgendaMinutes", "AgendaPaper", "CoreGroupAction", "CoreGroupItem",
    "CoreGroupMeeting", "CoreGroupReach", "Decision", "Meeting", "MeetingPresence",
    "SteeringAction", "SteeringTerm", "SupportRequest",
]  # fmt: skip
