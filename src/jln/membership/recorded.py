"""Evidence for Full Membership from what is on record here and in the domains below."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, OuterRef, Q, When, Window
from django.utils.translation import gettext as _

from jln.conversations.models import Post
from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS, SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.codes import code_of
from jln.membership import queries
from jln.membership.evidence import Counted, Rows
from jln.membership.models import Contribution
from jln.membership.rules.full import Evidence, together
from jln.membership.rules.months import months_after, whole_months
from jln.membership.terms import Level
from jln.parameters.queries import value
from jln.people.models import Person
from jln.problems.models import Problem
from jln.spaces.terms import Visibility
from jln.ui.formats import day as written
from jln.ui.formats import number
from jln.web.addresses import url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from jln.countries.models import Country

SHOWN = 3  # of each kind of evidence, the newest
_LOOKED = (Kind.PERSON_UPDATED, Kind.POSITION_BEGUN, Kind.POSITION_ENDED)
_ALL = 100


def moment_after(on: date) -> datetime:
    """The first moment of the next day."""
    return datetime.combine(on + timedelta(days=1), time(), UTC)


def months_until(on: date, code: str) -> tuple[datetime, datetime]:
    """The months of a number, up to the end of a day."""
    end = moment_after(on)
    return datetime.combine(months_after(end.date(), -value(code, on=on)), time(), UTC), end


def months_as_associate(country: Country, on: date) -> Evidence:
    """Whole months that have surely gone by since it became an Associate Member."""
    record = queries.record(country)
    begun = [one for one in record.changes if one.level == Level.ASSOCIATE and one.earliest <= on]
    if not begun or not record.on(on).is_surely(Level.ASSOCIATE):
        return Evidence(0, [(_("Since when it is an Associate Member is not on record."), "")])
    last = begun[-1]
    if last.is_dated:
        words = _("Associate Member since %(date)s") % {"date": written(last.earliest)}
    else:
        words = _("Associate Member since some day from %(start)s to %(end)s: the last counts") % {
            "start": written(last.earliest),
            "end": written(last.latest),
        }
    return Evidence(whole_months(last.latest, on), [(words, "#history")])


def answers(country: Country, on: date) -> Evidence:
    """Answers that its people wrote; those in closed rooms are counted and not named."""
    since, until = months_until(on, "sharing_months")
    written = Post.objects.filter(
        country=country,
        number__gt=1,
        hidden_at=None,
        topic__hidden_at=None,
        posted_at__gte=since,
        posted_at__lt=until,
    )
    is_open = Q(space__visibility__in=(Visibility.PUBLIC, Visibility.MEMBERS))
    posts = written.annotate(
        is_open=Case(When(is_open, then=1), default=0), every=Window(Count("pk"))
    )
    newest = posts.select_related("topic").order_by("-is_open", "-posted_at")[: SHOWN * SHOWN]
    topics = {post.topic_id: post.topic for post in newest if post.is_open}
    lines = [(topic.title, url("topic", code=topic.code)) for topic in topics.values()]
    return Evidence(newest[0].every if newest else 0, lines[:SHOWN])


def as_many(lines: list[tuple[str, str]]) -> Evidence:
    """Each counts, and the newest are shown."""
    return Evidence(len(lines), lines[:SHOWN])


def _stated(country: Country, on: date) -> QuerySet[Problem]:
    since, until = months_until(on, "sharing_months")
    return Problem.objects.filter(
        country=country, withdrawn_at=None, created_at__gte=since, created_at__lt=until
    ).exclude(stated_by=None)


problems = Counted(
    as_many,
    (
        Rows(
            _stated,
            ("-created_at", "-pk"),
            "statement",
            lambda _country, key: url("problem", code=code_of(int(key))),
        ),
    ),
)
"""Problems that its people stated."""


def profiles(country: Country, on: date) -> Evidence:
    """Of the people of the Core Group, the share that joined or changed their profile lately."""
    since, until = months_until(on, "profiles_months")
    seats = Seat.objects.held_on(on).filter(country=country, kind__in=COUNTRY_SEATS)
    looked = Fact.objects.filter(
        by=OuterRef("pk"), kind__in=_LOOKED, at__gte=since, at__lt=until, about=OuterRef("pk")
    )
    people = list(
        Person.objects.present()
        .filter(Exists(seats.filter(person=OuterRef("pk"))))
        .annotate(has_looked=Exists(looked))
        .order_by("name", "pk")
        .values_list("pk", "name", "created_at", "has_looked")
    )
    old = [
        (pk, name) for pk, name, joined, has_looked in people if not has_looked and joined < since
    ]
    lines = [(_of(len(people) - len(old), len(people)), "")]
    share = _ALL * (len(people) - len(old)) // len(people) if people else 0
    return Evidence(share, [*lines, *_waiting_for(old)])


def _of(some: int, every: int) -> str:
    return _("%(some)s of %(all)s people of the Core Group") % {
        "some": number(some),
        "all": number(every),
    }


def _waiting_for(people: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    words = _("Not yet: %(name)s")
    return [(words % {"name": name}, url("person", code=code_of(pk))) for pk, name in people]


def places(country: Country, on: date) -> Evidence:
    """Free places among the Full Members, where their number is limited."""
    cap = value("full_cap", on=on)
    if not cap:
        return Evidence(1, is_enough=True)
    others = [one for one in queries.records() if one.country.pk != country.pk]
    taken = sum(Level.FULL in one.on(on).levels for one in others)
    return Evidence(cap - taken)


def facilitates(country: Country, on: date) -> Evidence:
    """Groups that its people facilitated in the months that count."""
    since, _until = months_until(on, "sharing_months")
    held = Seat.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=since.date()),
        kind=SeatKind.FACILITATOR,
        person__country=country,
        starts_on__lte=on,
    )
    named = held.select_related("group", "country").order_by("-starts_on", "-pk")[:SHOWN]
    lines = [(one.called, "") for one in named]
    return Evidence(len(lines), lines)


def in_kind(country: Country, on: date) -> Evidence:
    """The same, and what its people recorded as given."""
    since, _until = months_until(on, "sharing_months")
    rows = Contribution.objects.filter(
        country=country, withdrawn_at=None, given_on__gte=since.date(), given_on__lte=on
    )
    newest = rows.order_by("-given_on", "-pk").values_list("what", flat=True)[:SHOWN]
    path = url("contributions", code=country.code.lower())
    given = [(what, path) for what in newest]
    return together(facilitates(country, on), Evidence(len(given), given))
