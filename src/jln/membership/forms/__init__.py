"""What the pages of membership accept: shapes, never rules."""

from jln.membership.forms.applying import ApplicationForm, JoinForm, ScreenForm, WithdrawForm
from jln.membership.forms.assessing import (
    AssessmentForm,
    EndorseForm,
    LevelForm,
    VerifyForm,
    WaiverForm,
    assessment_said,
)

__all__ = [
    "ApplicationForm",
    "AssessmentForm",
    "EndorseForm",
    "JoinForm",
    "LevelForm",
    "ScreenForm",
    "VerifyForm",
    "WaiverForm",
    "WithdrawForm",
    "assessment_said",
]
