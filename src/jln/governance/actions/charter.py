"""Versions of the charter: drafted, adopted by the Steering Group, ratified by the members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import asking
from jln.governance.actions import motions
from jln.governance.models import CharterVersion, Ratification
from jln.governance.queries import charter as queries
from jln.governance.rules import ratifying
from jln.governance.terms import CharterState
from jln.kit.matter import Effect, Outcome, Said, its_text
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.web.models import Network
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from jln.countries.models import Country
    from jln.governance.models import Motion
    from jln.kit.matter import Carried
    from jln.people.models import Person

KIND = motions.CHARTER


@transaction.atomic
def draft(
    text: str,
    changes: str,
    *,
    language: str,
    how: Mapping[str, object],
    by: Person,
    at: datetime,
) -> Motion:
    """Put a new version to the Steering Group. One at a time; the same again is one.

    `how`: the way in which it is decided, and until when. Raises PermissionDenied, RuleBroken.
    """
    require(by, Permission.MOTION_PUT, current())
    list(Network.objects.select_for_update(of=("self",)).order_by("pk"))  # one after another
    under_way = CharterVersion.objects.select_for_update().filter(
        state__in=(CharterState.DRAFT, CharterState.OPEN)
    )
    known = under_way.first()
    if known is None:
        last = CharterVersion.objects.aggregate(last=Max("number"))["last"] or 0
        known = CharterVersion.objects.create(
            number=last + 1, text=text, language=language, changes=changes, drafted_at=at
        )
    same = known.state == CharterState.DRAFT and known.text == text
    unless(same, "under_way", _("Another version of the charter is under way.")).or_raise()
    data = {"number": known.number}
    with translation.override(language):
        title, _text = words(changes, data)
    what = motions.Proposal(
        title=title,
        text=changes,
        language=language,
        kind=KIND,
        subject_id=known.pk,
        data=data,
        path="/about/charter/",
        **how,  # type: ignore[arg-type]  # what the form gives
    )
    return motions.put_forward(what, by=by, at=at)


@transaction.atomic
def ratify(
    charter: CharterVersion,
    country: Country,
    word: str,
    *,
    by: Person,
    at: datetime,
    by_mail: bool = False,
) -> Ratification:
    """A Full Member's yes or no; the last one counts. The same again is one.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.CHARTER_RATIFY, country)
    charter = CharterVersion.objects.select_for_update().get(pk=charter.pk)
    ratifying.may_answer(
        is_open=charter.state == CharterState.OPEN,
        closes_on=charter.closes_on,
        on=day(at),
        is_full=country.pk in queries.full_members(day(at)),
    ).or_raise()
    last = charter.answers.filter(country=country).order_by("-number").first()
    if last is not None and last.word == word:
        return last
    made = Ratification.objects.create(
        charter=charter,
        country=country,
        number=charter.answers.count() + 1,
        word=word,
        person=by,
        by_mail=by_mail,
        at=at,
    )
    record(Kind.CHARTER_ANSWERED, charter, by=by, at=at, country=country)
    return made


@transaction.atomic
def settle_due(*, at: datetime) -> int:
    """Count what its last day has passed; how many. Safe to repeat."""
    due = CharterVersion.objects.select_for_update().filter(
        state=CharterState.OPEN, closes_on__lt=day(at)
    )
    found = list(due)
    for charter in found:
        count = queries.count(charter)
        charter.result = count.as_json()
        charter.state = CharterState.RATIFIED if count.is_enough else CharterState.LAPSED
        charter.settled_at = at
        charter.save(update_fields=["result", "state", "settled_at"])
        record(Kind.CHARTER_SETTLED, charter, by=None, at=at)
    return len(found)


def _adopt(carried: Carried) -> None:
    """Adopted: it goes to the Full Members, each asked through its point of contact."""
    rows = CharterVersion.objects.select_for_update()
    charter = rows.filter(pk=carried.subject_id, state=CharterState.DRAFT).first()
    unless(
        charter is not None, "gone", _("This version of the charter is no longer a draft.")
    ).or_raise()
    if charter is None or carried.outcome is Outcome.DEFERRED:
        return
    charter.decision_id = carried.decision_id
    charter.state = CharterState.REJECTED
    if carried.outcome is Outcome.ADOPTED:
        on = day(carried.at)
        charter.state, charter.opens_on = CharterState.OPEN, on
        charter.closes_on = ratifying.last_day(on, queries.days_on(on))
    charter.save(update_fields=["decision", "state", "opens_on", "closes_on"])
    if charter.state == CharterState.OPEN:
        fact = record(Kind.CHARTER_OPENED, charter, by=None, at=carried.at)
        asking.ask_members(charter, queries.contacts(day(carried.at)), fact, at=carried.at)


def words(text: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Which version it is. What changes is said in its author's own words."""
    return str(CharterVersion(number=data["number"])), text


ADOPT = Effect(KIND, _("Adopt a charter"), tuple, _adopt, said=Said(its_text, words))
