"""Another organisation becomes the Network Manager: decided, prepared, and done on its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import manager_letters as letters
from jln.governance.actions import register
from jln.governance.models import ManagerAppointment
from jln.governance.queries import manager as queries
from jln.governance.rules import managing
from jln.governance.rules.managing import Change, Step
from jln.kit.matter import Effect, Outcome, Said
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.kit.verdict import refusal, unless
from jln.people.models import Institution
from jln.seats.actions import on_their_day, takes_over
from jln.ui import formats
from jln.web import versions
from jln.web.models import Network

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from jln.kit.matter import Carried
    from jln.people.models import Person

DECIDES = managing.DECIDES
DAY = timedelta(days=1)
GONE = _("This organisation is not on record any more.")


def check(institution: Institution, first_day: date, *, on: date) -> ManagerAppointment | None:
    """May it be appointed from this day? Gives who is Network Manager now. Raises RuleBroken."""
    rows = ManagerAppointment.objects.select_for_update(of=("self",))
    present = rows.filter(ends=None).first()
    under_way = queries.under_way().filter(moved_at=None)
    managing.may_appoint(
        first_day,
        on=on,
        is_present=present is not None and present.institution_id == institution.pk,
        is_under_way=under_way.exists(),
        present_since=present.first_day if present else None,
    ).or_raise()
    return present


def _appoint(carried: Carried) -> None:
    """Adopted: on record with its first day, and a hand-over open for each of the staff."""
    if carried.outcome is not Outcome.ADOPTED:
        return
    institution = Institution.objects.filter(slug=carried.data["institution"]).first()
    unless(institution is not None, "gone", GONE).or_raise()
    if institution is None:
        return
    first_day = date.fromisoformat(carried.data["starts_on"])
    present = check(institution, first_day, on=day(carried.at))
    if present is not None:
        present.ends = PartialDate.of(first_day - DAY)
        present.save(update_fields=["ends"])
    made = _made(institution, first_day, carried)

    _open_for_others(made, at=carried.at)

    fact = record(Kind.MANAGER_APPOINTED, made, by=None, at=carried.at)
    letters.tell(made, queries.to_tell(made, day(carried.at)), fact, at=carried.at)


def _open_for_others(of: ManagerAppointment, *, at: datetime) -> None:
    """A hand-over for each of the staff who are not of the organisation, and serve until then."""
    last_day = of.first_day - DAY
    for seat in takes_over.leading(queries.staff_of_others(of, day(at))):
        if of.institution and (seat.ends_on is None or seat.ends_on >= last_day):
            takes_over.open_for(seat, of.institution, last_day, at=at)


def _made(institution: Institution, first_day: date, carried: Carried) -> ManagerAppointment:
    try:
        with transaction.atomic():
            return ManagerAppointment.objects.create(
                institution=institution,
                starts=PartialDate.of(first_day),
                decision_id=carried.decision_id,
                sources=f"Decision {carried.number}",
                confidence=Confidence.CONFIRMED,
                confirmed_at=carried.at,
                appointed_at=carried.at,
            )
    except IntegrityError:  # another decision of the same moment
        raise refusal("under_way", managing.UNDER_WAY) from None


def _named(title: str, _text: str) -> str:
    before, after = _t("Network Manager: %(name)s").split("%(name)s")
    return title.removeprefix(before).removesuffix(after)


def words(name: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Title and text of the motion."""
    said = {"name": name, "date": formats.day(date.fromisoformat(data["starts_on"]))}
    title = _t("Network Manager: %(name)s") % said
    return title, _t("%(name)s is the Network Manager from %(date)s.") % said


SAID = Said(_named, words)
APPOINT = Effect(DECIDES, _("Appoint the Network Manager"), tuple, _appoint, managing.FOLLOWS, SAID)


@transaction.atomic
def set_head(
    of: ManagerAppointment, person: Person, *, by: Person, at: datetime
) -> ManagerAppointment:
    """Say who names the people of the new organisation. No role comes with it.

    Safe to repeat. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.MANAGER_HEAD, of)
    of = _locked(of.pk)
    managing.may_head(is_under_way=queries.under_way().filter(pk=of.pk).exists()).or_raise()
    if of.head_id == person.pk:
        return of
    of.head = person
    of.save(update_fields=["head"])
    fact = record(Kind.MANAGER_HEADED, of, by=by, at=at, about=person)
    letters.tell(of, [person], fact, at=at)
    return of


def on_its_day(*, at: datetime) -> int:
    """The hourly duty: seats that are settled begin, the rest goes along, or staff are warned.

    Safe to repeat. Gives how much was done.
    """
    done = on_their_day(at=at)
    rows = queries.under_way().filter(starts__lte=PartialDate.of(day(at) + managing.AHEAD))
    for pk in list(rows.values_list("pk", flat=True)):
        done += _follow_up(pk, at)
    return done


@transaction.atomic
def _follow_up(pk: int, at: datetime) -> int:
    of, on = _locked(pk), day(at)
    there = list(queries.staff_of(of, on))
    opened = queries.handovers(of).filter(closed_at=None)
    found = Change(
        first_day=of.first_day,
        is_there=bool(there),
        is_settled=opened.filter(begun__isnull=False).exists(),
        is_moved=of.moved_at is not None,
        warned_on=day(of.warned_at) if of.warned_at else None,
    )
    step = managing.step(found, on=on)
    if step is Step.WARN:
        return _warn(of, at)
    done = _change(of, at) if step is Step.CHANGE else 0
    if on < of.first_day:
        return done
    first = {seat.kind: seat for seat in reversed(there)}
    for handover in opened.filter(begun=None).order_by("pk"):
        if handover.seat.kind in first:
            done += takes_over.fold_into(handover, first[handover.seat.kind], at=at)
    return done


def _change(of: ManagerAppointment, at: datetime) -> int:
    """The key and the letters' name are the new organisation's from now on."""
    of.moved_at = at
    of.save(update_fields=["moved_at"])
    _open_for_others(of, at=at)  # who came after the decision
    register.change_key(of, at=at)
    Network.objects.update(manager=of.called)
    versions.bump("network")
    fact = record(Kind.MANAGER_MOVED, of, by=None, at=at)
    letters.tell(of, queries.to_tell(of, day(at)), fact, at=at)
    return 1


def _warn(of: ManagerAppointment, at: datetime) -> int:
    of.warned_at = at
    of.save(update_fields=["warned_at"])
    fact = record(Kind.MANAGER_WAITS, of, by=None, at=at)
    letters.tell(of, queries.to_tell(of, day(at)), fact, at=at)
    return 1


def _locked(pk: int) -> ManagerAppointment:
    rows = ManagerAppointment.objects.select_for_update(of=("self",))
    return rows.select_related("institution", "jointly_with").get(pk=pk)
