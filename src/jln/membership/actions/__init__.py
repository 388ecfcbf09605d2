"""The way into the network (`applying`, `screening`, `admitting`)."""

from jln.membership.actions.admitting import admit, forget, seat_contacts
from jln.membership.actions.applying import Draft, ask, save, submit, withdraw
from jln.membership.actions.screening import screen

__all__ = [
    "Draft",
    "admit",
    "ask",
    "forget",
    "save",
    "screen",
    "seat_contacts",
    "submit",
    "withdraw",
]
