"""A country's expression of interest, by somebody who has no account: asked for, kept, sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.membership import letters, queries
from jln.membership.models import Application
from jln.membership.rules import applying as rules
from jln.membership.terms import UNDER_WAY, ApplicationState
from jln.parameters.queries import value
from jln.uploads import actions as uploads
from jln.web import limits

if TYPE_CHECKING:
    from jln.uploads.actions import Document

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
_TO_WRITE = (ApplicationState.DRAFT, ApplicationState.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Draft(rules.Said):
    """What is kept, and in which language it is written."""

    language: str = "en"


def ask(address: str, code: str, *, remote: str, language: str, at: datetime) -> Application | None:
    """Send the link to this address: to a new draft, or to what it wrote for this country.

    Asked twice in a minute, one letter goes. Raises `RuleBroken` when it was asked too often.
    """
    address = address.strip().lower()
    allowed = (
        limits.allow("join", address, most=rules.ASKS_A_DAY, per=DAY, at=at),
        limits.allow("join of", code, most=rules.ASKS_A_DAY_OF_A_COUNTRY, per=DAY, at=at),
        limits.allow("join from", remote, most=rules.ASKS_A_DAY_FROM_ONE_PLACE, per=DAY, at=at),
    )
    late = _("Too many links were asked for today. Older links still work; try again tomorrow.")
    verdict = unless(all(allowed), "too_often", late)
    (verdict & rules.may_ask(is_member=queries.is_member(code))).or_raise()
    with transaction.atomic():
        mine = Application.objects.filter(address=address, country_code=code)
        found = (
            mine.filter(state__in=UNDER_WAY).first()
            or mine.filter(state=ApplicationState.DRAFT).first()
        )
        if found is None:
            found = _begun(address, code, language, at)
        elif found.state == ApplicationState.DRAFT:
            Application.objects.filter(pk=found.pk).update(saved_at=at)
        if limits.allow("join letter", found.pk, most=1, per=MINUTE, at=at):  # not pressed twice
            letters.tell(found, "link", at=at)
    return found


def _begun(address: str, code: str, language: str, at: datetime) -> Application:
    """A new draft; where two begin at once, the first one's."""
    made, _is_new = Application.objects.get_or_create(
        address=address,
        country_code=code,
        state=ApplicationState.DRAFT,
        defaults={"language": language, "asked_at": at, "saved_at": at},
    )
    return made


@transaction.atomic
def save(
    application: Application, said: Draft, letter: Document | None = None, *, at: datetime
) -> Application:
    """Keep what was written so far. Raises `RuleBroken` once it is sent."""
    application = _locked(application)
    is_open = application.state in _TO_WRITE
    unless(is_open, "settled", _("It is sent: it can no longer be changed.")).or_raise()
    for name, text in asdict(said).items():
        setattr(application, name, text)
    application.saved_at = at
    old = application.letter
    if letter:
        application.letter = uploads.keep_document(letter, at=at)
    application.save()
    if letter and old:
        uploads.discard(old)
    return application


@transaction.atomic
def submit(application: Application, *, at: datetime) -> Application:
    """Send it: an officer reads it. Sent twice is sent once. Raises `RuleBroken`."""
    application = _locked(application)
    if application.state in {ApplicationState.SUBMITTED, ApplicationState.SCREENED}:
        return application
    code = application.country_code
    others = queries.under_way(code).exclude(pk=application.pk)
    verdict = rules.may_submit(
        application.state, is_applying=others.exists(), is_member=queries.is_member(code)
    )
    most = value("application_words", on=day(at))
    (verdict & rules.is_complete(said_in(application), most_words=most)).or_raise()

    application.state = ApplicationState.SUBMITTED
    application.submitted_at = application.submitted_at or at
    try:
        with transaction.atomic():
            application.save(update_fields=["state", "submitted_at"])
    except IntegrityError:  # another one of this country was sent at the same moment
        rules.may_submit(ApplicationState.DRAFT, is_applying=True, is_member=False).or_raise()

    record(Kind.APPLICATION_SENT, application, by=None, at=at, data={"country": code})
    letters.tell(application, "sent", at=at)
    return application


@transaction.atomic
def withdraw(application: Application, *, at: datetime) -> Application:
    """Who wrote it takes it back. Safe to repeat. Raises `RuleBroken` once it is answered."""
    application = _locked(application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    rules.may_withdraw(application.state).or_raise()

    application.state, application.closed_at = ApplicationState.WITHDRAWN, at
    application.save(update_fields=["state", "closed_at"])

    data: dict[str, object] = {"country": application.country_code}
    record(Kind.APPLICATION_WITHDRAWN, application, by=None, at=at, data=data)
    letters.tell(application, "withdrawn", at=at)
    return application


def said_in(application: Application) -> rules.Said:
    """What the rules judge."""
    return rules.Said(**{one.name: getattr(application, one.name) for one in fields(rules.Said)})


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("letter")
    return rows.get(pk=application.pk)
