"""What changes an issue: composing it, its words in other languages, sending it."""

from jln.newsletter.actions.answers import note_answer
from jln.newsletter.actions.buttons import do
from jln.newsletter.actions.composing import (
    Head,
    add,
    arrange,
    begin,
    compose,
    draft_due,
    remove,
    write_piece,
)
from jln.newsletter.actions.opportunities import Offer, offer, remind_due
from jln.newsletter.actions.runs import send_due
from jln.newsletter.actions.sending import agree, send_me, stop
from jln.newsletter.actions.translating import Words, ask, edition_in, translate

__all__ = [
    "Head",
    "Offer",
    "Words",
    "add",
    "agree",
    "arrange",
    "ask",
    "begin",
    "compose",
    "do",
    "draft_due",
    "edition_in",
    "note_answer",
    "offer",
    "remind_due",
    "remove",
    "send_due",
    "send_me",
    "stop",
    "translate",
    "write_piece",
]
