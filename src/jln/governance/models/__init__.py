"""The models of the network's bodies, a file for each matter."""

from jln.governance.models.agenda import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    MeetingPresence,
    SteeringAction,
)
from jln.governance.models.bodies import BodyReport, WorkingGroup
from jln.governance.models.charter import CharterVersion, Ratification
from jln.governance.models.core_group import (
    CoreGroupAction,
    CoreGroupItem,
    CoreGroupMeeting,
    CoreGroupReach,
)
from jln.governance.models.decisions import Decision, Motion, Rewording, Vote
from jln.governance.models.manager import KeyChange, ManagerAppointment
from jln.governance.models.steering import Meeting, SteeringTerm
from jln.governance.models.strategy import GoalLink, Strategy, StrategyGoal, StrategyInput
from jln.governance.models.support import SupportRequest

__all__ = [
    "AgendaInput", "AgendaItem", "AgendaMinutes", "AgendaPaper", "BodyReport", "CharterVersion",
    "CoreGroupAction", "CoreGroupItem", "CoreGroupMeeting", "CoreGroupReach", "Decision",
    "GoalLink", "KeyChange", "ManagerAppointment", "Meeting", "MeetingPresence", "Motion",
    "Ratification", "Rewording", "SteeringAction", "SteeringTerm", "Strategy", "StrategyGoal",
    "StrategyInput", "SupportRequest", "Vote", "WorkingGroup",
]  # fmt: skip
