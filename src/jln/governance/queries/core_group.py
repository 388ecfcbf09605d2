"""A Core Group as its pages, letters and rules read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.countries.models import Country, CountryCoreGroup, Seat, shown_at_first
from jln.countries.terms import COUNTRY_SEATS, SeatKind, Shown
from jln.governance import rules
from jln.governance.models import CoreGroupAction, CoreGroupMeeting, CoreGroupReach
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.membership.models import CountryMembership
from jln.membership.terms import Level
from jln.parameters import queries as parameters
from jln.people.models import Institution, Person
from jln.spaces.models import Space

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

ANOTHER_AT_THAT_TIME = _("The group has another meeting at that time.")
CANCELLED = rules.CANCELLED
NO_NOTES_YET = _("There are no notes of this meeting yet.")
MEETINGS, ACTIONS, REACH = 12, 7, 3  # shown on the group's page
A_YEAR = timedelta(days=365)
TO_FILL = (SeatKind.CCG_CHAIR, SeatKind.CCG_COORDINATOR, SeatKind.POINT_OF_CONTACT)


def is_member(country: Country) -> bool:
    """Whether the country belongs to the network now."""
    now = CountryMembership.objects.filter(country=country, ends=None)
    return now.exclude(level=Level.FORMER).exists()


def space_of(country: Country) -> Space | None:
    """The country's own space, which it has with a group or without."""
    return Space.objects.filter(country=country).first()


def people_of(country: Country, *, on: date) -> QuerySet[Person]:
    """Those who hold a seat of the country on a day."""
    held = Seat.objects.held_on(on).filter(country=country, kind__in=COUNTRY_SEATS)
    return Person.objects.present().filter(pk__in=held.values("person")).order_by("name", "pk")


def institutions_of(country: Country) -> list[Institution]:
    """Those of the country that a group may be made of."""
    return list(country.institutions.order_by("name", "pk"))


def forming(person: Person) -> QuerySet[Country]:
    """Countries whose group the person may put on record."""
    return visible(person, P.CORE_GROUP_FORM, Country.objects.all())


def changing(person: Person) -> QuerySet[CountryCoreGroup]:
    """Groups of which the person may say something else."""
    return visible(person, P.CORE_GROUP_CHANGE, _groups())


def keeping(person: Person) -> QuerySet[CountryCoreGroup]:
    """Groups whose meetings the person may hold."""
    return visible(person, P.CORE_GROUP_KEEP, _groups())


def meetings_to_keep(person: Person) -> QuerySet[CoreGroupMeeting]:
    """Meetings of the person's own group."""
    rows = CoreGroupMeeting.objects.filter(group__in=keeping(person), cancelled_at=None)
    return rows.select_related("group__country")


def actions_to_change(person: Person) -> QuerySet[CoreGroupAction]:
    """Actions of the person's own group."""
    rows = CoreGroupAction.objects.filter(group__in=keeping(person))
    return rows.select_related("group__country", "owner", "given_by", "meeting__group__country")


def actions_to_settle(person: Person) -> QuerySet[CoreGroupAction]:
    """Actions that the person may answer for."""
    rows = visible(person, P.CORE_ACTION_SETTLE, CoreGroupAction.objects.all())
    return rows.select_related("group__country", "owner", "given_by", "meeting__group__country")


def due_and_not_told(on: date) -> QuerySet[CoreGroupAction]:
    """Open actions whose day has come and whose owner was not told of that day."""
    due = CoreGroupAction.objects.filter(done_at=None, owner__isnull=False, due_on__lte=on)
    told = due.filter(reminded_for=F("due_on")).values("pk")
    return due.exclude(pk__in=told).order_by("due_on", "pk")


def _groups() -> QuerySet[CountryCoreGroup]:
    return CountryCoreGroup.objects.select_related("country")


def may_see(person: Person | None, country: Country) -> bool:
    """Whether the group's own page is the reader's to open. No query for a visitor."""
    return person is not None and can(person, P.CORE_GROUP_VIEW, country)


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A country's group as one of its people, or staff, sees it."""

    country: Country
    space: Space | None
    group: CountryCoreGroup | None
    health: rules.Health
    seats: list[Seat]
    meetings: list[CoreGroupMeeting] = field(default_factory=list)
    actions: list[CoreGroupAction] = field(default_factory=list)
    reach: list[CoreGroupReach] = field(default_factory=list)
    may_form: bool = False
    may_change: bool = False
    is_inside: bool = False
    mine: frozenset[int] = frozenset()  # actions the reader may answer for
    today: date | None = None

    @property
    def coming(self) -> CoreGroupMeeting | None:
        """The next meeting."""
        open_ones = [one for one in self.meetings if one.noted_at is None]
        coming = [one for one in open_ones if self.today and day(one.starts_at) >= self.today]
        return min(coming, key=lambda one: one.starts_at, default=None)

    @property
    def past(self) -> list[CoreGroupMeeting]:
        """The others, the latest first."""
        return [one for one in self.meetings if one is not self.coming]

    @property
    def shown(self) -> list[str]:
        """What visitors see, in words."""
        return [str(Shown(part).label) for part in self.group.shows] if self.group else []


def group_page(person: Person, code: str, *, at: datetime) -> GroupPage | None:
    """None where there is no such country, or its group is none of the person's business."""
    among = Country.objects.filter(code=code.upper()).select_related("core_group", "space")
    country = visible(person, P.CORE_GROUP_VIEW, among).first()
    if country is None:
        return None
    group = _group_of(country)
    allowed = granted(
        person,
        [
            (P.CORE_GROUP_FORM, [country.pk]),
            (P.CORE_GROUP_CHANGE, [group.pk if group else None]),
            (P.CORE_GROUP_KEEP, [group.pk if group else None]),
        ],
    )
    may = {permission for permission, _pk in allowed}
    seats = _seats(country, day(at))
    meetings = _meetings(group)
    is_inside = P.CORE_GROUP_KEEP in may
    actions = _open_actions(group)
    seen = _seen(group, seats, meetings, actions, at)
    reach = list(group.reach.order_by("-told_on", "-pk")[:REACH]) if group and is_inside else []
    return GroupPage(
        country=country,
        space=getattr(country, "space", None),
        group=group,
        health=rules.health(seen, _needed(day(at)), day(at)),
        seats=[one for one in seats if one.ends_on is None or one.ends_on >= day(at)],
        meetings=meetings,
        actions=actions[:ACTIONS] if is_inside else [],
        reach=reach,
        may_form=group is None and P.CORE_GROUP_FORM in may,
        may_change=P.CORE_GROUP_CHANGE in may,
        is_inside=is_inside,
        mine=frozenset(one.pk for one in actions if one.owner_id == person.pk),
        today=day(at),
    )


def _group_of(country: Country) -> CountryCoreGroup | None:
    rows = CountryCoreGroup.objects.filter(country=country).select_related("country")
    return rows.prefetch_related("institutions", "secretariat").first()


def _seats(country: Country, on: date) -> list[Seat]:
    """Those of the country that begun, with their people, the leading ones first."""
    rows = Seat.objects.filter(country=country, kind__in=COUNTRY_SEATS, starts_on__lte=on)
    found = list(rows.filter(person__isnull=False).select_related("person"))
    order = [*TO_FILL, SeatKind.CCG_MEMBER]
    return sorted(found, key=lambda one: (order.index(SeatKind(one.kind)), _name(one)))


def _name(seat: Seat) -> str:
    return seat.person.name if seat.person else ""


def _meetings(
    group: CountryCoreGroup | None, *, until: datetime | None = None
) -> list[CoreGroupMeeting]:
    if group is None:
        return []
    rows = group.meetings.filter(cancelled_at=None)
    rows = rows.filter(starts_at__lte=until) if until else rows
    rows = rows.order_by("-starts_at").prefetch_related("items", "represented")
    return list(rows.select_related("group__country")[:MEETINGS])


def _open_actions(group: CountryCoreGroup | None) -> list[CoreGroupAction]:
    if group is None:
        return []
    rows = group.actions.filter(done_at=None).select_related("owner")
    return list(rows.order_by("due_on", "pk"))


def health_of(country: Country, *, at: datetime) -> tuple[rules.Health, rules.Seen]:
    """How a country's group was doing at a moment, and what was on record of it by then."""
    group = _group_of(country)
    if group and group.since and group.since.first > day(at):
        group = None
    seats = _seats(country, day(at))
    actions = _open_actions(group)
    seen = _seen(group, seats, _meetings(group, until=at), actions, at)
    return rules.health(seen, _needed(day(at)), day(at)), seen


def _needed(on: date) -> rules.Needed:
    numbers = parameters.all_on(on)
    return rules.Needed(
        institutions=numbers["ccg_min_institutions"].value,
        months=numbers["ccg_at_risk_months"].value,
    )


def _seen(
    group: CountryCoreGroup | None,
    seats: Sequence[Seat],
    meetings: Sequence[CoreGroupMeeting],
    actions: Sequence[CoreGroupAction],
    at: datetime,
) -> rules.Seen:
    on = day(at)
    held = {one.kind for one in seats if one.ends_on is None or one.ends_on >= on}
    vacant = tuple(str(kind.label) for kind in TO_FILL if kind not in held)
    if group is None:
        return rules.Seen(vacant=vacant)
    last = next((one for one in meetings if one.noted_at and one.starts_at <= at), None)
    coming = [one for one in meetings if one.starts_at > at]
    late = [one.due_on for one in actions if one.is_late_on(on)]
    told = group.reach.filter(told_on__gt=on - A_YEAR, told_on__lte=on)
    return rules.Seen(
        is_formed=True,
        has_terms=bool(group.terms or group.terms_link),
        institutions=len(group.institutions.all()),
        formed=group.since.last if group.since else None,
        last_met=day(last.starts_at) if last else None,
        next_meeting=min((day(one.starts_at) for one in coming), default=None),
        spoke=len(last.represented.all()) if last else 0,
        open_actions=len(actions),
        late_actions=len(late),
        oldest_late=min(late, default=None),
        has_coordinator=SeatKind.CCG_COORDINATOR in held,
        had_coordinator=any(one.kind == SeatKind.CCG_COORDINATOR for one in seats),
        vacant=vacant,
        passed_on=told.aggregate(people=Sum("people"))["people"] or 0,
    )


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting: all of it for the group, notes and who was there for everybody else."""

    meeting: CoreGroupMeeting
    is_inside: bool
    actions: list[CoreGroupAction]
    has_begun: bool


def meeting_page(
    person: Person | None, country: str, code: str, *, at: datetime
) -> MeetingPage | None:
    """None where there is none, or it is none of the reader's."""
    rows = CoreGroupMeeting.objects.filter(pk=number_of(code), group__country__code=country.upper())
    rows = rows.select_related("group__country").prefetch_related("items", "represented")
    meeting = visible(person, P.CORE_MEETING_VIEW, rows).first()
    if meeting is None:
        return None
    is_inside = bool(granted(person, [(P.CORE_GROUP_KEEP, [meeting.group_id])]))
    agreed = meeting.actions.select_related("owner").order_by("due_on", "pk")
    return MeetingPage(
        meeting=meeting,
        is_inside=is_inside,
        actions=list(agreed) if is_inside else [],
        has_begun=meeting.starts_at <= at,
    )


@dataclass(frozen=True, slots=True)
class CountryLine:
    """What visitors are shown of a country's group."""

    shows: frozenset[str]
    coordinator: str = ""
    secretariat: tuple[Institution, ...] = ()
    notes: tuple[CoreGroupMeeting, ...] = ()


def for_visitors(group: CountryCoreGroup | None, *, on: date) -> CountryLine:
    """The parts that the country chose. Three queries, however much there is."""
    if group is None:
        return CountryLine(frozenset(shown_at_first()))
    shows = frozenset(group.shows)
    holder = Seat.objects.held_on(on).filter(
        country=group.country_id, kind=SeatKind.CCG_COORDINATOR
    )
    names = holder.order_by("pk").values_list("person__name", flat=True)
    public = group.meetings.filter(is_public=True, noted_at__isnull=False)
    has_institutions = Shown.INSTITUTIONS in shows
    return CountryLine(
        shows=shows,
        coordinator=(names.first() or "") if Shown.COORDINATOR in shows else "",
        secretariat=tuple(group.secretariat.order_by("name", "pk")) if has_institutions else (),
        notes=tuple(public.select_related("group__country").order_by("-starts_at")[:3]),
    )
