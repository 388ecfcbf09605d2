"""Every deed in a conversation, the same by page and by mail. Each is safe to repeat."""

from jln.conversations.actions.asking import ask, decline_ask
from jln.conversations.actions.cards import agree, ask_right, say_right, write_card
from jln.conversations.actions.dialogue_days import keep_dialogues
from jln.conversations.actions.dialogues import (
    Plan,
    change_days,
    plan_dialogue,
    publish_synthesis,
    take_over,
    write_question,
    write_synthesis,
)
from jln.conversations.actions.enclosing import enclose, keep_for, take_out
from jln.conversations.actions.held_duties import publish_due, remind
from jln.conversations.actions.hiding import hide_post, hide_topic, undo_post
from jln.conversations.actions.keeping import catch_up, mark_answer, unmark_answer
from jln.conversations.actions.moderating import change_held, decide, take_back, withdraw_held
from jln.conversations.actions.outcomes import ask_outcomes, tell_outcome
from jln.conversations.actions.polls import (
    Ballot,
    answer_as_before,
    answer_poll,
    check_poll,
    close_polls,
    remind_of_polls,
    start_poll,
    tell_poll_outcome,
    withdraw_option,
)
from jln.conversations.actions.posting import answer
from jln.conversations.actions.practices import agree_practice, mark_practice
from jln.conversations.actions.reporting import (
    bring_further,
    decide_report,
    look_who_reported,
    report_post,
)
from jln.conversations.actions.seeing import see, see_all, see_space
from jln.conversations.actions.shaping import close, merge, move, reopen, split
from jln.conversations.actions.starting import start
from jln.conversations.actions.submitting import (
    ask_accepted,
    check_new,
    is_asked,
    submit,
    submit_new,
    submit_with,
    waits_first,
)
from jln.conversations.actions.thanking import follow, mute, thank
from jln.conversations.actions.translating import translate
from jln.conversations.actions.under_rule import refuse_named
from jln.conversations.actions.waves import enough, send_waves, wish

__all__ = [
    "Ballot", "Plan", "agree", "agree_practice", "answer", "answer_as_before", "answer_poll", "ask",
    "ask_accepted", "ask_outcomes", "ask_right", "bring_further", "catch_up", "change_days",
    "change_held", "check_new", "check_poll", "close", "close_polls", "decide", "decide_report",
    "decline_ask", "enclose", "enough", "follow", "hide_post", "hide_topic", "is_asked",
    "keep_dialogues", "keep_for", "look_who_reported", "mark_answer", "mark_practice", "merge",
    "move", "mute", "plan_dialogue", "publish_due", "publish_synthesis", "refuse_named", "remind",
    "remind_of_polls", "reopen", "report_post", "say_right", "see", "see_all", "see_space",
    "send_waves", "split", "start", "start_poll", "submit", "submit_new", "submit_with",
    "take_back", "take_out", "take_over", "tell_outcome", "tell_poll_outcome", "thank", "translate",
    "undo_post", "unmark_answer", "waits_first", "wish", "withdraw_held", "withdraw_option",
    "write_card", "write_question", "write_synthesis",
]  # fmt: skip
