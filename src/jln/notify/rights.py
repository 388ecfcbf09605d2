"""Whether a letter may still go: rights can end between what happened and the hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

from jln.access.check import visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.facts.kinds import Kind
from jln.mail.outgoing import OWN_WISH, UNREACHED
from jln.mail.terms import LetterName, Withheld

if TYPE_CHECKING:
    from jln.mail.models import OutgoingMail

SEEN_BY: dict[str, P] = {
    "jln.Adaptation": P.ADAPTATION_VIEW,
    "jln.CoreGroupAction": P.CORE_ACTION_VIEW,
    "jln.CoreGroupMeeting": P.CORE_MEETING_VIEW,
    "jln.CountryCoreGroup": P.CORE_GROUP_KEEP,
    "jln.Decision": P.DECISION_STUDY,
    "jln.Handover": P.HANDOVER_VIEW,
    "jln.Meeting": P.STEERING_COMMENT,
    "jln.Motion": P.MOTION_VIEW,
    "jln.Person": P.PERSON_VIEW,
    "jln.Post": P.POST_VIEW,
    "jln.PriorityConsent": P.PRIORITY_CONSENT,
    "jln.PriorityRound": P.PRIORITY_NAME,
    "jln.Problem": P.PROBLEM_VIEW,
    "jln.Product": P.PRODUCT_VIEW,
    "jln.SelfAssessment": P.ASSESSMENT_VIEW,
    "jln.RoundCountry": P.PRIORITY_LEAD,
    "jln.Strategy": P.STRATEGY_COMMENT,
    "jln.Topic": P.TOPIC_VIEW,
}
"""Who may get a letter about a thing: who may see the thing."""

PUBLIC = frozenset({"jln.CharterVersion"})
"""Things that the whole world may read: no right to them can end."""


def why_not_now(letter: OutgoingMail) -> str:
    """The code of why this letter may no longer go; empty if it may. One query at most."""
    person = letter.person
    if person is None:
        return ""
    if person.status in UNREACHED and letter.because not in OWN_WISH:
        return UNREACHED[person.status]
    about = letter.fact or (letter.reply_token if letter.kind == LetterName.FORM else None)
    if about is None or about.subject_model not in SEEN_BY:
        return ""
    things = apps.get_model(about.subject_model)._default_manager.filter(pk=about.subject_id)
    is_gone = letter.fact is not None and letter.fact.kind == Kind.PROBLEM_WITHDRAWN
    right = P.PROBLEM_REMEMBER if is_gone else SEEN_BY[about.subject_model]
    may = visible(person, right, things).exists()
    return "" if may else Withheld.NO_RIGHT
