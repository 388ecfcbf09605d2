"""What pages, letters and the mail room read of conversations."""

from jln.conversations.queries.asking import Chosen, Sought, chosen_for, likely_theme, open_asks
from jln.conversations.queries.board import FILTERS, Board, board
from jln.conversations.queries.cards import (
    card_of,
    card_page,
    cards,
    cards_to_keep,
    first_words,
    to_card,
    voice_of,
    voices_asked,
)
from jln.conversations.queries.dialogues import (
    DialogueView,
    days_of,
    dialogue_view,
    dialogues_without_anybody,
    published_codes,
    readable_dialogues,
    result,
    spaces_to_announce_in,
    topics_kept,
    who_may_moderate,
)
from jln.conversations.queries.files import beside
from jln.conversations.queries.held import (
    held_for_staff,
    is_anything_running,
    is_held,
    kept_space,
    own_held,
    queue,
    to_moderate,
)
from jln.conversations.queries.keeping import marked, to_catch_up, to_mark, versions_of
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
    with_new,
)
from jln.conversations.queries.original import AsSent, as_sent
from jln.conversations.queries.outcomes import still_asked, to_tell, wish_of
from jln.conversations.queries.pace import how_fast
from jln.conversations.queries.polls import (
    PollView,
    choices_of,
    chosen_by,
    options_of,
    poll_view,
    polls_to_answer,
    polls_to_tell,
    to_close_polls,
    voices_of,
)
from jln.conversations.queries.practices import (
    practice_of,
    practices,
    practices_to_agree,
    to_practice,
)
from jln.conversations.queries.question import Question, check, product, spaces_to_ask_in, themes
from jln.conversations.queries.reach import Reach, at_once, reach
from jln.conversations.queries.reporting import (
    may_look,
    open_cases,
    report_counts,
    reporters,
    reports_for_staff,
    reports_to_decide,
    words_of,
)
from jln.conversations.queries.shaping import (
    joined,
    named,
    numbers_there,
    place_now,
    readers_there,
    spaces_to_move_to,
    to_close,
    to_shape,
    where_now,
)
from jln.conversations.queries.short import leads_to
from jln.conversations.queries.similar import A_DAY, A_GLANCE, Similar, similar
from jln.conversations.queries.topic import (
    TopicPage,
    comes_by_mail,
    hidden_topic,
    original,
    own_post,
    page_of,
    post_in,
    posts_to_hide,
    topics,
    topics_to_hide,
)
from jln.conversations.queries.translations import to_translate, translations_of
from jln.conversations.queries.why import Proposed, proposed, sentences

__all__ = [
    "A_DAY", "A_GLANCE", "FILTERS", "PAGE", "AsSent", "Board", "Chosen", "DialogueView", "Listed",
    "PollView", "Proposed", "Question", "Reach", "Row", "Similar", "Sought", "TopicPage", "as_sent",
    "asked_count", "asked_of", "at_once", "beside", "board", "card_of", "card_page", "cards",
    "cards_to_keep", "check", "choices_of", "chosen_by", "chosen_for", "comes_by_mail", "days_of",
    "dialogue_view", "dialogues_without_anybody", "every", "first_words", "held_for_staff",
    "hidden_topic", "how_fast", "is_anything_running", "is_held", "joined", "kept_space",
    "leads_to", "likely_theme", "marked", "may_look", "mine", "named", "numbers_there", "open_asks",
    "open_cases", "options_of", "original", "own_held", "own_post", "page_of",
    "place_now", "poll_view", "polls_to_answer", "polls_to_tell",
    "post_in", "posts_to_hide", "practice_of", "practices", "practices_to_agree", "product",
    "proposed", "published_codes", "queue", "reach", "readable_dialogues", "readers_there",
    "report_counts", "reporters", "reports_for_staff", "reports_to_decide", "result", "sentences",
    "similar", "spaces_to_announce_in", "spaces_to_ask_in", "spaces_to_move_to", "still_asked",
    "themes", "to_card", "to_catch_up", "to_close", "to_close_polls", "to_mark", "to_moderate",
    "to_practice", "to_shape", "to_tell", "to_translate", "today", "topics", "topics_kept",
    "topics_to_hide", "translations_of", "versions_of", "voice_of", "voices_asked", "voices_of",
    "waiting", "where_now", "who_may_moderate", "wish_of", "with_new", "words_of",
]  # fmt: skip
