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
from jln.membership.forms.contributing import ContributionForm, TakeBackForm

__all__ = [
    "ApplicationForm",
    "AssessmentForm",
    "ContributionForm",
    "EndorseForm",
    "JoinForm",
    "LevelForm",
    "ScreenForm",
    "TakeBackForm",
    "VerifyForm",
    "WaiverForm",
    "WithdrawForm",
    "assessment_said",
]
