"""Writing in a space, by page and mail: its rule says whether a message appears or waits."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jln.access.check import can, require
from jln.access.permissions import Permission
from jln.conduct import actions as conduct
from jln.conduct import versions
from jln.conversations import letters, rules
from jln.conversations.actions.asking import ask
from jln.conversations.actions.enclosing import enclose, keep_for
from jln.conversations.actions.posting import (
    Written,
    append,
    lock,
    own_earlier,
    refuse_early,
)
from jln.conversations.actions.starting import start
from jln.conversations.actions.under_rule import refuse_named, refuse_named_until_commit
from jln.conversations.models import AskedColleague, HeldPost, Post, Topic
from jln.conversations.rules import holding
from jln.conversations.terms import Channel, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import RuleBroken
from jln.spaces.terms import SpaceRule
from jln.uploads import actions as uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.conversations.terms import HeldBecause
    from jln.library.models import Product
    from jln.mail.models import InboundMail
    from jln.people.models import Person, Theme
    from jln.spaces.models import Space
    from jln.uploads.actions import Attached


def submit(
    topic: Topic,
    *,
    text: str,
    by: Person,
    at: datetime,
    channel: str = Channel.WEB,
    inbound: InboundMail | None = None,
    form_key: str | None = None,
    language: str = "",
) -> Post | HeldPost:
    """Write in a topic: it becomes a post, or waits for a moderator of the space.

    The same message or form again gives what it became. Raises as `answer` does, and
    RuleBroken where only moderators write.
    """
    refuse_early(topic, by)
    written = Written.of(
        text, by=by, language=language, channel=channel, inbound=inbound, form_key=form_key
    )
    with transaction.atomic():
        locked = lock(topic)
        require(by, Permission.TOPIC_ANSWER, locked)
        if earlier := own_earlier(locked, written, by):
            return earlier
        because = _why_new_waits(locked.space, written, by, topic=locked)
        if because is None:
            return append(locked, written, by=by, at=at)
        rules.may_post(written.text, is_open=locked.closed_at is None).or_raise()
        return _hold(locked.space, written, because, by=by, at=at, topic=locked)


def submit_with(
    topic: Topic, files: Sequence[Attached], *, text: str, by: Person, at: datetime, form_key: str
) -> Post | HeldPost:
    """Write in a topic with files beside it, at once. Raises as `submit` and `enclose` do."""
    kept = [uploads.put_on_disk(file) for file in files]
    with transaction.atomic():
        post = submit(topic, text=text, by=by, at=at, form_key=form_key)
        if isinstance(post, HeldPost):
            keep_for(post, kept)
        elif kept:
            enclose(post, kept, by=by, at=at)
        return post


def submit_new(  # noqa: PLR0913 -- a question has this many sides
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
    kind: str = TopicKind.QUESTION,
    channel: str = Channel.WEB,
    inbound: InboundMail | None = None,
    form_key: str | None = None,
) -> Topic | HeldPost:
    """Begin a topic in a space, or have it wait for a moderator. Raises as `ask` and `submit`."""
    require(by, Permission.TOPIC_START, space)
    written = Written.of(
        text, by=by, language=language, channel=channel, inbound=inbound, form_key=form_key
    )
    because = why_it_waits(space, written, by)
    if because is None and kind != TopicKind.QUESTION:
        return start(
            space,
            kind=kind,
            text=text,
            by=by,
            at=at,
            title=title,
            language=language,
            channel=channel,
            inbound=inbound,
            form_key=form_key,
        )
    if because is None:
        return ask(
            space,
            text=text,
            by=by,
            at=at,
            title=title,
            language=language,
            theme=theme,
            product=product,
            colleagues=[] if space.rule == SpaceRule.ANNOUNCEMENTS else colleagues,
            need_by=need_by,
            channel=channel,
            inbound=inbound,
            form_key=form_key,
        )
    rules.may_post(written.text, is_open=space.closed_at is None).or_raise()
    options: dict[str, Any] = {
        "kind": kind,
        "theme": theme.pk if theme else None,
        "product": product.pk if product else None,
        "colleagues": None if colleagues is None else list(colleagues),
        "need_by": need_by.isoformat() if need_by else None,
    }
    return _hold(space, written, because, by=by, at=at, title=title, options=options)


def check_new(space: Space, *, kind: str, text: str, by: Person) -> None:
    """Raises as `submit_new` does of what begins without asking anybody; writes nothing."""
    require(by, Permission.TOPIC_START, space)
    written = Written.of(text, by=by)
    rules.may_start(written.text, kind=kind, is_open=space.closed_at is None).or_raise()
    why_it_waits(space, written, by)


def ask_accepted(by: Person) -> None:
    """Raises RuleBroken until who writes for the first time has accepted the rules of conduct."""
    conduct.ask_accepted(by, lambda: Post.objects.filter(by=by).exists())


def is_asked(by: Person) -> bool:
    """Does the page ask beside the button whether the rules are accepted?"""
    return versions.is_asked(by, lambda: Post.objects.filter(by=by).exists())


def why_it_waits(
    space: Space, written: Written, by: Person, *, topic: Topic | None = None
) -> HeldBecause | None:
    """Why it waits, if it does. What has become a post already waits no more.

    Raises RuleBroken for who may not write there, or has not accepted the rules of conduct.
    """
    return None if written.earlier() else _why_new_waits(space, written, by, topic=topic)


def _why_new_waits(
    space: Space, written: Written, by: Person, *, topic: Topic | None = None
) -> HeldBecause | None:
    refuse_named(space)
    try:
        ask_accepted(by)
    except RuleBroken:
        if not _held_before(written, by):
            raise
    if space.rule == SpaceRule.OPEN:
        return None
    moderates = can(by, Permission.SPACE_KEEP, space)
    said = {"space": space.called, "domain": settings.MAIL_DOMAIN}
    where_else = _(
        "Only its moderators write in “%(space)s”. To ask the whole network, write to"
        " ask@%(domain)s."
    )
    holding.may_write(space.rule, moderates=moderates, where_else=where_else % said).or_raise()
    if moderates:
        return None
    return holding.why_held(space.rule, moderates=False, is_known=_is_known(by, topic))


def waits_first(space: Space, *, by: Person, topic: Topic | None = None) -> bool:
    """Would this person's words wait for a moderator there? Not whether they may be written."""
    if space.rule == SpaceRule.OPEN:
        return False
    moderates = can(by, Permission.SPACE_KEEP, space)
    is_known = _is_known(by, topic)
    return holding.why_held(space.rule, moderates=moderates, is_known=is_known) is not None


def _is_known(by: Person, topic: Topic | None) -> bool:
    """Whom readers have met: by a post anywhere, or because the network itself asked them."""
    if topic and AskedColleague.objects.filter(topic=topic, person=by).exists():
        return True
    return Post.objects.filter(by=by, hidden_at=None).exists()


def _hold(
    space: Space,
    written: Written,
    because: HeldBecause,
    *,
    by: Person,
    at: datetime,
    topic: Topic | None = None,
    title: str = "",
    options: dict[str, Any] | None = None,
) -> HeldPost:
    """One row, one fact, a letter to each who may decide. Once for a message or form."""
    if earlier := _held_before(written, by):
        return earlier
    title = title.strip() or (rules.title_from(written.text) if topic is None else "")
    try:
        with transaction.atomic():
            refuse_named_until_commit(space.pk)
            held = HeldPost.objects.create(
                space=space,
                topic=topic,
                by=by,
                title=title[: rules.LONGEST_TITLE],
                text=written.text,
                language=written.language,
                channel=written.channel,
                options=options or {},
                inbound=written.inbound,
                form_key=written.form_key,
                because=because,
                held_at=at,
                waits_since=at,
            )
            fact = record(
                Kind.POST_HELD, held, by=by, at=at, space=space, about=by, data={"why": because}
            )
            letters.held(held, letters.deciders(held), fact, at=at)
            return held
    except IntegrityError:  # the same form at the same moment
        if earlier := _held_before(written, by):
            return earlier
        raise


def _held_before(written: Written, by: Person) -> HeldPost | None:
    """What this very message or form waits as already."""
    rows = HeldPost.objects.filter(by=by)
    if written.inbound and (found := rows.filter(inbound=written.inbound).first()):
        return found
    return rows.filter(form_key=written.form_key).first() if written.form_key else None
