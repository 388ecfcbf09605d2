"""What the desk accepts: shapes, never rules."""

from jln.desk.forms.contacts import ContactForm
from jln.desk.forms.history import CHECKS, CheckForm
from jln.desk.forms.inviting import InviteForm, SheetForm
from jln.desk.forms.mail import HandleForm
from jln.desk.forms.people import DecideCountryForm, DecideResetForm, ResetForm, SuspendForm

__all__ = [
    "CHECKS",
    "CheckForm",
    "ContactForm",
    "DecideCountryForm",
    "DecideResetForm",
    "HandleForm",
    "InviteForm",
    "ResetForm",
    "SheetForm",
    "SuspendForm",
]
