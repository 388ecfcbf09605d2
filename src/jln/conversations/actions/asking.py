"""Asking the network: a topic, its first post, and the colleagues it is brought to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import queries, rules
from jln.conversations.actions.posting import Written, add
from jln.conversations.findable import topic_entry
from jln.conversations.models import AskedColleague, Topic
from jln.conversations.queries.asking import asked_lately
from jln.conversations.terms import Channel, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import unless
from jln.people.models import Person
from jln.search import index

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
    choices = _wanted(space, theme, written, colleagues, by=by, at=at)
    with transaction.atomic():
        if earlier := written.earlier():
            return _hers(earlier.topic, by)
        require(by, Permission.TOPIC_START, space)

        topic = Topic.objects.create(
            space=space,
            kind=TopicKind.QUESTION,
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
        _bring(topic, choices, by=by, at=at)
        return topic


def decline_ask(topic: Topic, *, by: Person, at: datetime) -> bool:
    """Say "not me" to a question: it no longer counts as an ask of the week.

    False if nothing waited for this person. Raises PermissionDenied.
    """
    require(by, Permission.TOPIC_VIEW, topic)
    with transaction.atomic():
        open_ask = queries.open_asks(by).filter(topic=topic)
        if not open_ask.update(declined_at=at):
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


def _wanted(
    space: Space,
    theme: Theme | None,
    written: Written,
    colleagues: Sequence[int] | None,
    *,
    by: Person,
    at: datetime,
) -> list[rules.Choice]:
    """Whom the rules choose, of those the asker left in."""
    if theme is None or (colleagues is not None and not colleagues):
        return []
    choices = queries.chosen_for(space, theme.pk, written.language, by=by, at=at)
    return [one for one in choices if colleagues is None or one.person in set(colleagues)]


def _bring(topic: Topic, choices: list[rules.Choice], *, by: Person, at: datetime) -> None:
    """One row and one fact a colleague. Who was asked too often meanwhile is left out."""
    lately = asked_lately([one.person for one in choices], at)
    free = [one for one in choices if lately.get(one.person, 0) < rules.ASKS_A_WEEK]
    people = Person.objects.in_bulk([one.person for one in free])
    for one in free:
        AskedColleague.objects.create(
            topic=topic,
            person=people[one.person],
            reasons=[reason.stored() for reason in one.reasons],
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


def _hers(topic: Topic, by: Person) -> Topic:
    unless(topic.by_id == by.pk, "someone_elses", rules.SOMEONE_ELSES).or_raise()
    return topic
