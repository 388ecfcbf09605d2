"""Every deed in a conversation, the same by page and by mail. Each is safe to repeat."""

from jln.conversations.actions.asking import ask, decline_ask
from jln.conversations.actions.hiding import hide_post, hide_topic, undo_post
from jln.conversations.actions.posting import answer
from jln.conversations.actions.thanking import follow, mute, thank

__all__ = [
    "answer", "ask", "decline_ask", "follow", "hide_post", "hide_topic", "mute", "thank",
    "undo_post",
]  # fmt: skip
