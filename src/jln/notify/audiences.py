"""Who is told of what: one line for each kind of fact. Quiet about what nobody asked for.

An audience is a list of (why, people); a person in several is told once, for the first
reason. Whoever did it is not told. Rights are asked of the policy when letters are made.
"""

from __future__ import annotations

from jln.facts.kinds import Kind
from jln.notify.listed import readers_of_the_topic, who_is_on_the_list
from jln.notify.moderated import (
    its_moderator,
    who_can_step_in,
    who_comes_to_it,
    who_reads_its_result,
)
from jln.notify.polled import (
    who_answers,
    who_chose_it,
    who_hears_the_outcome,
    who_is_silent,
    who_reads_results,
)
from jln.notify.terms import Because
from jln.notify.told_to import (
    Audience,
    Told,
    asked_for_input,
    core_group,
    countries_contacts,
    everybody,
    nobody,
    people_of_the_adaptation,
    people_of_the_merge,
    people_of_the_product,
    people_of_the_round,
    steering_group,
    the_one,
    the_staff,
    who_follows,
    who_gave,
    who_is_asked,
    who_is_on_its_space,
    who_leads,
    who_stands_on_it,
    who_stated,
    who_was_invited,
    who_was_told,
)

__all__ = ["AUDIENCES", "Audience", "Told", "nobody"]

AUDIENCES: dict[Kind, Told] = {
    Kind.ADAPTATION_ADVANCED: people_of_the_adaptation,
    Kind.ADAPTATION_CORRECTED: nobody,  # its page says so, and what it said before
    Kind.ADAPTATION_PUBLISHED: nobody,
    Kind.ADAPTATION_REPORTED: people_of_the_product,
    Kind.ADAPTATION_STOPPED: people_of_the_adaptation,
    Kind.ADAPTATION_WITHDRAWN: nobody,
    Kind.ADDRESS_ADDED: nobody,  # the old address is told by accounts.letters
    Kind.ADDRESS_DENIED: nobody,  # the list of addresses that come back says so
    Kind.ADDRESS_PROPOSED: nobody,  # as with one that is added
    Kind.ADDRESS_REMOVED: nobody,  # likewise
    Kind.ANSWER_MARKED: nobody,  # its conversation says so, as the next
    Kind.ANSWER_UNMARKED: nobody,
    Kind.APPLICATION_DECIDED: nobody,  # who wrote it is told by membership.letters
    Kind.APPLICATION_SCREENED: nobody,  # likewise
    Kind.APPLICATION_SENT: nobody,  # it waits at the desk
    Kind.APPLICATION_WITHDRAWN: nobody,
    Kind.CANDIDACY_PUT: nobody,  # the page of the election says so
    Kind.CANDIDACY_WITHDRAWN: nobody,  # likewise
    Kind.ASKING_ENDED: nobody,
    Kind.ASSESSMENT_ENDORSED: nobody,
    Kind.ASSESSMENT_SHOWN: nobody,  # the group is told by membership.group_letters
    Kind.ASSESSMENT_VERIFIED: nobody,  # likewise
    Kind.BODY_REPORTED: nobody,  # it is on the agenda of the next meeting
    Kind.CARD_AGREED: nobody,  # its page says so, as the next but two
    Kind.CARD_ASKED: who_stands_on_it,
    Kind.CARD_DUE: the_one(Because.REPORTER),
    Kind.CARD_KEPT: nobody,
    Kind.CARD_RETIRED: nobody,
    Kind.CARD_WRITTEN: nobody,  # whoever it rests on is asked
    Kind.CATCH_UP_WRITTEN: nobody,  # it stands above the posts
    Kind.CHARTER_ANSWERED: nobody,  # its page says so
    Kind.CHARTER_OPENED: nobody,  # points of contact are told by governance.asking
    Kind.CHARTER_SETTLED: countries_contacts,
    Kind.COLLEAGUE_ASKED: who_is_asked,
    Kind.COLLEAGUE_DECLINED: nobody,
    Kind.CONDUCT_ACCEPTED: nobody,
    Kind.CONDUCT_PUBLISHED: nobody,  # its page says so; who has to accept it is asked
    Kind.CONTRIBUTION_RECORDED: nobody,  # its country's own list says so
    Kind.CONTRIBUTION_WITHDRAWN: nobody,  # likewise
    Kind.CORE_ACTION_CHANGED: nobody,  # a new owner is told by core_action.given
    Kind.CORE_ACTION_DECLINED: who_gave,
    Kind.CORE_ACTION_DUE: the_one(Because.OWNER),
    Kind.CORE_ACTION_GIVEN: the_one(Because.OWNER),
    Kind.CORE_ACTION_SETTLED: nobody,  # the group's page says so
    Kind.CORE_GROUP_CHANGED: core_group,
    Kind.CORE_GROUP_FORMED: core_group,
    Kind.CORE_GROUP_PASSED_ON: nobody,
    Kind.CORE_GROUP_SHOWN: nobody,
    Kind.CORE_MEETING_CANCELLED: core_group,
    Kind.CORE_MEETING_CHANGED: core_group,
    Kind.CORE_MEETING_NOTED: nobody,  # told when they are sent
    Kind.CORE_MEETING_PLANNED: core_group,
    Kind.CORE_MEETING_SENT: core_group,
    Kind.COUNTRY_ASKED: nobody,  # it waits at the desk
    Kind.COUNTRY_CALLED: nobody,  # staff read it at the desk
    Kind.COUNTRY_RENAMED: nobody,  # every page says so
    Kind.COUNTRY_CHANGED: nobody,  # the person is told by accounts.letters
    Kind.COUNTRY_KEPT: nobody,  # likewise
    Kind.ELECTION_CALLED: nobody,  # who speaks for a country is told by elections.letters
    Kind.ELECTION_CERTIFIED: nobody,  # told with the decision
    Kind.ELECTION_COUNTED: nobody,  # by elections.letters
    Kind.ELECTION_OPENED: nobody,  # likewise
    Kind.ELECTION_VOID: nobody,
    Kind.DECISION_REWORDED: nobody,  # the register says so
    Kind.DECISION_TAKEN: everybody,
    Kind.FEED_MADE: nobody,
    Kind.FEED_REVOKED: nobody,
    Kind.DIALOGUE_ASKED: nobody,
    Kind.DIALOGUE_CHANGED: who_comes_to_it,
    Kind.DIALOGUE_CLOSED: nobody,  # its page says so
    Kind.DIALOGUE_DUE: its_moderator,
    Kind.DIALOGUE_MODERATED: nobody,
    Kind.DIALOGUE_OPENED: who_is_on_the_list,
    Kind.DIALOGUE_PLANNED: its_moderator,
    Kind.DIALOGUE_PUBLISHED: who_reads_its_result,
    Kind.DIALOGUE_QUIET: who_can_step_in,
    Kind.DIALOGUE_SYNTHESIS_DUE: its_moderator,
    Kind.DIALOGUE_WRITTEN: nobody,
    Kind.GOAL_LINKED: nobody,
    Kind.HANDOVER_CONFIRMED: nobody,  # who has to agree yet is told by seats.letters
    Kind.HANDOVER_DECLINED: nobody,  # likewise
    Kind.HANDOVER_DROPPED: nobody,
    Kind.HANDOVER_LEFT: nobody,
    Kind.HANDOVER_MOVED: nobody,  # both are told by seats.letters
    Kind.HANDOVER_NAMED: nobody,  # the successor is told by seats.letters
    Kind.HANDOVER_PROPOSED: nobody,  # who may end the seat is told by seats.letters
    Kind.HANDOVER_RAISED: nobody,  # likewise the Network Manager's staff
    Kind.HANDOVER_SECONDED: nobody,
    Kind.LEVEL_DECIDED: nobody,  # who speaks for the country is told by membership.group_letters
    Kind.LEVEL_PROPOSED: nobody,  # it waits for the Steering Group
    Kind.MAIL_AGAIN: nobody,
    Kind.MAIL_ANSWERED: nobody,  # the sender is told by desk.letters
    Kind.MAIL_DELIVERED: nobody,  # likewise
    Kind.MAIL_SET_ASIDE: nobody,
    Kind.MANAGER_APPOINTED: nobody,  # who has to do with it is told by governance.manager_letters
    Kind.MANAGER_HEADED: nobody,  # likewise
    Kind.MANAGER_MOVED: nobody,  # likewise
    Kind.MANAGER_WAITS: nobody,  # likewise
    Kind.MOTION_DEFERRED: steering_group,
    Kind.MOTION_HELD: nobody,  # it waits at the desk
    Kind.MOTION_OPENED: nobody,  # the seats are asked by governance.asking
    Kind.MOTION_REMINDED: nobody,  # likewise
    Kind.MOTION_VOTED: nobody,  # the motion's page says who has spoken
    Kind.MOTION_WITHDRAWN: nobody,  # likewise
    Kind.NETWORK_LOADED: nobody,
    Kind.NOMINATION_LATE: nobody,  # told by activities.letters, as the next four
    Kind.NOMINATION_OBJECTED: nobody,
    Kind.NOMINATION_OFFERED: nobody,
    Kind.NOMINATION_SENT: nobody,
    Kind.NOMINATION_SHOWN: nobody,
    Kind.OUTCOME_ASKED: the_one(Because.ASKER),
    Kind.OUTCOME_TOLD: nobody,
    Kind.PERSON_CLOSED: nobody,
    Kind.PERSON_ERASED: nobody,
    Kind.PERSON_EXPORTED: nobody,
    Kind.PERSON_INVITED: nobody,  # the invitation itself is written by accounts.letters
    Kind.PERSON_JOINED: nobody,
    Kind.PERSON_LIFTED: nobody,
    Kind.PERSON_MERGED: nobody,
    Kind.PERSON_SUSPENDED: nobody,
    Kind.PERSON_UPDATED: nobody,
    Kind.PERSON_WRITTEN_TO: nobody,  # the letter is the message: directory.actions puts it
    Kind.POLL_ANSWERED: nobody,
    Kind.POLL_CHANGED: who_chose_it,
    Kind.POLL_CLOSED: who_reads_results,
    Kind.POLL_DUE: who_is_silent,
    Kind.POLL_OPENED: who_answers,
    Kind.POLL_TOLD: who_hears_the_outcome,
    Kind.POSITION_BEGUN: nobody,
    Kind.POSITION_ENDED: nobody,
    Kind.POSITION_TAKEN_BACK: nobody,
    Kind.POST_ENCLOSED: nobody,
    Kind.POST_HELD: nobody,  # its moderators are told by conversations.letters
    Kind.POST_HELD_CHANGED: nobody,  # likewise
    Kind.POST_HELD_LATE: nobody,  # likewise
    Kind.POST_HELD_OUT: nobody,  # likewise, who wrote it
    Kind.POST_HELD_WITHDRAWN: nobody,
    Kind.POST_HIDDEN: nobody,
    Kind.POST_MODERATED: nobody,  # who wrote it is told by conversations.letters
    Kind.POST_MODERATED_UNDONE: nobody,  # likewise
    Kind.POST_TAKEN_BACK: nobody,
    Kind.POST_THANKED: the_one(Because.AUTHOR),
    Kind.POST_TRANSLATED: nobody,  # it stands where the post does
    Kind.POST_WRITTEN: readers_of_the_topic,
    Kind.PRACTICE_AGREED: nobody,  # its page says so
    Kind.PRACTICE_MARKED: the_one(Because.AUTHOR),
    Kind.PRACTICE_REFUSED: nobody,
    Kind.PRIORITY_ASKED: who_leads,
    Kind.PRIORITY_CLOSED: nobody,  # its page says so; each fate is told
    Kind.PRIORITY_CONFIRMED: nobody,
    Kind.PRIORITY_FATE: who_leads,
    Kind.PRIORITY_LISTED: who_leads,
    Kind.PRIORITY_OPENED: people_of_the_round,
    Kind.PRIORITY_SETTLED: people_of_the_merge,
    Kind.PRIORITY_SIMILAR: the_one(Because.STATED),
    Kind.PRIORITY_SPREAD: nobody,
    Kind.PROBLEM_CORRECTED: nobody,  # likewise
    Kind.PROBLEM_PUBLISHED: nobody,
    Kind.PROBLEM_SHARED: who_stated,
    Kind.PROBLEM_STATED: core_group,
    Kind.PROBLEM_UNSHARED: nobody,
    Kind.PROBLEM_WITHDRAWN: who_was_told,
    Kind.PRODUCT_LINKED: nobody,
    Kind.PRODUCT_RELEASED: nobody,
    Kind.REPORT_DECIDED: nobody,  # the author and who reported: conversations.report_letters
    Kind.REPORT_LOOKED: nobody,  # likewise nobody else
    Kind.REPORT_OPENED: nobody,  # who decides is told by conversations.report_letters
    Kind.REWORDING_PROPOSED: nobody,  # it waits at the desk
    Kind.SAFE_ASKED: the_one(Because.KEEPER),
    Kind.SAFE_CONTRIBUTED: nobody,  # nobody is told who, when, or that it was
    Kind.SAFE_KEPT: nobody,  # its page says so
    Kind.SAFE_OPENED: who_is_on_its_space,
    Kind.SAFE_READ: nobody,  # its page says on which day, and how often
    Kind.SAFE_RELEASED: who_is_on_its_space,
    Kind.SAFE_SEALED: nobody,  # its page says so
    Kind.SEAT_BEGUN: nobody,
    Kind.SEAT_ENDED: nobody,  # who may name a successor is told by seats.letters
    Kind.SEAT_KEPT: nobody,
    Kind.SECOND_CHANGED: nobody,  # the person is told by accounts.letters
    Kind.SECOND_DENIED: nobody,  # it waits at the desk
    Kind.SECOND_RESET: nobody,  # likewise
    Kind.SETTING_CHANGED: nobody,
    Kind.SPACE_ANSWERED: nobody,  # told by spaces.letters
    Kind.SPACE_ASKED: nobody,  # likewise
    Kind.SPACE_CHANGED: nobody,
    Kind.SPACE_DELIVERY: nobody,
    Kind.SPACE_JOINED: nobody,
    Kind.SPACE_LEFT: nobody,
    Kind.SPACE_MODERATED: nobody,  # told by spaces.letters
    Kind.SPACE_UNMODERATED: nobody,
    Kind.STATEMENT_CONFIRMED: nobody,
    Kind.STATEMENT_CORRECTED: nobody,
    Kind.STATEMENT_LEFT: nobody,
    Kind.STATEMENT_REMOVED: nobody,
    Kind.STATEMENT_RESTORED: nobody,
    Kind.STEERING_ANSWERED: nobody,  # the meeting's page says so
    Kind.STEERING_APPROVED: nobody,  # likewise
    Kind.STEERING_BEGAN: nobody,
    Kind.STEERING_CANCELLED: who_was_invited,
    Kind.STEERING_CHANGED: steering_group,
    Kind.STEERING_DOUBTED: the_staff,
    Kind.STEERING_ENDED: nobody,
    Kind.STEERING_INPUT_ASKED: asked_for_input,
    Kind.STEERING_INPUT_GIVEN: nobody,  # it is read with the item
    Kind.STEERING_INVITED: steering_group,
    Kind.STEERING_ITEM_SET: nobody,
    Kind.STEERING_MINUTED: nobody,
    Kind.STEERING_MINUTES_SENT: steering_group,
    Kind.STEERING_PAPERS_SENT: steering_group,
    Kind.STEERING_PLANNED: nobody,  # they are invited once its agenda opens
    Kind.STEERING_SUMMARISED: countries_contacts,
    Kind.STEERING_TERM_BEGUN: nobody,
    Kind.STEERING_TERM_ENDED: nobody,
    Kind.STRATEGY_INPUT: nobody,  # it is read beside the draft
    Kind.STRATEGY_OPENED: everybody,
    Kind.STRATEGY_WRITTEN: nobody,
    Kind.SUPPORT_ANSWERED: nobody,  # told by governance.letters
    Kind.SUPPORT_ASKED: nobody,  # likewise
    Kind.TOPIC_ASKED: readers_of_the_topic,  # its colleagues are told by colleague.asked
    Kind.TOPIC_FOLLOWED: nobody,
    Kind.TOPIC_HIDDEN: nobody,
    Kind.TOPIC_MUTED: nobody,
    Kind.TOPIC_SHAPED: who_follows,
    Kind.TOPIC_STARTED: who_is_on_the_list,
    Kind.WAIVER_GRANTED: nobody,  # the page of its conditions says so
}
