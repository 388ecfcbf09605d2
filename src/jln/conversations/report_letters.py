"""The letters about reported posts: to who decides, then to the author and to who reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.conversations.models import Post, ReportCase
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.people.models import Person
from jln.spaces import queries as spaces
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.mail.models import ReplyToken


def first(case: ReportCase) -> Iterable[Person]:
    """One moderator of the space; where nobody moderates, the staff."""
    return list(_moderators(case)[:1]) or staff(case)


def others(case: ReportCase) -> Iterable[Person]:
    """The moderators that were not told yet; where there are none, the staff."""
    return list(_moderators(case)[1:]) or staff(case)


def staff(case: ReportCase) -> QuerySet[Person]:
    """The Network Manager's staff but the author."""
    return who_can(Permission.REPORT_LOOK, case).exclude(pk=case.post.by_id or 0)


def _moderators(case: ReportCase) -> QuerySet[Person]:
    theirs = spaces.moderators(case.post.space).exclude(pk=case.post.by_id or 0)
    return theirs.order_by("pk")


def waits(case: ReportCase, people: Iterable[Person], *, at: datetime) -> None:
    """To each who may decide: the post and the words, without who said them."""
    post = Post.objects.select_related("topic", "space__country", "by").get(pk=case.post_id)
    for person in people:
        with translation.override(person.language):
            things = {"case": case, "post": post, "reports": list(_words(case))}
            reply = tokens.make(Purpose.ANSWER, person, at=at, subject=case, form="report.decide")
            _put(LetterName.REPORT_WAITS, person, things, at, reply)


def decided(case: ReportCase, *, at: datetime) -> None:
    """To the author, and to each who reported; no letter says who that was."""
    post = Post.objects.select_related("topic", "space__country", "by").get(pk=case.post_id)
    reporters = Person.objects.present().filter(pk__in=case.reports.values("by"))
    for person in [*([post.by] if post.by else []), *reporters.order_by("pk")]:
        with translation.override(person.language):
            is_author = person.pk == post.by_id
            things = {"case": case, "post": post, "is_author": is_author}
            _put(LetterName.REPORT_DECIDED, person, things, at, None)


def _words(case: ReportCase) -> Iterable[str]:
    return case.reports.order_by("at", "pk").values_list("words", flat=True)


def _put(
    kind: LetterName,
    person: Person,
    things: dict[str, object],
    at: datetime,
    reply: ReplyToken | None,
) -> None:
    subject = {
        LetterName.REPORT_WAITS: _("A post was reported"),
        LetterName.REPORT_DECIDED: _("Decision about a post"),
    }[kind]
    context = {**things, "said": quoted, "full": network.link}
    outgoing.put(
        kind,
        person,
        subject=subject,
        text=jinja.render(f"conversations/mail/{kind}.txt", context).strip("\n") + "\n",
        because="seat",
        reply=reply,
        at=at,
    )
