"""Reporting a post, and how that ends. Who reported is unnamed to all but who gives a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import report_letters, rules
from jln.conversations.actions.hiding import hide_post, hide_topic
from jln.conversations.models import Post, PostTrace, Report, ReportCase, ReportLook, TopicChange
from jln.conversations.rules import reporting
from jln.conversations.terms import ReportEnd, Shaped
from jln.facts.kinds import Kind
from jln.facts.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


def report_post(post: Post, *, words: str, by: Person, at: datetime) -> Report:
    """Say that something is wrong with a post. Said again, the words are changed, nobody is told.

    The fact names nobody. Raises PermissionDenied, or RuleBroken.
    """
    require(by, Permission.POST_VIEW, post)
    words = " ".join(words.split())[: rules.LONGEST_WORDS]
    reporting.may_report(words, is_own=post.by_id == by.pk).or_raise()
    with transaction.atomic():
        Post.objects.select_for_update().get(pk=post.pk)
        require(by, Permission.POST_VIEW, post)
        case, is_new = ReportCase.objects.get_or_create(
            post=post, decided_at=None, defaults={"opened_at": at}
        )
        made, _is_first = Report.objects.update_or_create(
            case=case, by=by, defaults={"words": words, "at": at}
        )
        if is_new:
            data: dict[str, object] = {"post": post.pk}
            record(Kind.REPORT_OPENED, case, by=None, at=at, space=post.space, data=data)
            report_letters.waits(case, report_letters.first(case), at=at)
        return made


def decide_report(
    case: ReportCase, end: str, *, because: str, by: Person, at: datetime
) -> ReportCase:
    """End it: the author and who reported are told. Decided already: nothing changes."""
    require(by, Permission.REPORT_DECIDE, case)
    because = " ".join(because.split())[: rules.LONGEST_WORDS]
    with transaction.atomic():
        locked = ReportCase.objects.select_for_update().get(pk=case.pk)
        require(by, Permission.REPORT_DECIDE, locked)
        if locked.decided_at is not None:
            return locked
        post = Post.objects.select_related("topic__space", "space", "by").get(pk=locked.post_id)
        reporting.may_decide(
            end, because, is_own=post.by_id == by.pk, has_moved=_has_moved(post, locked)
        ).or_raise()
        if end == ReportEnd.HIDDEN:
            _hide(post, because, by, at)
        locked.decision, locked.because = end, because
        locked.decided_by, locked.decided_at = by, at
        locked.save(update_fields=["decision", "because", "decided_by", "decided_at"])

        data: dict[str, object] = {"post": post.pk, "end": end}
        record(
            Kind.REPORT_DECIDED, locked, by=by, at=at, space=post.space, about=post.by, data=data
        )
        report_letters.decided(locked, at=at)
        return locked


def look_who_reported(case: ReportCase, *, because: str, by: Person, at: datetime) -> ReportLook:
    """See who reported; that one looked, and why, stays on record. Raises PermissionDenied."""
    require(by, Permission.REPORT_LOOK, case)
    because = " ".join(because.split())[: rules.LONGEST_WORDS]
    rules.may_hide(because).or_raise()
    with transaction.atomic():
        made = ReportLook.objects.create(case=case, by=by, because=because, at=at)
        record(Kind.REPORT_LOOKED, case, by=by, at=at, data={"look": made.pk})
        return made


def bring_further(*, at: datetime) -> int:
    """After two days the other moderators, after five the staff. Gives how many were told of."""
    waiting = ReportCase.objects.filter(decided_at=None).select_related("post__space__country")
    second = waiting.filter(second_at=None, opened_at__lte=at - reporting.SECOND_AFTER)
    raised = waiting.filter(raised_at=None, opened_at__lte=at - reporting.STAFF_AFTER)
    told = sum(_further(case, "second_at", at) for case in second.order_by("pk"))
    return told + sum(_further(case, "raised_at", at) for case in raised.order_by("pk"))


def _further(case: ReportCase, column: str, at: datetime) -> bool:
    with transaction.atomic():
        mine = ReportCase.objects.filter(pk=case.pk, decided_at=None, **{column: None})
        if not mine.update(**{column: at}):
            return False
        data: dict[str, object] = {"post": case.post_id, "step": column}
        record(Kind.REPORT_OPENED, case, by=None, at=at, space=case.post.space, data=data)
        find = report_letters.others if column == "second_at" else report_letters.staff
        report_letters.waits(case, find(case), at=at)
        return True


def _hide(post: Post, because: str, by: Person, at: datetime) -> None:
    if post.number == 1:
        hide_topic(post.topic, because=because, by=by, at=at)
    else:
        hide_post(post, because=because, by=by, at=at)


def _has_moved(post: Post, case: ReportCase) -> bool:
    moved = TopicChange.objects.filter(
        topic=post.topic_id, kind=Shaped.MOVED, at__gte=case.opened_at
    )
    went = PostTrace.objects.filter(post=post)
    return moved.exists() or went.exists()
