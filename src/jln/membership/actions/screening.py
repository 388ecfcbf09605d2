"""Staff read an expression of interest, and say whether it goes to the Steering Group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.membership import letters
from jln.membership.models import Application
from jln.membership.rules import applying as rules
from jln.membership.terms import ApplicationState as State
from jln.membership.terms import Screening

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person

BECOMES = {
    Screening.FORWARD: State.SCREENED,
    Screening.COMPLETE: State.INCOMPLETE,
    Screening.REFUSE: State.REFUSED,
    Screening.WITHDRAWN: State.WITHDRAWN,
}
_EVENTS = {State.REFUSED: "refused", State.WITHDRAWN: "withdrawn"}


@transaction.atomic
def screen(
    application: Application, answer: str, *, words: str = "", by: Person, at: datetime
) -> Application:
    """Put it to the Steering Group, ask for what is missing, or refuse what stayed incomplete.

    The same answer again changes nothing. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.APPLICATION_SCREEN, application)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    becomes, words = BECOMES[Screening(answer)], words.strip()
    if application.state == becomes and words == application.words:
        return application
    rules.may_screen(application.state, answer, words).or_raise()

    application.state, application.words = becomes, words
    if becomes == State.SCREENED:
        application.screened_at, application.screened_by = at, by
    if becomes in _EVENTS:
        application.closed_at = at
    application.save()

    data: dict[str, object] = {"country": application.country_code, "answer": answer}
    record(Kind.APPLICATION_SCREENED, application, by=by, at=at, data=data)
    letters.tell(application, _EVENTS.get(becomes, answer), words=words, at=at)
    return application
