"""What falls due of messages that wait: going out, being asked for again, never being forgotten."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from jln.conversations import letters
from jln.conversations.actions.asking import ask
from jln.conversations.actions.enclosing import enclose, kept_for
from jln.conversations.actions.held_told import done
from jln.conversations.actions.posting import answer
from jln.conversations.actions.starting import start
from jln.conversations.models import HeldPost, Post
from jln.conversations.rules import holding
from jln.conversations.terms import HeldDecision, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.people.models import Theme

if TYPE_CHECKING:
    from jln.facts.models import Fact


def publish_due(*, at: datetime) -> int:
    """Let go out what was published ten minutes ago. The post knows which message it was."""
    rows = HeldPost.objects.filter(post=None, due_at__lte=at)
    due = rows.select_related("space__country", "topic__space__country", "by").order_by("due_at")
    return sum(_go_out(held, at) for held in due)


def remind(*, at: datetime) -> int:
    """Ask again for what nobody decided. Gives how many messages somebody was told of."""
    waiting = HeldPost.objects.filter(decision__in=holding.WAITING)
    waiting = waiting.select_related("space__country", "topic", "by").order_by("pk")
    late = waiting.filter(waits_since__lte=at - holding.LATE_AFTER).exclude(told_late_on=day(at))
    further = waiting.filter(
        decision="", asked_further_at=None, waits_since__lte=at - holding.FURTHER_AFTER
    )
    again = waiting.filter(decision=HeldDecision.HOLD, ask_again_on__lte=day(at))
    told = sum(_tell_late(held, at) for held in late)
    told += sum(_ask_further(held, at) for held in further)
    return told + sum(_ask_again(held, at) for held in again)


def _go_out(held: HeldPost, at: datetime) -> bool:
    try:
        post = _as_post(held, at)
    except (RuleBroken, PermissionDenied) as no:
        return _cannot_go_out(held, no, at)
    with transaction.atomic():
        if not HeldPost.objects.filter(pk=held.pk, post=None).update(post=post):
            return False
        held.post = post
        done(held, Kind.POST_HELD_OUT, by=None, at=at, data={"post": post.pk})
        return True


def _as_post(held: HeldPost, at: datetime) -> Post:
    """The very post, however often it is tried."""
    if held.by is None:
        raise PermissionDenied("post.moderate")
    key = f"held-{held.pk}"
    if held.topic is not None:
        post = answer(
            held.topic,
            text=held.text,
            by=held.by,
            at=at,
            channel=held.channel,
            inbound=held.inbound,
            form_key=key,
            language=held.language,
        )
        enclose(post, kept_for(held), by=held.by, at=at)
        return post
    if (kind := held.options.get("kind", TopicKind.QUESTION)) != TopicKind.QUESTION:
        begun = start(
            held.space,
            kind=kind,
            text=held.text,
            by=held.by,
            at=at,
            title=held.title,
            language=held.language,
            channel=held.channel,
            inbound=held.inbound,
            form_key=key,
        )
        first = begun.posts.get(number=1)
        enclose(first, kept_for(held), by=held.by, at=at)
        return first
    return _as_question(held, key, at)


def _as_question(held: HeldPost, key: str, at: datetime) -> Post:
    by: Any = held.by  # whoever asked it is there, or it does not go out
    options, products = held.options, apps.get_model("jln.Product")._default_manager
    topic = ask(
        held.space,
        text=held.text,
        by=by,
        at=at,
        title=held.title,
        language=held.language,
        theme=Theme.objects.filter(pk=options.get("theme")).first(),
        product=products.filter(pk=options.get("product")).first(),
        colleagues=options.get("colleagues"),
        need_by=date.fromisoformat(options["need_by"]) if options.get("need_by") else None,
        channel=held.channel,
        inbound=held.inbound,
        form_key=key,
    )
    post = topic.posts.get(number=1)
    enclose(post, kept_for(held), by=by, at=at)
    return post


def _cannot_go_out(held: HeldPost, no: Exception, at: datetime) -> bool:
    """The conversation was closed or hidden meanwhile, or its writer left: that is said."""
    with translation.override(held.by.language if held.by else "en"):
        closed = _("The conversation it was written in is no longer there.")
        words = no.text if isinstance(no, RuleBroken) else closed
    with transaction.atomic():
        rows = HeldPost.objects.filter(pk=held.pk, post=None, due_at__isnull=False)
        if not rows.update(decision=HeldDecision.REFUSE, words=words, decided_at=at, due_at=None):
            return False
        held.refresh_from_db()
        data = {"decision": HeldDecision.REFUSE}
        done(held, Kind.POST_MODERATED, by=None, at=at, data=data)
        return True


def _ask_further(held: HeldPost, at: datetime) -> bool:
    """Nobody said anything for two days: staff are asked beside the moderators."""
    with transaction.atomic():
        rows = HeldPost.objects.filter(pk=held.pk, asked_further_at=None)
        if not rows.update(asked_further_at=at):
            return False
        letters.held(held, letters.everybody_who_may(held), _late(held, at), at=at)
        return True


def _ask_again(held: HeldPost, at: datetime) -> bool:
    """The three days of a hold are over."""
    following = day(at + holding.ASK_AGAIN_AFTER)
    with transaction.atomic():
        rows = HeldPost.objects.filter(pk=held.pk, ask_again_on=held.ask_again_on)
        if not rows.update(ask_again_on=following):
            return False
        letters.held(held, letters.deciders(held), _late(held, at), at=at)
        return True


def _tell_late(held: HeldPost, at: datetime) -> bool:
    """A week is over: the Network Manager hears of it every day, its writer once that it waits."""
    today = day(at)
    with transaction.atomic():
        rows = HeldPost.objects.filter(pk=held.pk, told_late_on=held.told_late_on)
        if not rows.update(told_late_on=today):
            return False
        fact = _late(held, at)
        letters.held(held, letters.staff(held), fact, at=at)
        if held.told_late_on is None:
            letters.decided(held, fact, at=at)
        return True


def _late(held: HeldPost, at: datetime) -> Fact:
    return record(Kind.POST_HELD_LATE, held, by=None, at=at, space=held.space, about=held.by)
