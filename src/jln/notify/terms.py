"""The kinds of letters a person can switch off, in the words of her settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    """To whom a letter speaks. Stored: never rename."""

    ME = "me", _("To me")
    GROUPS = "groups", _("In your groups")
    NETWORK = "network", _("From the network")


class Often(models.TextChoices):
    """How news comes that is asked of nobody. Stored: never rename."""

    EVERY = "every", _("every message")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NONE = "none", _("nothing by mail")


class Reason(models.TextChoices):
    """Why a thing is in a person's message, as it stands beside it. Stored: never rename."""

    DEADLINE = "deadline", _("it ends soon")
    ASKED = "asked", _("you were asked")
    YOURS = "yours", _("you asked it")
    COUNTRY = "country", _("an open problem of your country")
    FOLLOWS = "follows", _("you follow it")
    COLLEAGUE = "colleague", _("by somebody you work with")
    GROUP = "group", _("in your group")
    NEWS = "news", _("it has to do with you")
    NETWORK = "network", _("from the network")


class LetterKind(models.TextChoices):
    """What letters tell of: the fact's own code. Stored: never rename, only add."""

    COLLEAGUE_ASKED = "colleague.asked", _("Questions that I may be able to answer")
    DIGEST = "digest", _("Daily and weekly messages")
    POST_WRITTEN = "post.written", _("Posts in conversations I follow")
    TOPIC_SHAPED = "topic.shaped", _("Conversations I follow that are closed, moved or joined")
    POST_THANKED = "post.thanked", _("Thanks for what I wrote")
    TOPIC_STARTED = "topic.started", _("Discussions and announcements in my spaces")
    DIALOGUE_CHANGED = "dialogue.changed", _("Changed days of dialogues I follow")
    DIALOGUE_DUE = "dialogue.due", _("Questions missing in dialogues I moderate")
    DIALOGUE_OPENED = "dialogue.opened", _("Dialogues that open in my spaces")
    DIALOGUE_PLANNED = "dialogue.planned", _("Dialogues that I am to moderate")
    DIALOGUE_PUBLISHED = "dialogue.published", _("Results of dialogues in my spaces")
    DIALOGUE_QUIET = "dialogue.quiet", _("Dialogues in spaces I keep that nobody moderates")
    DIALOGUE_SYNTHESIS_DUE = "dialogue.synthesis_due", _("Results of dialogues that I owe")
    POLL_CHANGED = "poll.changed", _("Polls in which my answer was withdrawn")
    POLL_CLOSED = "poll.closed", _("Results of polls in my spaces")
    POLL_DUE = "poll.due", _("Reminders of polls that I have not answered")
    POLL_OPENED = "poll.opened", _("Polls in my spaces")
    POLL_TOLD = "poll.told", _("What came of polls I answered or follow")
    ISSUE_ASKED = "issue.asked", _("Newsletters that I am asked to translate")
    NEWSLETTER_SENT = "newsletter.sent", _("Newsletter")
    OPPORTUNITY_OPENED = "opportunity.opened", _("Opportunities")
    OPPORTUNITY_REMINDED = "opportunity.reminded", _("Reminders of opportunities")
    OUTCOME_ASKED = "outcome.asked", _("What came of my questions")
    CARD_ASKED = "card.asked", _("Answer cards that rest on what I wrote")
    CARD_DUE = "card.due", _("My answer cards whose day has come")
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
    PRACTICE_MARKED = "practice.marked", _("Practices drawn from my posts")
    PRIORITY_ASKED = "priority.asked", _("Points of our country asked for")
    PRIORITY_FATE = "priority.fate", _("What became of our priorities")
    PRIORITY_LISTED = "priority.listed", _("Our country's list of priorities to confirm")
    PRIORITY_OPENED = "priority.opened", _("Rounds of priorities")
    PRIORITY_SETTLED = "priority.settled", _("Similar priorities made one, or not")
    PRIORITY_SIMILAR = "priority.similar", _("Similar priorities")
    DECISION_TAKEN = "decision.taken", _("Decisions of the Steering Group")
    MOTION_DEFERRED = "motion.deferred", _("Motions left to the next meeting")
    CHARTER_SETTLED = "charter.settled", _("Charters ratified, or not in time")
    SAFE_ASKED = "safe.asked", _("Safe spaces that I am asked to keep")
    SAFE_OPENED = "safe.opened", _("Safe spaces that open in my spaces")
    SAFE_RELEASED = "safe.released", _("What is released in safe spaces")
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
    ANSWERED = "answered", _("You get this because you answered the poll.")
    MODERATES = "moderates", _("You get this because you moderate the dialogue.")
    KEEPS_SPACE = "keeps_space", _("You get this because you moderate its space.")
    WROTE = "wrote", _("You get this because you wrote in it.")
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
    KEEPER = "keeper", _("You get this because you are asked to be the keeper.")
    ON_LIST = "on_list", _("You get this because you are on the list of this space.")
    MEMBER = "member", _("You get this because you are in the network.")
    STEERING = "steering", _("You get this because you sit on the Steering Group.")
    TRANSLATES = "translates", _("You get this because you read this language.")
    STAFF = "staff", _("You get this because you work for the Network Manager.")
