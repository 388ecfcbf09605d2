"""The pages of membership."""

from jln.membership.views.applying import (
    application,
    application_letter,
    desk_pipeline,
    join,
    join_draft,
)
from jln.membership.views.assessing import (
    assessment,
    assessment_endorse,
    assessment_verify,
    membership_level,
    membership_waiver,
)
from jln.membership.views.contributing import contribution, contributions
from jln.membership.views.levels import membership

__all__ = [
    "application",
    "application_letter",
    "assessment",
    "assessment_endorse",
    "assessment_verify",
    "contribution",
    "contributions",
    "desk_pipeline",
    "join",
    "join_draft",
    "membership",
    "membership_level",
    "membership_waiver",
]
