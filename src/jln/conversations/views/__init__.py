"""The pages of conversations."""

from jln.conversations.views.answering import ask_wish, topic_enough, topic_outcome
from jln.conversations.views.asking import ask, ask_new
from jln.conversations.views.board import all_seen, space, space_seen
from jln.conversations.views.cards import card, card_agree, card_right, cards, topic_card
from jln.conversations.views.deeds import (
    post_hide,
    post_thank,
    post_undo,
    topic_decline,
    topic_follow,
    topic_hide,
)
from jln.conversations.views.dialogues import (
    dialogue,
    dialogue_days,
    dialogue_list,
    dialogue_new,
    dialogue_publish,
    dialogue_result,
    dialogue_synthesis,
    dialogue_take,
)
from jln.conversations.views.held import space_held
from jln.conversations.views.keeping import topic_answered, topic_catch_up
from jln.conversations.views.polls import poll_answer, poll_new, poll_outcome, poll_withdraw
from jln.conversations.views.practices import post_practice, practice_agree, space_practices
from jln.conversations.views.reading import post, post_files, post_original, topic
from jln.conversations.views.reporting import post_report, report, report_look, reports
from jln.conversations.views.shaping import topic_shape
from jln.conversations.views.short import short
from jln.conversations.views.starting import topic_new
from jln.conversations.views.translating import post_translate

__all__ = [
    "all_seen", "ask", "ask_new", "ask_wish", "card", "card_agree", "card_right", "cards",
    "dialogue", "dialogue_days", "dialogue_list", "dialogue_new", "dialogue_publish",
    "dialogue_result", "dialogue_synthesis", "dialogue_take", "poll_answer", "poll_new",
    "poll_outcome", "poll_withdraw", "post", "post_files", "post_hide", "post_original",
    "post_practice", "post_report", "post_thank", "post_translate", "post_undo", "practice_agree",
    "report", "report_look", "reports", "short", "space", "space_held", "space_practices",
    "space_seen", "topic", "topic_answered", "topic_card", "topic_catch_up", "topic_decline",
    "topic_enough", "topic_follow", "topic_hide", "topic_new", "topic_outcome", "topic_shape",
]  # fmt: skip
