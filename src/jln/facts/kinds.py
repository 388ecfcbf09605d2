"""Everything the network remembers having happened."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """<thing>.<past tense>, and its words in a list. Stored: never rename, only add."""

    ADAPTATION_ADVANCED = "adaptation.advanced", _("Evidence added to an adaptation")
    ADAPTATION_CORRECTED = "adaptation.corrected", _("Adaptation corrected")
    ADAPTATION_PUBLISHED = "adaptation.published", _("Adaptation opened to everyone")
    ADAPTATION_REPORTED = "adaptation.reported", _("Adaptation recorded")
    ADAPTATION_STOPPED = "adaptation.stopped", _("Adaptation stopped")
    ADAPTATION_WITHDRAWN = "adaptation.withdrawn", _("Adaptation taken back")
    ADDRESS_ADDED = "address.added", _("Address added or made the main one")
    ADDRESS_REMOVED = "address.removed", _("Address removed")
    APPLICATION_DECIDED = "application.decided", _("Expression of interest decided upon")
    APPLICATION_SCREENED = "application.screened", _("Expression of interest answered by staff")
    APPLICATION_SENT = "application.sent", _("Expression of interest sent")
    APPLICATION_WITHDRAWN = "application.withdrawn", _("Expression of interest withdrawn")
    CANDIDACY_PUT = "candidacy.put", _("Country stands for the Steering Group")
    CANDIDACY_WITHDRAWN = "candidacy.withdrawn", _("Country no longer stands")
    ASSESSMENT_ENDORSED = "assessment.endorsed", _("Self-assessment endorsed")
    ASSESSMENT_SHOWN = "assessment.shown", _("Self-assessment shown to its Core Group")
    ASSESSMENT_VERIFIED = "assessment.verified", _("Self-assessment judged by staff")
    CHARTER_ANSWERED = "charter.answered", _("Member answered about a charter")
    CHARTER_OPENED = "charter.opened", _("Charter put to the Full Members")
    CHARTER_SETTLED = "charter.settled", _("Charter ratified, or not in time")
    COLLEAGUE_ASKED = "colleague.asked", _("Question brought to a colleague")
    COLLEAGUE_DECLINED = "colleague.declined", _("Colleague said that somebody else knows better")
    CONTRIBUTION_RECORDED = "contribution.recorded", _("Contribution in kind recorded")
    CONTRIBUTION_WITHDRAWN = "contribution.withdrawn", _("Contribution in kind taken back")
    CORE_ACTION_CHANGED = "core_action.changed", _("Action of a Core Group changed")
    CORE_ACTION_DECLINED = "core_action.declined", _("Action of a Core Group given back")
    CORE_ACTION_DUE = "core_action.due", _("Action of a Core Group due")
    CORE_ACTION_GIVEN = "core_action.given", _("Action of a Core Group given")
    CORE_ACTION_SETTLED = "core_action.settled", _("Action of a Core Group answered for")
    CORE_GROUP_CHANGED = "core_group.changed", _("Core Group changed")
    CORE_GROUP_FORMED = "core_group.formed", _("Core Group formed")
    CORE_GROUP_PASSED_ON = "core_group.passed_on", _("Something passed on by a Core Group")
    CORE_GROUP_SHOWN = "core_group.shown", _("Public part of a country's page chosen")
    CORE_MEETING_CANCELLED = "core_meeting.cancelled", _("Meeting of a Core Group cancelled")
    CORE_MEETING_CHANGED = "core_meeting.changed", _("Meeting of a Core Group changed")
    CORE_MEETING_NOTED = "core_meeting.noted", _("Notes of a Core Group's meeting taken")
    CORE_MEETING_PLANNED = "core_meeting.planned", _("Meeting of a Core Group planned")
    CORE_MEETING_SENT = "core_meeting.sent", _("Notes of a Core Group's meeting sent to it")
    COUNTRY_ASKED = "country.asked", _("Another country asked for")
    COUNTRY_CALLED = "country.called", _("Contact with a country put on record")
    COUNTRY_CHANGED = "country.changed", _("Country of a person changed")
    COUNTRY_RENAMED = "country.renamed", _("Country took another name")
    COUNTRY_KEPT = "country.kept", _("Country of a person not changed")
    ELECTION_CALLED = "election.called", _("Election called")
    ELECTION_CERTIFIED = "election.certified", _("Election certified")
    ELECTION_COUNTED = "election.counted", _("Votes of an election counted")
    ELECTION_OPENED = "election.opened", _("Ballots of an election sent")
    ELECTION_VOID = "election.void", _("Election called off or not certified")
    BODY_REPORTED = "body.reported", _("Working group reported to the Steering Group")
    DECISION_REWORDED = "decision.reworded", _("Words of a decision changed")
    DECISION_TAKEN = "decision.taken", _("Decision of the Steering Group")
    GOAL_LINKED = "goal.linked", _("Goal of the strategy linked to what was done")
    HANDOVER_CONFIRMED = "handover.confirmed", _("Successor said yes to a seat")
    HANDOVER_DECLINED = "handover.declined", _("Successor said no to a seat")
    HANDOVER_DROPPED = "handover.dropped", _("Proposal to end a seat dropped")
    HANDOVER_LEFT = "handover.left", _("Seat left to nobody for now")
    HANDOVER_MOVED = "handover.moved", _("What hangs on a seat moved to who follows")
    HANDOVER_NAMED = "handover.named", _("Successor named")
    HANDOVER_PROPOSED = "handover.proposed", _("End of a seat proposed")
    HANDOVER_RAISED = "handover.raised", _("Seat without an answer brought to the desk")
    HANDOVER_SECONDED = "handover.seconded", _("Second person agreed to a successor")
    LEVEL_DECIDED = "level.decided", _("Level of a country decided upon")
    LEVEL_PROPOSED = "level.proposed", _("Another level of a country proposed")
    MAIL_AGAIN = "mail.again", _("Message given to the platform once more")
    MAIL_ANSWERED = "mail.answered", _("Message answered by staff")
    MAIL_DELIVERED = "mail.delivered", _("Message brought to where it belongs")
    MAIL_SET_ASIDE = "mail.set_aside", _("Message set aside")
    MANAGER_APPOINTED = "manager.appointed", _("Network Manager appointed")
    MANAGER_HEADED = "manager.headed", _("Said who names the Network Manager's staff")
    MANAGER_MOVED = "manager.moved", _("Network handed over to its next Network Manager")
    MANAGER_WAITS = "manager.waits", _("Nobody of the next Network Manager is settled yet")
    MOTION_DEFERRED = "motion.deferred", _("Motion left to the next meeting")
    MOTION_HELD = "motion.held", _("Decision that could not be carried out")
    MOTION_REMINDED = "motion.reminded", _("Seats reminded of a motion")
    MOTION_OPENED = "motion.opened", _("Motion put to the Steering Group")
    MOTION_VOTED = "motion.voted", _("Word of a seat on a motion")
    MOTION_WITHDRAWN = "motion.withdrawn", _("Motion taken back")
    NETWORK_LOADED = "network.loaded", _("History loaded from files")
    NOMINATION_LATE = "nomination.late", _("Names for places are late")
    NOMINATION_OBJECTED = "nomination.objected", _("Objection to who is named")
    NOMINATION_OFFERED = "nomination.offered", _("Places offered to a country")
    NOMINATION_SENT = "nomination.sent", _("Names for places sent")
    NOMINATION_SHOWN = "nomination.shown", _("Names for places shown to the group")
    PERSON_CLOSED = "person.closed", _("Account closed")
    PERSON_ERASED = "person.erased", _("Person erased")
    PERSON_EXPORTED = "person.exported", _("Person took their data along")
    PERSON_INVITED = "person.invited", _("Person invited")
    PERSON_JOINED = "person.joined", _("Person joined the network")
    PERSON_LIFTED = "person.lifted", _("Suspended person let in again")
    PERSON_MERGED = "person.merged", _("Two accounts made one")
    PERSON_SUSPENDED = "person.suspended", _("Person suspended")
    PERSON_UPDATED = "person.updated", _("Profile changed")
    PERSON_WRITTEN_TO = "person.written_to", _("Message passed on to a colleague")
    POSITION_BEGUN = "position.begun", _("Position stated")
    POSITION_ENDED = "position.ended", _("Position ended")
    POSITION_TAKEN_BACK = "position.taken_back", _("Position taken back")
    POST_HIDDEN = "post.hidden", _("Post hidden")
    POST_TAKEN_BACK = "post.taken_back", _("Post taken back")
    POST_THANKED = "post.thanked", _("Thanks said for a post")
    POST_WRITTEN = "post.written", _("Post written")
    PRIORITY_ASKED = "priority.asked", _("Points of a country asked for")
    PRIORITY_CLOSED = "priority.closed", _("Round of priorities counted")
    PRIORITY_CONFIRMED = "priority.confirmed", _("Country's list of priorities confirmed")
    PRIORITY_FATE = "priority.fate", _("Said what became of a priority")
    PRIORITY_LISTED = "priority.listed", _("Country's list of priorities asked for")
    PRIORITY_OPENED = "priority.opened", _("Round of priorities opened")
    PRIORITY_SETTLED = "priority.settled", _("Similar priorities made one, or not")
    PRIORITY_SIMILAR = "priority.similar", _("Asked whether similar priorities are one")
    PRIORITY_SPREAD = "priority.spread", _("Points of a country given")
    PROBLEM_CORRECTED = "problem.corrected", _("Problem corrected")
    PROBLEM_PUBLISHED = "problem.published", _("Problem opened to everyone")
    PROBLEM_SHARED = "problem.shared", _("Country said that it shares a problem")
    PROBLEM_STATED = "problem.stated", _("Problem stated")
    PROBLEM_UNSHARED = "problem.unshared", _("Country said that it no longer shares a problem")
    PROBLEM_WITHDRAWN = "problem.withdrawn", _("Problem taken back")
    PRODUCT_LINKED = "product.linked", _("Origin of a product recorded")
    PRODUCT_RELEASED = "product.released", _("Product released")
    REWORDING_PROPOSED = "rewording.proposed", _("Other words for a decision proposed")
    SEAT_BEGUN = "seat.begun", _("Seat taken up")
    SEAT_ENDED = "seat.ended", _("Seat ended")
    SEAT_KEPT = "seat.kept", _("Seat goes on after all")
    SECOND_CHANGED = "second.changed", _("Second step of a sign-in changed")
    SECOND_DENIED = "second.denied", _("Person said that a change was not theirs")
    SECOND_RESET = "second.reset", _("Second steps removed by two of staff")
    SETTING_CHANGED = "setting.changed", _("Choice of letters changed")
    STATEMENT_CONFIRMED = "statement.confirmed", _("Fact of history confirmed")
    STATEMENT_CORRECTED = "statement.corrected", _("Fact of history corrected")
    STATEMENT_LEFT = "statement.left", _("Fact of history left to somebody else")
    STATEMENT_REMOVED = "statement.removed", _("Fact of history removed")
    STATEMENT_RESTORED = "statement.restored", _("Word about a fact of history taken back")
    STEERING_ANSWERED = "steering.answered", _("Word about coming to the Steering Group")
    STEERING_APPROVED = "steering.approved", _("Minutes of the Steering Group approved")
    STEERING_BEGAN = "steering.began", _("Meeting of the Steering Group begun")
    STEERING_CANCELLED = "steering.cancelled", _("Meeting of the Steering Group cancelled")
    STEERING_CHANGED = "steering.changed", _("Meeting of the Steering Group changed")
    STEERING_DOUBTED = (
        "steering.doubted",
        _("Meeting of the Steering Group missing or without quorum"),
    )
    STEERING_ENDED = "steering.ended", _("Meeting of the Steering Group ended")
    STEERING_INPUT_ASKED = "steering.input_asked", _("Input to an agenda asked for")
    STEERING_INPUT_GIVEN = "steering.input_given", _("Input to an agenda given")
    STEERING_INVITED = "steering.invited", _("Steering Group invited, agenda opened")
    STEERING_ITEM_SET = "steering.item_set", _("Item of an agenda set")
    STEERING_MINUTED = "steering.minuted", _("Minutes of an item written")
    STEERING_MINUTES_SENT = "steering.minutes_sent", _("Minutes sent for approval")
    STEERING_PAPERS_SENT = "steering.papers_sent", _("Papers of the Steering Group sent")
    STEERING_PLANNED = "steering.planned", _("Meeting of the Steering Group planned")
    STEERING_SUMMARISED = "steering.summarised", _("Summary of the Steering Group published")
    STEERING_TERM_BEGUN = "steering.term_begun", _("Term on the Steering Group begun")
    STEERING_TERM_ENDED = "steering.term_ended", _("Term on the Steering Group ended")
    STRATEGY_INPUT = "strategy.input", _("Input to the strategy given")
    STRATEGY_OPENED = "strategy.opened", _("Draft of the strategy put to all members")
    STRATEGY_WRITTEN = "strategy.written", _("Draft of the strategy written")
    SUPPORT_ANSWERED = "support.answered", _("Request for support answered")
    SUPPORT_ASKED = "support.asked", _("Partner asked for support")
    TOPIC_ASKED = "topic.asked", _("Question asked")
    TOPIC_FOLLOWED = "topic.followed", _("Conversation followed")
    TOPIC_HIDDEN = "topic.hidden", _("Conversation hidden")
    TOPIC_MUTED = "topic.muted", _("Conversation muted")
    WAIVER_GRANTED = "waiver.granted", _("Condition of Full Membership set aside")


CHANGES_PUBLIC_PAGES = frozenset(
    {
        Kind.COUNTRY_RENAMED,
        Kind.ADAPTATION_ADVANCED,
        Kind.ADAPTATION_CORRECTED,
        Kind.ADAPTATION_PUBLISHED,
        Kind.ADAPTATION_REPORTED,
        Kind.ADAPTATION_STOPPED,
        Kind.ADAPTATION_WITHDRAWN,
        Kind.APPLICATION_DECIDED,
        Kind.CANDIDACY_PUT,
        Kind.CANDIDACY_WITHDRAWN,
        Kind.CORE_GROUP_CHANGED,
        Kind.CORE_GROUP_FORMED,
        Kind.CORE_GROUP_SHOWN,
        Kind.CORE_MEETING_NOTED,
        Kind.ELECTION_CALLED,
        Kind.ELECTION_CERTIFIED,
        Kind.ELECTION_COUNTED,
        Kind.ELECTION_OPENED,
        Kind.ELECTION_VOID,
        Kind.LEVEL_DECIDED,
        Kind.LEVEL_PROPOSED,  # a country that leaves
        Kind.MANAGER_APPOINTED,
        Kind.MANAGER_MOVED,
        Kind.CHARTER_OPENED,
        Kind.CHARTER_SETTLED,
        Kind.DECISION_REWORDED,
        Kind.DECISION_TAKEN,
        Kind.GOAL_LINKED,
        Kind.NETWORK_LOADED,
        Kind.PRIORITY_CLOSED,
        Kind.PRIORITY_FATE,
        Kind.PRIORITY_OPENED,
        Kind.PROBLEM_CORRECTED,
        Kind.PROBLEM_PUBLISHED,
        Kind.PROBLEM_SHARED,
        Kind.PROBLEM_STATED,
        Kind.PROBLEM_UNSHARED,
        Kind.PROBLEM_WITHDRAWN,
        Kind.PRODUCT_LINKED,
        Kind.PRODUCT_RELEASED,
        Kind.SEAT_BEGUN,  # a country may name its coordinator
        Kind.SEAT_ENDED,
        Kind.STATEMENT_CONFIRMED,
        Kind.STATEMENT_CORRECTED,
        Kind.STATEMENT_REMOVED,
        Kind.STATEMENT_RESTORED,
        Kind.STEERING_APPROVED,
        Kind.STEERING_BEGAN,
        Kind.STEERING_CANCELLED,
        Kind.STEERING_CHANGED,
        Kind.STEERING_ENDED,
        Kind.STEERING_INVITED,
        Kind.STEERING_PAPERS_SENT,
        Kind.STEERING_PLANNED,
        Kind.STEERING_SUMMARISED,
        Kind.STEERING_TERM_BEGUN,
        Kind.STEERING_TERM_ENDED,
        Kind.TOPIC_HIDDEN,  # a line shows it as removed
    }
)
"""After these, cached pages are made again."""

CHANGES_RIGHTS = frozenset(
    {
        Kind.ADDRESS_ADDED,
        Kind.ADDRESS_REMOVED,
        Kind.COLLEAGUE_ASKED,
        Kind.COLLEAGUE_DECLINED,
        Kind.COUNTRY_CHANGED,
        Kind.HANDOVER_MOVED,
        Kind.MANAGER_HEADED,
        Kind.PERSON_CLOSED,
        Kind.PERSON_ERASED,
        Kind.PERSON_JOINED,
        Kind.PERSON_LIFTED,
        Kind.PERSON_MERGED,
        Kind.PERSON_SUSPENDED,
        Kind.PERSON_UPDATED,
        Kind.POST_WRITTEN,
        Kind.SEAT_BEGUN,
        Kind.SEAT_ENDED,
        Kind.SEAT_KEPT,
        Kind.SECOND_CHANGED,
        Kind.SECOND_DENIED,
        Kind.SECOND_RESET,
        Kind.SETTING_CHANGED,
    }
)
"""After these, what the person they are about may do, or has waiting, is looked up again."""

CHANGES_DIRECTORY = frozenset(
    {
        Kind.COUNTRY_RENAMED,
        Kind.NETWORK_LOADED,
        Kind.PERSON_CLOSED,
        Kind.PERSON_ERASED,
        Kind.PERSON_JOINED,
        Kind.PERSON_LIFTED,
        Kind.PERSON_MERGED,
        Kind.PERSON_SUSPENDED,
        Kind.PERSON_UPDATED,
        Kind.COUNTRY_CHANGED,
        Kind.POSITION_BEGUN,
        Kind.POSITION_ENDED,
        Kind.POSITION_TAKEN_BACK,
        Kind.STATEMENT_CORRECTED,
        Kind.STATEMENT_REMOVED,
        Kind.STATEMENT_RESTORED,
    }
)
"""After these, the figures beside the directory's choices are counted again."""

CHANGES_TOPIC = frozenset(
    {
        Kind.COLLEAGUE_ASKED,
        Kind.COLLEAGUE_DECLINED,
        Kind.POST_HIDDEN,
        Kind.POST_TAKEN_BACK,
        Kind.POST_THANKED,
        Kind.POST_WRITTEN,
    }
)
"""After these, the posts of a conversation are read again; their data names it."""

CHANGES_LISTS = frozenset(
    {
        Kind.COUNTRY_RENAMED,
        Kind.NETWORK_LOADED,
        Kind.POST_HIDDEN,
        Kind.POST_TAKEN_BACK,
        Kind.POST_THANKED,
        Kind.POST_WRITTEN,
        Kind.TOPIC_ASKED,
        Kind.TOPIC_HIDDEN,
    }
)
"""After these, lists of conversations are read again."""

CHANGES_STEERING = frozenset(kind for kind in Kind if kind.startswith("steering."))
"""After these, the room of the Steering Group is read again."""

AUDIT = frozenset(
    {
        Kind.COUNTRY_RENAMED,
        Kind.APPLICATION_DECIDED,
        Kind.APPLICATION_SCREENED,
        Kind.CANDIDACY_PUT,
        Kind.CANDIDACY_WITHDRAWN,
        Kind.COUNTRY_CHANGED,
        Kind.COUNTRY_KEPT,
        Kind.ELECTION_CALLED,
        Kind.ELECTION_CERTIFIED,
        Kind.ELECTION_COUNTED,
        Kind.ELECTION_OPENED,
        Kind.ELECTION_VOID,
        Kind.HANDOVER_CONFIRMED,
        Kind.HANDOVER_DECLINED,
        Kind.HANDOVER_NAMED,
        Kind.HANDOVER_SECONDED,
        Kind.LEVEL_DECIDED,
        Kind.LEVEL_PROPOSED,
        Kind.CHARTER_ANSWERED,
        Kind.CHARTER_SETTLED,
        Kind.DECISION_REWORDED,
        Kind.DECISION_TAKEN,
        Kind.MOTION_OPENED,
        Kind.MOTION_VOTED,
        Kind.MOTION_WITHDRAWN,
        Kind.REWORDING_PROPOSED,
        Kind.MANAGER_APPOINTED,
        Kind.MANAGER_HEADED,
        Kind.MANAGER_MOVED,
        Kind.MAIL_ANSWERED,
        Kind.MAIL_DELIVERED,
        Kind.MAIL_SET_ASIDE,
        Kind.PERSON_ERASED,
        Kind.PERSON_EXPORTED,
        Kind.PERSON_INVITED,
        Kind.PERSON_LIFTED,
        Kind.PERSON_MERGED,
        Kind.PERSON_SUSPENDED,
        Kind.POST_HIDDEN,
        Kind.PRIORITY_CLOSED,
        Kind.PRIORITY_CONFIRMED,
        Kind.PRIORITY_FATE,
        Kind.PRIORITY_OPENED,
        Kind.PRIORITY_SPREAD,
        Kind.SEAT_BEGUN,
        Kind.SEAT_ENDED,
        Kind.SEAT_KEPT,
        Kind.SECOND_CHANGED,
        Kind.SECOND_DENIED,
        Kind.SECOND_RESET,
        Kind.STATEMENT_CONFIRMED,
        Kind.STATEMENT_CORRECTED,
        Kind.STATEMENT_REMOVED,
        Kind.STATEMENT_RESTORED,
        Kind.STEERING_APPROVED,
        Kind.STEERING_MINUTED,
        Kind.STEERING_TERM_BEGUN,
        Kind.STEERING_TERM_ENDED,
        Kind.TOPIC_HIDDEN,
        Kind.WAIVER_GRANTED,
    }
)
"""Each carries the hash of the one before: a changed row is found."""
