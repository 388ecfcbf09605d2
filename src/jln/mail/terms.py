"""The words of mail as a mechanism. Stored codes never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise


class OutgoingState(models.TextChoices):
    """What became of an outgoing message."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("handed over")
    FAILED = "failed", _("refused by the other server")
    WITHHELD = "withheld", _("not sent")


class InboundState(models.TextChoices):
    """What became of an inbound message. All but the first are final."""

    RECEIVED = "received", _("received")
    DONE = "done", _("done")
    HELD = "held", _("held")
    REFUSED = "refused", _("refused")
    NOT_UNDERSTOOD = "not_understood", _("not understood")
    IGNORED = "ignored", _("recorded, nothing to do")


class Withheld(models.TextChoices):
    """Why a letter was written and not sent."""

    NO_ADDRESS = "no_address", _("the person has no address that letters go to")
    SUSPENDED = "suspended", _("the person is suspended")
    CLOSED = "closed", _("the person closed the account")
    ERASED = "erased", _("the person was erased")
    AWAY = "away", _("the person is away")
    SWITCHED_OFF = "switched_off", _("the person wants no such letters")
    BOUNCES = "bounces", _("letters to this address come back")
    NO_RIGHT = "no_right", _("the person may no longer read what it tells of")
    TAKEN_BACK = "taken_back", _("what it told of was taken back")


class LetterName(models.TextChoices):
    """Every kind of letter as lists name it. What a person switches off: `notify.terms`."""

    ADAPTATION_ADVANCED = "adaptation.advanced", _("Progress of an adaptation")
    ADAPTATION_REPORTED = "adaptation.reported", _("New adaptation")
    ADAPTATION_STOPPED = "adaptation.stopped", _("Adaptation that stopped")
    ADDRESS = "account.address", _("Code for a further address")
    APPLICATION = "application", _("Answer to a country's expression of interest")
    ASSESSMENT_SHOWN = "assessment.shown", _("Self-assessment to stand behind")
    CARD_ASKED = "card.asked", _("Agreement to an answer card asked for")
    CARD_DUE = "card.due", _("Answer card whose day has come")
    COLLEAGUE_ASKED = "colleague.asked", _("Question to a colleague who may know")
    DIALOGUE_CHANGED = "dialogue.changed", _("Changed days of a dialogue")
    DIALOGUE_DUE = "dialogue.due", _("Missing question of a dialogue")
    DIALOGUE_OPENED = "dialogue.opened", _("Moderated dialogue")
    DIALOGUE_PLANNED = "dialogue.planned", _("Dialogue to moderate")
    DIALOGUE_PUBLISHED = "dialogue.published", _("Result of a dialogue")
    DIALOGUE_QUIET = "dialogue.quiet", _("Dialogue that nobody moderates")
    DIALOGUE_SYNTHESIS_DUE = "dialogue.synthesis_due", _("Result of a dialogue asked for")
    DIGEST = "digest", _("Daily or weekly message")
    ELECTION_CALLED = "election.called", _("Question whether a country stands")
    ELECTION_COUNTED = "election.counted", _("Result of an election")
    ELECTION_OPENED = "election.opened", _("Link to a ballot")
    FORM = "form", _("Form to answer by mail")
    HANDOVER_MOVED = "handover.moved", _("Seat that changed hands")
    HANDOVER_NAMED = "handover.named", _("Briefing for who follows in a seat")
    HANDOVER_PROPOSED = "handover.proposed", _("Seat whose holder is not reached")
    HANDOVER_WAITS = "handover.waits", _("Successor that a second person has to agree to")
    ISSUE_ASKED = "issue.asked", _("Newsletter to translate")
    INVITATION = "account.invitation", _("Invitation")
    COUNTRY = "account.country", _("Answer about a change of country")
    CORE_ACTION_DECLINED = "core_action.declined", _("Actions that somebody gave back")
    CORE_ACTION_DUE = "core_action.due", _("My actions that are due")
    CORE_ACTION_GIVEN = "core_action.given", _("Actions that are given to me")
    CORE_GROUP_CHANGED = "core_group.changed", _("Changes of our Country Core Group")
    CORE_GROUP_FORMED = "core_group.formed", _("Our Country Core Group is formed")
    CORE_MEETING_CHANGED = "core_meeting.changed", _("Changed meetings of our Country Core Group")
    CORE_MEETING_PLANNED = "core_meeting.planned", _("Meetings of our Country Core Group")
    CORE_MEETING_SENT = "core_meeting.sent", _("Notes of our Country Core Group")
    SUPPORT_ANSWERED = "support.answered", _("Answers to our requests for support")
    SUPPORT_ASKED = "support.asked", _("Requests for support from countries")
    CHARTER_OPENED = "charter.opened", _("Charters to ratify")
    CHARTER_SETTLED = "charter.settled", _("Charters ratified, or not in time")
    DECISION_TAKEN = "decision.taken", _("Decisions of the Steering Group")
    DESK_ANSWER = "desk.answer", _("Answer of the desk")
    MANAGER_CHANGES = "manager.changes", _("Change of the Network Manager")
    MEMBERSHIP_TOLD = "membership.told", _("News of our country's membership")
    NEWSLETTER_SENT = "newsletter.sent", _("Newsletter")
    NOMINATION_ASKED = "nomination.asked", _("Places for which names are needed")
    NOMINATION_OBJECTED = "nomination.objected", _("Objection to who is named")
    NOMINATION_SENT = "nomination.sent", _("Names for places sent")
    NOMINATION_SHOWN = "nomination.shown", _("Names for places shown to the group")
    MOTION_DEFERRED = "motion.deferred", _("Motions left to the next meeting")
    MOTION_OPENED = "motion.opened", _("Motions to vote on")
    MOTION_REMINDED = "motion.reminded", _("Reminders of motions to vote on")
    MOTION_SILENT = "motion.silent", _("Seats that have not voted")
    MOTION_VOTED = "motion.voted", _("Other word of the same seat")
    NOTICE = "account.notice", _("Notice that addresses changed")
    PERSON_WRITTEN_TO = "person.written_to", _("Message from a colleague")
    POST_HELD = "post.held", _("Message that waits for a moderator")
    REPORT_WAITS = "report.waits", _("Reported post to decide about")
    REPORT_DECIDED = "report.decided", _("Decision about a reported post")
    POST_MODERATED = "post.moderated", _("Decision about my message")
    OPPORTUNITY_OPENED = "opportunity.opened", _("Opportunity announced")
    OPPORTUNITY_REMINDED = "opportunity.reminded", _("Reminder of an opportunity")
    OUTCOME_ASKED = "outcome.asked", _("Result of a question asked for")
    POLL_CHANGED = "poll.changed", _("Withdrawn answer of a poll")
    POLL_CLOSED = "poll.closed", _("Results of a poll")
    POLL_DUE = "poll.due", _("Reminder of a poll")
    POLL_OPENED = "poll.opened", _("Poll to answer")
    POLL_TOLD = "poll.told", _("Outcome of a poll")
    POST_THANKED = "post.thanked", _("Thanks for a post")
    POST_WRITTEN = "post.written", _("Post in a conversation")
    TOPIC_SHAPED = "topic.shaped", _("Conversation closed, moved or joined")
    PRACTICE_MARKED = "practice.marked", _("Practice drawn from a post")
    PRIORITY_ASKED = "priority.asked", _("Points of our country asked for")
    PRIORITY_FATE = "priority.fate", _("What became of our priorities")
    PRIORITY_LISTED = "priority.listed", _("Our country's list of priorities to confirm")
    PRIORITY_OPENED = "priority.opened", _("Rounds of priorities")
    PRIORITY_SETTLED = "priority.settled", _("Similar priorities made one, or not")
    PRIORITY_SIMILAR = "priority.similar", _("Similar priorities")
    PROBE = "account.probe", _("Question whether an address is read")
    PROBLEM_SHARED = "problem.shared", _("Country that shares a problem")
    PROBLEM_STATED = "problem.stated", _("Problem stated by a country")
    QUESTION = "mail.question", _("Question back about a message")
    RECEIPT = "mail.receipt", _("Receipt for a message")
    SAFE_ASKED = "safe.asked", _("Safe spaces that I am asked to keep")
    SAFE_OPENED = "safe.opened", _("Safe spaces that open in my spaces")
    SAFE_RELEASED = "safe.released", _("What is released in safe spaces")
    SEAT_ENDED = "seat.ended", _("Seat that ends")
    SECOND = "account.second", _("Notice that a second step changed")
    SIGN_IN = "account.sign_in", _("Code to sign in")
    SPACE_ANSWERED = "space.answered", _("Answer to my wish to join a space")
    SPACE_ASKED = "space.asked", _("Wish to join a space")
    SPACE_MODERATED = "space.moderated", _("Space that I moderate")
    STEERING_CHANGED = "steering.changed", _("Changed meetings of the Steering Group")
    STEERING_DOUBTED = "steering.doubted", _("Meetings of the Steering Group in doubt")
    STEERING_INPUT_ASKED = "steering.input_asked", _("Input to the Steering Group's agendas")
    STEERING_INVITED = "steering.invited", _("Invitations to the Steering Group")
    STEERING_MINUTES_SENT = "steering.minutes_sent", _("Minutes to approve")
    STEERING_PAPERS_SENT = "steering.papers_sent", _("Papers of the Steering Group")
    STEERING_SUMMARISED = "steering.summarised", _("What the Steering Group decided")
    STRATEGY_OPENED = "strategy.opened", _("Drafts of the strategy")
    TOPIC_STARTED = "topic.started", _("Discussions and announcements in my spaces")
    UNKNOWN = "account.unknown", _("Answer to an unknown address that wanted to sign in")


class Purpose(models.TextChoices):
    """What a reply address may be used for: one purpose each."""

    ANSWER = "answer", _("answer a form")
    CONFIRM = "confirm", _("confirm an answer")
    UNDO = "undo", _("take an answer back")
    POST = "post", _("post to a topic")
    RELAY = "relay", _("write to a colleague")
    DIGEST = "digest", _("answer a daily or weekly message")
    UNSUBSCRIBE = "unsubscribe", _("stop these messages")


class Reason(models.TextChoices):
    """Why a message ended as it did: one each, beside its outcome, in words for the desk."""

    ANSWERED = "answered", _("a form was answered")
    ASKED = "asked", _("became a question")
    CHOSEN = "chosen", _("changed how letters come")
    CONFIRMED = "confirmed", _("confirmed what had been asked back")
    LISTED = "listed", _("changed how a space comes")
    DECLINED = "declined", _("said that somebody else knows better")
    HELPED = "helped", _("asked what can be done by mail")
    KEPT_AWAY = "kept_away", _("chose whose posts and letters come")
    KEPT_IN_PART = "kept_in_part", _("answered a part; the rest is asked for")
    POSTED = "posted", _("became a post")
    REPORTED = "reported", _("reported a post")
    RELAYED = "relayed", _("was passed on to a colleague")
    STOPPED = "stopped", _("stopped letters")
    THANKED = "thanked", _("thanked for a post")
    UNDONE = "undone", _("took something back")
    DELIVERED = "delivered", _("staff brought it to where it belongs")
    DESK_ANSWERED = "desk_answered", _("staff answered it")
    SET_ASIDE = "set_aside", _("staff set it aside")
    FINISHED = "finished", _("the person finished it with a later message")
    WHOLE = "whole", _("asked for the whole text")
    WEIGHED = "weighed", _("a letter did not arrive")

    CONDUCT = "conduct", _("first message; waits for the person's OK to the rules")
    FOR_MODERATORS = "for_moderators", _("waits for a moderator of the space")
    ASKED_BACK = "asked_back", _("something is unclear; the person was asked")
    BROKEN = "broken", _("an error of the platform; staff look at it")
    COMPLAINT = "complaint", _("a reader's mail service reports our letter")
    ECHOED = "echoed", _("waits for the person's OK")
    FOR_THE_DESK = "for_the_desk", _("for the Network Manager's staff")
    NOT_ADDRESSED = "not_addressed", _("our address does not stand in To or Cc")
    ANSWERS_NOTHING = (
        "answers_nothing",
        _("answers a letter that we do not know; waits for the person's OK"),
    )
    ONE_WORD = "one_word", _("a single word or number; waits for the person's OK")
    TOPIC_CLOSED = "topic_closed", _("answers a closed conversation; waits for the person's OK")
    SIMILAR = "similar", _("something like it is there already; waits for the person's OK")
    UNPROVED = "unproved", _("nobody can say that the person wrote it; they were asked")

    NOT_ALLOWED = "not_allowed", _("the person may not do this")
    NOT_NOW = "not_now", _("a rule says no")
    TOKEN_DEAD = "token_dead", _("the address is no longer answered")
    UNKNOWN_ADDRESS = "unknown_address", _("no such address here")
    UNKNOWN_SENDER = "unknown_sender", _("nobody here has the sender's address")
    WEB_ONLY = "web_only", _("can be done on the page only")

    EMPTY = "empty", _("holds no words")
    NO_ANSWER = "no_answer", _("no answer to the form was found in it")
    NO_OK = "no_ok", _("neither OK nor NO; the person was asked once more")
    UNREADABLE = "unreadable", _("cannot be read")
    UNCLEAR_TWICE = "unclear_twice", _("unclear for the second time; staff look at it")

    AUTOMATIC = "automatic", _("written by a program")
    BOUNCE_UNSIGNED = "bounce_unsigned", _("says that a letter did not arrive, without proof")
    CALENDAR = "calendar", _("calendar mail, which changes nothing here")
    LEFT = "left", _("a program says that its reader has left")
    DUPLICATE = "duplicate", _("the same message again")
    LIST_MAIL = "list_mail", _("mail of a list")
    LOOP = "loop", _("our own mail, come back")


def all_letter_names() -> Sequence[tuple[str, StrOrPromise]]:
    """The choices of a letter; named by the migration, which so does not change with each."""
    return LetterName.choices


def all_purposes() -> Sequence[tuple[str, StrOrPromise]]:
    """The choices of a reply address, named in the same way."""
    return Purpose.choices


def all_reasons() -> Sequence[tuple[str, StrOrPromise]]:
    """The choices of an outcome, named in the same way."""
    return Reason.choices
