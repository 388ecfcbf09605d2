"""The next weekly message of a person as it would go now: by what makes it then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from jln.mail import hours
from jln.notify.audiences import AUDIENCES
from jln.notify.digests import compose, days, gather, items
from jln.notify.digests.shared import Shared
from jln.spaces.models import Subscription

if TYPE_CHECKING:
    from jln.people.models import Person

A_MOMENT = timedelta(microseconds=1)


def next_weekly(person: Person, at: datetime) -> tuple[datetime, compose.Message | None]:
    """When it goes, and its words; none if nothing waits or no message goes."""
    plan = items.plans_of([person.pk]).get(person.pk, items.DEFAULT)
    moment = days.coming(at, person.timezone, plan.daily_at, plan.weekly_on)
    if person.away_until and hours.is_away(person.away_until, moment, person.timezone):
        back = hours.wall(person.away_until + days.A_DAY, 0, person.timezone) - A_MOMENT
        moment = days.coming(back, person.timezone, plan.daily_at, plan.weekly_on)
    if not gather.is_reached(person, moment):
        return moment, None
    mine = Subscription.objects.filter(person=person, left_at=None).values("space")
    among = Q(space__in=mine) | Q(topic=None, fact__kind__in=items.NEWS)
    shared = Shared.at_now(at, AUDIENCES, among=among)
    (one,) = gather.waits_for(shared, [person], moments={person.pk: moment})
    if not one.filled.numbered:
        return moment, None
    things = compose.Things(shared)
    things.read(one.entries)
    return moment, compose.message(things, one, one.filled)
