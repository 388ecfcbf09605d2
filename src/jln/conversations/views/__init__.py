"""The pages of conversations."""

from jln.conversations.views.asking import ask, ask_new
from jln.conversations.views.deeds import (
    post_hide,
    post_thank,
    post_undo,
    topic_decline,
    topic_follow,
    topic_hide,
)
from jln.conversations.views.reading import post, post_original, topic

__all__ = [
    "ask", "ask_new", "post", "post_hide", "post_original", "post_thank", "post_undo", "topic",
    "topic_decline", "topic_follow", "topic_hide",
]  # fmt: skip
