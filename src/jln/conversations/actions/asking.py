"""Asking the network: a topic, its first post, and the colleagues it is brought to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import queries, rules
from jln.conversations.actions.posting import Written, add
from jln.conversations.findable import topic_entry
from jln.conversations.models import AskedColleague, Asking, AskWish, Topic
from jln.conversations.queries.asking import WEEK, asked_lately
from jln.conversations.rules import waves
from jln.conversations.terms import AskEnd, Channel, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import unless
from jln.people.models import Person
from jln.search import index
from jln.spaces.terms import SpaceRule

if TYPE_CHECKING:
    from jln.library.models import Product
    from jln.mail.models import InboundMail
    from jln.people.models import Theme
    from jln.spaces.models import Space


def ask(  # noqa: PLR0913 -- the mail room says where it came from
    space: Space,
    *,
    text: str,
    by: Person,
    at: datetime,
    title: str = "",
    language: str = "",
    theme: Theme | None = None,
    product: Product | None = None,
    colleagues: Sequence[int] | None = None,
    need_by: date | None = None,
    channel: str = Channel.WEB,
    inbound: InboundMail | None = None,
    form_key: str | None = None,
) -> Topic:
    """Post a question and bring it to colleagues; the asker follows it.

    Without a theme the likeliest is taken. `colleagues`: of those the rules choose,
    only these are asked; None asks all of them, an empty list nobody. The same
    message or form again gives the topic it became. Raises PermissionDenied, or
    RuleBroken if there is nothing to post.
    """
    require(by, Permission.TOPIC_START, space)
    written = Written.of(
        text, by=by, language=language, channel=channel, inbound=inbound, form_key=form_key
    )
    if earlier := written.earlier():
        return _hers(earlier.topic, by)
    rules.may_post(written.text, is_open=space.closed_at is None).or_raise()
    theme = theme or queries.likely_theme(f"{title} {written.text}")
    sought = queries.Sought(theme, written.language, f"{title}\n{written.text}")
    choices = [] if colleagues == [] else queries.chosen_for(space, sought, by=by, at=at).people
    wanted = [one for one in choices if colleagues is None or one.person in set(colleagues)]
    with transaction.atomic():
        if earlier := written.earlier():
            return _hers(earlier.topic, by)
        require(by, Permission.TOPIC_START, space)

        topic = Topic.objects.create(
            space=space,
            kind=_kind(space),
            title=(title.strip() or rules.title_from(written.text))[: rules.LONGEST_TITLE],
            language=written.language,
            theme=theme,
            product=product,
            by=by,
            started_at=at,
            last_post_at=at,
        )
        add(topic, written, by=by, at=at)
        index.put(topic_entry(topic))

        record(Kind.TOPIC_ASKED, topic, by=by, at=at, space=space, country=by.country)
        bring(topic, wanted, wave=1, by=by, at=at)
        Asking.objects.create(
            topic=topic,
            by=by,
            need_by=need_by,
            left_out=[one.person for one in choices if one not in wanted],
            wave=0 if colleagues == [] else 1,
            next_at=None if colleagues == [] else waves.next_at(at, need_by, wave=1),
            ended=AskEnd.QUIET if colleagues == [] else "",
            ended_at=at if colleagues == [] else None,
            follow_up_at=at + waves.FOLLOW_UP,
        )
        return topic


def decline_ask(topic: Topic, *, by: Person, at: datetime) -> bool:
    """Say "not me" to a question: it no longer counts as an ask of the week.

    False if nothing waited for this person. Raises PermissionDenied.
    """
    require(by, Permission.TOPIC_VIEW, topic)
    with transaction.atomic():
        open_ask = queries.open_asks(by).filter(topic=topic)
        if not open_ask.update(declined_at=at, place=None):
            return False

        record(
            Kind.COLLEAGUE_DECLINED,
            topic,
            by=by,
            at=at,
            space=topic.space,
            about=by,
            data={"topic": topic.pk},
            quietly=True,
        )
        return True


def bring(
    topic: Topic, choices: Sequence[rules.Choice], *, wave: int, by: Person | None, at: datetime
) -> int:
    """One row and one fact a colleague, within a transaction; how many.

    Who was asked as often as they want meanwhile is left out: each is locked, and takes one
    of the places of their week.
    """
    free = _places([one.person for one in choices], at)
    people = Person.objects.in_bulk(list(free))
    for one in choices:
        if one.person not in free:
            continue
        AskedColleague.objects.create(
            topic=topic,
            person=people[one.person],
            reasons=[reason.stored() for reason in one.reasons],
            wave=wave,
            place=free[one.person],
            asked_at=at,
        )
        record(
            Kind.COLLEAGUE_ASKED,
            topic,
            by=by,
            at=at,
            space=topic.space,
            about=people[one.person],
            data={"topic": topic.pk},
        )
    return len(free)


def _places(ids: list[int], at: datetime) -> dict[int, int]:
    """A free place of this week for each who has one. Locks them in one order."""
    list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk").values("pk"))
    held = AskedColleague.objects.filter(person__in=ids, place__isnull=False)
    held.filter(asked_at__lte=at - WEEK).update(place=None)
    taken: dict[int, set[int]] = {}
    for person, place in held.values_list("person", "place"):
        taken.setdefault(person, set()).add(place or 0)
    wishes = AskWish.objects.filter(person__in=ids)
    limits = dict(wishes.values_list("person", "asks_a_week"))
    lately, found = asked_lately(ids, at), dict[int, int]()
    for person in ids:
        limit = limits.get(person, rules.ASKS_A_WEEK)
        free = set(range(1, limit + 1)) - taken.get(person, set())
        if free and lately.get(person, 0) < limit:
            found[person] = min(free)
    return found


def _hers(topic: Topic, by: Person) -> Topic:
    unless(topic.by_id == by.pk, "someone_elses", rules.SOMEONE_ELSES).or_raise()
    return topic


def _kind(space: Space) -> TopicKind:
    """What moderators write where only they do is an announcement."""
    is_news = space.rule == SpaceRule.ANNOUNCEMENTS
    return TopicKind.ANNOUNCEMENT if is_news else TopicKind.QUESTION
