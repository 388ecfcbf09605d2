"""The kinds of letters a person can switch off, in the words of her settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """What letters tell of: the fact's own code. Stored: never rename, only add."""

    COLLEAGUE_ASKED = "colleague.asked", _("Questions that I may be able to answer")
    POST_WRITTEN = "post.written", _("Posts in conversations I follow")
    POST_THANKED = "post.thanked", _("Thanks for what I wrote")
    PERSON_WRITTEN_TO = "person.written_to", _("Messages from colleagues")
    PROBLEM_STATED = "problem.stated", _("Problems that my country states")
    PROBLEM_SHARED = "problem.shared", _("Countries that share a problem of ours")
    ADAPTATION_REPORTED = "adaptation.reported", _("Adaptations of products I know")
    ADAPTATION_ADVANCED = "adaptation.advanced", _("Progress of adaptations I have to do with")
    ADAPTATION_STOPPED = "adaptation.stopped", _("Adaptations that stopped")
    CORE_ACTION_DECLINED = "core_action.declined", _("Actions that somebody gave back")
    CORE_ACTION_DUE = "core_action.due", _("My actions that are due")
    CORE_ACTION_GIVEN = "core_action.given", _("Actions that are given to me")
    CORE_GROUP_CHANGED = "core_group.changed", _("Changes of our Country Core Group")
    CORE_GROUP_FORMED = "core_group.formed", _("Our Country Core Group is formed")
    CORE_MEETING_CHANGED = "core_meeting.changed", _("Changed meetings of our Country Core Group")
    CORE_MEETING_PLANNED = "core_meeting.planned", _("Meetings of our Country Core Group")
    CORE_MEETING_SENT = "core_meeting.sent", _("Notes of our Country Core Group")
    PRIORITY_ASKED = "priority.asked", _("Points of our country asked for")
    PRIORITY_FATE = "priority.fate", _("What became of our priorities")
    PRIORITY_LISTED = "priority.listed", _("Our country's list of priorities to confirm")
    PRIORITY_OPENED = "priority.opened", _("Rounds of priorities")
    PRIORITY_SETTLED = "priority.settled", _("Similar priorities made one, or not")
    PRIORITY_SIMILAR = "priority.similar", _("Similar priorities")
    DECISION_TAKEN = "decision.taken", _("Decisions of the Steering Group")
    MOTION_DEFERRED = "motion.deferred", _("Motions left to the next meeting")
    CHARTER_SETTLED = "charter.settled", _("Charters ratified, or not in time")
    STEERING_CHANGED = "steering.changed", _("Changed meetings of the Steering Group")
    STEERING_DOUBTED = "steering.doubted", _("Meetings of the Steering Group in doubt")
    STEERING_INPUT_ASKED = "steering.input_asked", _("Input to the Steering Group's agendas")
    STEERING_INVITED = "steering.invited", _("Invitations to the Steering Group")
    STEERING_MINUTES_SENT = "steering.minutes_sent", _("Minutes to approve")
    STEERING_PAPERS_SENT = "steering.papers_sent", _("Papers of the Steering Group")
    STEERING_SUMMARISED = "steering.summarised", _("What the Steering Group decided")
    STRATEGY_OPENED = "strategy.opened", _("Drafts of the strategy")


class Because(models.TextChoices):
    """Why this person gets a letter, in words that stand in it. The code stands in the outbox."""

    ASKER = "asker", _("You get this because you asked this question.")
    FOLLOWER = "follower", _("You get this because you follow this conversation.")
    AUTHOR = "author", _("You get this because you wrote the post.")
    CORE_GROUP = "core_group", _("You get this because you hold a seat of your country.")
    FACILITATOR = "facilitator", _("You get this because you facilitate the group it came from.")
    ADAPTED = "adapted", _("You get this because you recorded an adaptation of the same product.")
    REPORTER = "reporter", _("You get this because you recorded it.")
    STATED = "stated", _("You get this because you stated the problem.")
    OFFERS_HELP = "offers_help", _("You get this because you offer help on this subject.")
    SAME_PROBLEM = "same_problem", _("You get this because your country has the same problem.")
    OWNER = "owner", _("You get this because the action is yours.")
    GAVE = "gave", _("You get this because you gave the action.")
    WRITTEN_TO = "written_to", _("You get this because a colleague wrote to you.")
    TAKES_PART = "takes_part", _("You get this because your country takes part.")
    MEMBER = "member", _("You get this because you are in the network.")
    STEERING = "steering", _("You get this because you sit on the Steering Group.")
    STAFF = "staff", _("You get this because you work for the Network Manager.")
