"""What only the desk does: history, waiting mail, lists of people to invite."""

from jln.desk.actions.contacts import note_contact
from jln.desk.actions.countries import decide_country
from jln.desk.actions.history import Said, check, take_back
from jln.desk.actions.inviting import invite_all
from jln.desk.actions.mail import Handling, handle

__all__ = [
    "Handling", "Said", "check", "decide_country", "handle", "invite_all", "note_contact",
    "take_back",
]  # fmt: skip
