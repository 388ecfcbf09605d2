"""What pages, letters and the mail room read of conversations."""

from jln.conversations.queries.asking import chosen_for, guessed_theme, open_asks, proposed
from jln.conversations.queries.lists import (
    PAGE,
    Row,
    asked_of,
    every,
    mine,
    new_in_my_spaces,
    waiting,
    waiting_for,
)
from jln.conversations.queries.similar import Similar, similar
from jln.conversations.queries.topic import (
    TopicPage,
    hidden_topic,
    original,
    page_of,
    post_in,
    topics,
)

__all__ = [
    "PAGE", "Row", "Similar", "TopicPage", "asked_of", "chosen_for", "every", "guessed_theme",
    "hidden_topic", "mine", "new_in_my_spaces", "open_asks", "original", "page_of", "post_in",
    "proposed", "similar", "topics", "waiting", "waiting_for",
]  # fmt: skip
