"""Which routes ask for a second step before a deed: the one table, by the name of the route.

Staff are nobody before their second step, so only what is more than that stands here. A test
over all routes of the desk and of the Steering Group sees to it that none is forgotten.

To end a seat is not here: it takes no right but the holder's, mail may say it, and it can be
taken back until its day.
"""

SECOND = frozenset(
    {
        "charter",  # to ratify it
        "charter_new",
        "election_ballot",
        "election_link",
        "election_stand",
        "handover_second",  # gives a role: of the Steering Group's, a vote
        "item_motion",
        "motion",
        "motion_new",
        "rule_change",
        "steering_approve",
        "steering_item_change",
        "steering_item_minutes",
        "steering_item_new",
        "steering_item_paper",
        "steering_meeting_cancel",
        "steering_meeting_letter",
        "steering_meeting_new",
        "steering_meeting_plan",
        "steering_summary",
        "strategy_ask",
        "strategy_new",
        "strategy_put",
        "working_group_close",
        "working_group_new",
    }
)
"""Acts of the Steering Group: who sits there shows a second step once in a session."""

FRESH = frozenset(
    {
        "decision_words",  # changes what was recorded
        "desk_issue_agree",  # writes to everybody
        "desk_mail_repair",  # a way into somebody's account
        "desk_person",  # keeps somebody out
        "desk_person_second",
        "election_call",
        "election_off",
        "membership_waiver",
        "motion_settle",
        "my_data",  # closes, erases
        "my_data_file",  # everything kept of a person, in one file
        "safe_authors",  # who wrote what under the Chatham House Rule
        "safe_keeper",
        "safe_new",
        "safe_rule",
        "safe_take",
        "steering_seat",
        "steering_term_end",
        "steering_term_new",
        "working_group_seat",
    }
)
"""Dangerous: asked again when the last time is a quarter of an hour ago."""

FILES = frozenset(
    {
        "desk_all_contacts",
        "desk_contacts",
        "desk_mail_in",
        "desk_mail_out",
        "desk_people",
        "desk_pipeline",
    }
)
"""Lists of people and of what they wrote: to read them is free, to take them along asks as what
is dangerous does, because a file leaves the network."""

UNKEPT = frozenset(
    {
        "safe_authors",
        "safe_keeper",
        "safe_own",
        "safe_pool",
        "safe_take",
        "safe_write",
    }
)
"""What is sent there is kept for nobody either: a text beside a name, a passphrase, a code."""

SAYS = {"motion": "word"}
"""Without this field such a form says nothing: the page answers that before it asks for a step."""

SECRET = frozenset({"election_ballot"})
"""What is sent there is kept for nobody who is asked in first, so it is asked on opening."""
