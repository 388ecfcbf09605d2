"""The rules of conversations: no database, no request, no clock."""

from jln.conversations.rules.asking import (
    ASKS_A_WEEK,
    FEWEST_ASKED,
    LATER_ASKED,
    MOST_ASKED,
    Candidate,
    Choice,
    Matched,
    choose,
)
from jln.conversations.rules.posting import (
    LONGEST_POST,
    LONGEST_TITLE,
    LONGEST_WORDS,
    SOMEONE_ELSES,
    UNDO_FOR,
    first_sentences,
    may_hide,
    may_post,
    may_thank,
    may_undo,
    title_from,
)
from jln.conversations.rules.shaping import (
    Shape,
    may_merge,
    may_move,
    may_shape,
    may_split,
    numbers_in,
)
from jln.conversations.rules.starting import STARTED, asks, may_start

__all__ = [
    "ASKS_A_WEEK", "FEWEST_ASKED", "LATER_ASKED", "LONGEST_POST", "LONGEST_TITLE",
    "LONGEST_WORDS", "MOST_ASKED", "SOMEONE_ELSES", "STARTED", "UNDO_FOR", "Candidate", "Choice",
    "Matched", "Shape", "asks", "choose", "first_sentences", "may_hide", "may_merge",
    "may_move", "may_post", "may_shape", "may_split", "may_start", "may_thank",
    "may_undo", "numbers_in", "title_from",
]  # fmt: skip
