"""What may be done at the desk, and when. Pure: no database, no request, no clock."""

from jln.desk.rules.countries import may_decide_country
from jln.desk.rules.history import (
    UNDO_FOR,
    in_order,
    may_confirm,
    may_correct,
    may_remove,
    may_take_back,
)
from jln.desk.rules.inviting import HEADS, Guest, Known, guests
from jln.desk.rules.mail import (
    TRIED_AGAIN,
    Message,
    may_answer,
    may_be_answered,
    may_be_welcomed,
    may_handle,
    may_pass_on,
    may_set_aside,
    may_speak_for,
    may_try_again,
)

__all__ = [
    "HEADS",
    "TRIED_AGAIN",
    "UNDO_FOR",
    "Guest",
    "Known",
    "Message",
    "guests",
    "in_order",
    "may_answer",
    "may_be_answered",
    "may_be_welcomed",
    "may_confirm",
    "may_correct",
    "may_decide_country",
    "may_handle",
    "may_pass_on",
    "may_remove",
    "may_set_aside",
    "may_speak_for",
    "may_take_back",
    "may_try_again",
]
