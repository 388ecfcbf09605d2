"""What pages, letters and the mail room read of conversations."""

from jln.conversations.queries.asking import (
    Proposed,
    chosen_for,
    likely_theme,
    open_asks,
    proposed,
    sentences,
)
from jln.conversations.queries.lists import (
    PAGE,
    Listed,
    Row,
    asked_count,
    asked_of,
    every,
    mine,
    today,
    waiting,
)
from jln.conversations.queries.original import AsSent, as_sent
from jln.conversations.queries.question import (
    Question,
    check,
    product,
    spaces_to_ask_in,
    themes,
)
from jln.conversations.queries.similar import A_DAY, A_GLANCE, Similar, similar
from jln.conversations.queries.topic import (
    TopicPage,
    hidden_topic,
    original,
    page_of,
    post_in,
    posts_to_hide,
    topics,
    topics_to_hide,
)

__all__ = [
    "A_DAY", "A_GLANCE", "PAGE", "AsSent", "Listed", "Proposed", "Question", "Row", "Similar",
    "TopicPage", "as_sent", "asked_count", "asked_of",
    "check", "chosen_for", "every", "hidden_topic", "likely_theme", "mine",
    "open_asks", "original", "page_of", "post_in", "posts_to_hide", "product", "proposed",
    "sentences", "similar", "spaces_to_ask_in", "themes", "today", "topics", "topics_to_hide",
    "waiting",
]  # fmt: skip
