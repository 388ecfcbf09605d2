"""The way in (`applying`, `screening`, `admitting`), up (`assessing`, `levels`), and gifts."""

from jln.membership.actions.admitting import admit, forget, seat_contacts
from jln.membership.actions.applying import Draft, ask, save, submit, withdraw
from jln.membership.actions.assessing import endorse, verify, waive, write
from jln.membership.actions.contributing import Given, contribute, take_back_contribution
from jln.membership.actions.levels import become_full, change_level, propose
from jln.membership.actions.renaming import rename
from jln.membership.actions.screening import screen

__all__ = [
    "Draft",
    "Given",
    "admit",
    "ask",
    "become_full",
    "change_level",
    "contribute",
    "endorse",
    "forget",
    "propose",
    "rename",
    "save",
    "screen",
    "seat_contacts",
    "submit",
    "take_back_contribution",
    "verify",
    "waive",
    "withdraw",
    "write",
]
