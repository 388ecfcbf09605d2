"""Everything that can change about seats that end and who follows in them."""

from jln.seats.actions import takes_over
from jln.seats.actions.beginning import on_their_day
from jln.seats.actions.ending import end, go_on, open_handover
from jln.seats.actions.naming import Successor, confirm, decline, leave_open, name, second
from jln.seats.actions.silence import notice_silence

__all__ = [
    "Successor",
    "confirm",
    "decline",
    "end",
    "go_on",
    "leave_open",
    "name",
    "notice_silence",
    "on_their_day",
    "open_handover",
    "second",
    "takes_over",
]
