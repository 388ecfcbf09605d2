"""The models of conversations, a file for each matter."""

from jln.conversations.models.asking import AskedColleague, Asking, AskWish, FollowUp
from jln.conversations.models.cards import (
    AnswerCard,
    CardVoice,
)
from jln.conversations.models.dialogues import (
    Dialogue,
    DialogueQuestion,
)
from jln.conversations.models.files import PostFile
from jln.conversations.models.holding import HeldPost
from jln.conversations.models.keeping import (
    AnswerMark,
    CatchUp,
    PostTranslation,
    Practice,
)
from jln.conversations.models.origins import ImportedAuthor, OriginalMail, PostOrigin
from jln.conversations.models.polls import (
    Poll,
    PollAnswer,
    PollOption,
)
from jln.conversations.models.reading import (
    FeedKey,
    SpaceSeen,
    TopicSeen,
)
from jln.conversations.models.reporting import Report, ReportCase, ReportLook
from jln.conversations.models.shaping import PostTrace, TopicChange
from jln.conversations.models.topics import Post, Thanks, Topic, TopicFollow

__all__ = [
    "AnswerCard", "AnswerMark", "AskWish", "AskedColleague", "Asking", "CardVoice", "CatchUp",
    "Dialogue", "DialogueQuestion", "FeedKey", "FollowUp", "HeldPost", "ImportedAuthor",
    "OriginalMail", "Poll", "PollAnswer", "PollOption", "Post", "PostFile", "PostOrigin",
    "PostTrace", "PostTranslation", "Practice", "Report", "ReportCase", "ReportLook", "SpaceSeen",
    "Thanks", "Topic", "TopicChange", "TopicFollow", "TopicSeen",
]  # fmt: skip
