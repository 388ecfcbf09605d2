"""At telling time: what a fact costs its readers, and who of them is told of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from jln.conversations.models import Post
from jln.facts.kinds import Kind
from jln.kit import clock
from jln.mail import hours
from jln.mail.models import OutgoingMail
from jln.notify.digests import days, rules
from jln.notify.models import Digest, DigestItem, MailPlan
from jln.notify.terms import Because, Often, Sort
from jln.spaces.terms import SpaceKind
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jln.facts.models import Fact
    from jln.people.models import Person

FIRST_POSTS = frozenset(
    {Kind.DIALOGUE_OPENED, Kind.POLL_OPENED, Kind.TOPIC_ASKED, Kind.TOPIC_STARTED}
)
POSTS = FIRST_POSTS | {Kind.POST_WRITTEN}
BECAUSE_OF_YOU = frozenset(
    {
        Kind.ADAPTATION_ADVANCED,
        Kind.ADAPTATION_REPORTED,
        Kind.ADAPTATION_STOPPED,
        Kind.DIALOGUE_PUBLISHED,
        Kind.POLL_CLOSED,
        Kind.POLL_TOLD,
        Kind.POST_THANKED,
        Kind.PRIORITY_FATE,
        Kind.PROBLEM_SHARED,
    }
)
FROM_THE_NETWORK = frozenset(
    {
        Kind.CHARTER_SETTLED,
        Kind.DECISION_TAKEN,
        Kind.NEWSLETTER_SENT,
        Kind.STEERING_SUMMARISED,
    }
)
BY_THE_HOUR = frozenset({Kind.NEWSLETTER_SENT, Kind.OPPORTUNITY_OPENED})
"""Whose letters are written at each reader's own hour, by runs of their own."""
NEWS = BECAUSE_OF_YOU | FROM_THE_NETWORK
"""What nobody is asked to do anything about: it may wait, if its reader wants that."""

AT_A_TIME = 500
NEVER_WAIT = frozenset({Because.ASKER, Because.CORE_GROUP})
"""Answers to one's own question come at once, and what a country is asked, whatever the minutes."""


def item_of(fact: Fact, post: Post | None = None) -> DigestItem:
    """The row of a fact that has readers; made once, under the lock of its number.

    `post`: what the fact is about, if it was read already.
    """
    post = post if fact.kind in POSTS and post else _post(fact)
    is_network = post is not None and post.topic.space.kind == SpaceKind.NETWORK
    sort = Sort.ME
    if post is not None or fact.kind in NEWS:
        sort = Sort.NETWORK if is_network or fact.kind in FROM_THE_NETWORK else Sort.GROUPS
    with transaction.atomic():
        versions.bump("digest")
        if found := DigestItem.objects.filter(fact=fact).first():
            return found
        return DigestItem.objects.create(
            fact=fact,
            sort=sort,
            space_id=post.space_id if post else None,
            topic_id=post.topic_id if post else None,
            post=post,
            seconds=rules.seconds_of(post.text) if post else _seconds(fact),
            at=fact.at,
        )


def _post(fact: Fact) -> Post | None:
    posts = Post.objects.select_related("topic__space")
    if fact.kind == Kind.POST_WRITTEN:
        return posts.filter(pk=fact.subject_id).first()
    if fact.kind in FIRST_POSTS:
        return posts.filter(topic=fact.subject_id, number=1).first()
    return None


def _seconds(fact: Fact) -> int:
    """Of what is no post: as it was counted when it was sent, else as any letter."""
    counted = fact.data.get("seconds")
    return counted if isinstance(counted, int) else rules.A_LETTER


def at_once(
    fact: Fact, item: DigestItem, readers: Iterable[tuple[Person, Because]]
) -> Iterator[tuple[Person, Because]]:
    """Of those who are told, who gets a letter now. The others find it in their next message.

    Select the readers' `mail_plan` with them.
    """
    if fact.kind in BY_THE_HOUR:
        return
    if fact.kind not in POSTS and fact.kind not in NEWS:
        yield from readers
        return
    waiting: list[tuple[Person, Because]] = []
    for reader in readers:
        waiting.append(reader)
        if len(waiting) == AT_A_TIME:
            yield from _now(fact, item, waiting)
            waiting = []
    yield from _now(fact, item, waiting)


def _now(
    fact: Fact, item: DigestItem, readers: list[tuple[Person, Because]]
) -> Iterator[tuple[Person, Because]]:
    plans = {one.pk: one.mail_plan for one, _ in readers if hasattr(one, "mail_plan")}
    if fact.kind in NEWS:
        readers = [one for one in readers if plans.get(one[0].pk, DEFAULT).news == Often.EVERY]
    at = clock.now()
    spent = spent_of([one for one, because in readers if because not in NEVER_WAIT], plans, at)
    for person, because in readers:
        plan = plans.get(person.pk, DEFAULT)
        must = because in NEVER_WAIT
        if must or rules.fits(plan.minutes, spent.get(person.pk, 0), item.seconds):
            yield person, because


DEFAULT = MailPlan()
"""What holds for who never said otherwise."""
NO_MOMENTS: Mapping[int, datetime] = {}


def plans_of(people: Iterable[int]) -> dict[int, MailPlan]:
    """The plans that people have said, by number of the person."""
    return {plan.person_id: plan for plan in MailPlan.objects.filter(person__in=people)}


def week_of(person: Person, plan: MailPlan, at: datetime) -> datetime:
    """The moment at which the person's week began."""
    on = days.today(at, person.timezone)
    return hours.wall(days.week_began(on, plan.weekly_on), 0, person.timezone)


def spent_of(
    people: Iterable[Person],
    plans: Mapping[int, MailPlan],
    at: datetime,
    moments: Mapping[int, datetime] = NO_MOMENTS,
) -> dict[int, int]:
    """The seconds of their week that letters and messages have taken, by person.

    Two queries, in however many zones they live. `moments`: in whose week of which other moment.
    """
    weeks: dict[datetime, list[int]] = {}
    for person in people:
        plan = plans.get(person.pk, DEFAULT)
        if plan.minutes is not None:
            moment = moments.get(person.pk, at)
            weeks.setdefault(week_of(person, plan, moment), []).append(person.pk)
    if not weeks:
        return {}
    letters = OutgoingMail.objects.filter(
        _since(weeks, "created_at"), fact__digest_item__isnull=False
    ).exclude(state="withheld")
    made = Digest.objects.filter(_since(weeks, "made_at"))
    spent: dict[int, int] = {}
    for rows, what in ((letters, "fact__digest_item__seconds"), (made, "seconds")):
        sums = rows.order_by().values_list("person").annotate(n=Coalesce(Sum(what), 0))
        for person_id, seconds in sums:
            spent[person_id] = spent.get(person_id, 0) + seconds
    return spent


def _since(weeks: Mapping[datetime, list[int]], field: str) -> Q:
    """Rows of each person's week."""
    parts = [Q(**{"person__in": some, f"{field}__gte": at}) for at, some in weeks.items()]
    return reduce(or_, parts)
