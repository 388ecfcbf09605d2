"""Asking a partner for support, and putting its answer on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import CountryCoreGroup
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import letters
from jln.governance.models import SupportRequest
from jln.governance.rules import support as rules
from jln.governance.terms import SupportAnswer
from jln.kit.time import day
from jln.people.terms import PARTNERS

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.people.models import Institution, Person


@transaction.atomic
def ask_support(
    group: CountryCoreGroup,
    institution: Institution,
    text: str,
    *,
    needed_on: date | None = None,
    by: Person,
    at: datetime,
) -> SupportRequest:
    """Ask a partner; its people are told. The same open request again is one request.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.CORE_GROUP_KEEP, group)
    rules.may_ask(
        needed_on=needed_on, on=day(at), is_partner=institution.kind in PARTNERS
    ).or_raise()
    CountryCoreGroup.objects.select_for_update().get(pk=group.pk)
    asked, is_new = SupportRequest.objects.get_or_create(
        group=group,
        institution=institution,
        text=text,
        answer="",
        defaults={
            "language": by.language, "needed_on": needed_on, "asked_by": by, "asked_at": at,
        },
    )  # fmt: skip
    if is_new:
        fact = record(Kind.SUPPORT_ASKED, asked, by=by, at=at, country=group.country)
        letters.support_asked(asked, fact, at=at)
    return asked


@transaction.atomic
def answer_support(
    asked: SupportRequest,
    answer: SupportAnswer,
    *,
    words: str,
    answered_on: date | None = None,
    by: Person,
    at: datetime,
) -> SupportRequest:
    """The partner's answer, by its own people or put on record by staff. The group is told."""
    require(by, Permission.SUPPORT_ANSWER, asked)
    rows = SupportRequest.objects.select_for_update(of=("self",))
    asked = rows.select_related("group__country", "institution").get(pk=asked.pk)
    on = answered_on or day(at)
    if (asked.answer, asked.words, asked.answered_on) == (answer, words, on):
        return asked
    rules.may_answer(
        is_open=not asked.answer,
        is_yes=answer == SupportAnswer.YES,
        words=words,
        asked_on=day(asked.asked_at),
        answered_on=on,
        on=day(at),
    ).or_raise()

    asked.answer, asked.words, asked.answered_on, asked.answered_by = answer, words, on, by
    asked.save(update_fields=["answer", "words", "answered_on", "answered_by"])

    fact = record(Kind.SUPPORT_ANSWERED, asked, by=by, at=at, country=asked.group.country)
    letters.support_answered(asked, fact, at=at)
    return asked
