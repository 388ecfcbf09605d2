"""What the pages of Core Groups accept, and the mail room with them."""

from jln.governance.forms.agreed import ChangeActionForm, GiveForm, SettleForm, action_said
from jln.governance.forms.groups import (
    ChangeGroupForm,
    FormGroupForm,
    PassOnForm,
    ShowForm,
    group_said,
)
from jln.governance.forms.meetings import (
    ChangeMeetingForm,
    NoteForm,
    PlanForm,
    SendNotesForm,
    meeting_said,
    notes_said,
)
from jln.governance.forms.support import AnswerSupportForm, AskSupportForm, CancelForm

__all__ = [
    "AnswerSupportForm", "AskSupportForm", "CancelForm", "ChangeActionForm", "ChangeGroupForm",
    "ChangeMeetingForm", "FormGroupForm", "GiveForm", "NoteForm", "PassOnForm", "PlanForm",
    "SendNotesForm", "SettleForm", "ShowForm", "action_said", "group_said", "meeting_said",
    "notes_said",
]  # fmt: skip
