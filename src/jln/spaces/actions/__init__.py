"""What is done with spaces: their rolls, their lists, their settings."""

from jln.spaces.actions.lists import join, leave, set_delivery, subscribe, unsubscribe
from jln.spaces.actions.requests import answer_request, ask_to_join
from jln.spaces.actions.rolls import put_on_roll, take_off_roll
from jln.spaces.actions.settings import Setting, change, moderate, unmoderate

__all__ = [
    "Setting", "answer_request", "ask_to_join", "change", "join", "leave", "moderate",
    "put_on_roll", "set_delivery", "subscribe", "take_off_roll", "unmoderate", "unsubscribe",
]  # fmt: skip
