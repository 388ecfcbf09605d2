"""Whom each kind of letter is answered to: one line a kind, and no kind without one.

A person who presses Reply answers the person or the thing that the letter was about.
Where a letter has no reply address of its own, its answer goes to the staff.
"""

from __future__ import annotations

from enum import StrEnum

from jln.mail.terms import LetterName as L
from jln.mail.terms import Purpose

STAFF = "desk"
"""The local part of the address where a person of the Network Manager reads."""

PAGE = "safe"
"""The local part of an address that takes nothing, and says where to go instead."""


class To(StrEnum):
    """Where an answer to a letter goes."""

    CONVERSATION = "conversation"  # a post where the letter came from
    PERSON = "person"  # the one person it names, and nobody else, by the relay
    FORM = "form"  # the questions it asks
    DIGEST = "digest"  # what its numbers name: whole texts, posts to their conversations
    DEED = "deed"  # what it confirms: to add to it, to take it back
    PAGE = "page"  # nowhere by mail: its answers are given on a page, and refused at the door
    STAFF = "staff"


REPLIES: dict[str, To] = {
    L.ADAPTATION_ADVANCED: To.PERSON,
    L.ADAPTATION_REPORTED: To.PERSON,
    L.ADAPTATION_STOPPED: To.PERSON,
    L.ADDRESS: To.STAFF,
    L.APPLICATION: To.STAFF,
    L.ASSESSMENT_SHOWN: To.FORM,
    L.CARD_ASKED: To.FORM,
    L.CARD_DUE: To.FORM,
    L.CHARTER_OPENED: To.FORM,
    L.CHARTER_SETTLED: To.STAFF,
    L.COLLEAGUE_ASKED: To.CONVERSATION,
    L.CORE_ACTION_DECLINED: To.PERSON,
    L.CORE_ACTION_DUE: To.FORM,
    L.CORE_ACTION_GIVEN: To.FORM,
    L.CORE_GROUP_CHANGED: To.PERSON,
    L.CORE_GROUP_FORMED: To.PERSON,
    L.CORE_MEETING_CHANGED: To.PERSON,
    L.CORE_MEETING_PLANNED: To.PERSON,
    L.CORE_MEETING_SENT: To.PERSON,
    L.COUNTRY: To.STAFF,
    L.DECISION_TAKEN: To.STAFF,
    L.DESK_ANSWER: To.STAFF,
    L.DIALOGUE_CHANGED: To.CONVERSATION,
    L.DIALOGUE_DUE: To.FORM,
    L.DIALOGUE_OPENED: To.CONVERSATION,
    L.DIALOGUE_PLANNED: To.FORM,
    L.DIALOGUE_PUBLISHED: To.CONVERSATION,
    L.DIALOGUE_QUIET: To.FORM,
    L.DIALOGUE_SYNTHESIS_DUE: To.FORM,
    L.DIGEST: To.DIGEST,
    L.ELECTION_CALLED: To.FORM,
    L.ELECTION_COUNTED: To.STAFF,
    L.ELECTION_OPENED: To.STAFF,
    L.FORM: To.FORM,
    L.HANDOVER_MOVED: To.STAFF,
    L.HANDOVER_NAMED: To.FORM,
    L.HANDOVER_PROPOSED: To.FORM,
    L.HANDOVER_WAITS: To.STAFF,
    L.INVITATION: To.STAFF,
    L.ISSUE_ASKED: To.FORM,
    L.MANAGER_CHANGES: To.STAFF,
    L.MEMBERSHIP_TOLD: To.STAFF,
    L.NEWSLETTER_SENT: To.STAFF,
    L.NOMINATION_ASKED: To.FORM,
    L.NOMINATION_OBJECTED: To.FORM,
    L.NOMINATION_SENT: To.STAFF,
    L.NOMINATION_SHOWN: To.FORM,
    L.MOTION_DEFERRED: To.STAFF,
    L.MOTION_OPENED: To.FORM,
    L.MOTION_REMINDED: To.FORM,
    L.MOTION_SILENT: To.STAFF,
    L.MOTION_VOTED: To.STAFF,
    L.NOTICE: To.STAFF,
    L.PERSON_WRITTEN_TO: To.PERSON,
    L.POLL_CHANGED: To.FORM,
    L.POLL_CLOSED: To.CONVERSATION,
    L.POLL_DUE: To.FORM,
    L.POLL_OPENED: To.FORM,
    L.POLL_TOLD: To.CONVERSATION,
    L.POST_HELD: To.FORM,
    L.POST_MODERATED: To.FORM,
    L.OPPORTUNITY_OPENED: To.STAFF,
    L.OPPORTUNITY_REMINDED: To.STAFF,
    L.OUTCOME_ASKED: To.FORM,
    L.POST_THANKED: To.PERSON,
    L.POST_WRITTEN: To.CONVERSATION,
    L.PRACTICE_MARKED: To.FORM,
    L.PRIORITY_ASKED: To.FORM,
    L.PRIORITY_FATE: To.STAFF,
    L.PRIORITY_LISTED: To.FORM,
    L.PRIORITY_OPENED: To.FORM,
    L.PRIORITY_SETTLED: To.STAFF,
    L.PRIORITY_SIMILAR: To.FORM,
    L.PROBE: To.STAFF,
    L.PROBLEM_SHARED: To.PERSON,
    L.PROBLEM_STATED: To.PERSON,
    L.QUESTION: To.FORM,
    L.RECEIPT: To.DEED,
    L.REPORT_DECIDED: To.STAFF,
    L.REPORT_WAITS: To.FORM,
    L.SAFE_ASKED: To.STAFF,
    L.SAFE_OPENED: To.PAGE,
    L.SAFE_RELEASED: To.PAGE,
    L.SEAT_ENDED: To.FORM,
    L.SECOND: To.STAFF,
    L.SIGN_IN: To.STAFF,
    L.SPACE_ANSWERED: To.STAFF,
    L.SPACE_ASKED: To.FORM,
    L.SPACE_MODERATED: To.STAFF,
    L.STEERING_CHANGED: To.FORM,
    L.STEERING_DOUBTED: To.STAFF,
    L.STEERING_INPUT_ASKED: To.FORM,
    L.STEERING_INVITED: To.FORM,
    L.STEERING_MINUTES_SENT: To.FORM,
    L.STEERING_PAPERS_SENT: To.FORM,
    L.STEERING_SUMMARISED: To.STAFF,
    L.STRATEGY_OPENED: To.FORM,
    L.SUPPORT_ANSWERED: To.STAFF,
    L.SUPPORT_ASKED: To.FORM,
    L.TOPIC_SHAPED: To.CONVERSATION,
    L.TOPIC_STARTED: To.CONVERSATION,
    L.UNKNOWN: To.STAFF,
}

PURPOSES: dict[To, frozenset[Purpose]] = {
    To.CONVERSATION: frozenset({Purpose.POST}),
    To.PERSON: frozenset({Purpose.RELAY}),
    To.FORM: frozenset({Purpose.ANSWER, Purpose.CONFIRM}),
    To.PAGE: frozenset(),
    To.DIGEST: frozenset({Purpose.DIGEST}),
    To.DEED: frozenset({Purpose.UNDO, Purpose.POST, Purpose.RELAY, Purpose.ANSWER, Purpose.DIGEST}),
    To.STAFF: frozenset(),
}
"""What a reply address in such a letter may be used for."""


def local_part(kind: str) -> str:
    """Where an answer goes that has no reply address of its own."""
    return PAGE if REPLIES.get(kind) is To.PAGE else STAFF


def check(kind: str, purpose: str | None) -> None:
    """A letter of an undeclared kind, or one answered elsewhere than declared, is a mistake."""
    if kind not in REPLIES:
        raise LookupError(f"{kind}: where do its answers go? Say so in mail/replies.py")
    if purpose is not None and purpose not in PURPOSES[REPLIES[kind]]:
        raise LookupError(f"{kind} is answered to {REPLIES[kind]}, not by a {purpose} address")
