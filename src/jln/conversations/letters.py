"""The letters about messages that wait, each in its reader's language, written with the deed.

A message stands in them with a mark before every line, so that none of it passes for an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.spaces import queries as spaces
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.conversations.models import HeldPost
    from jln.facts.models import Fact
    from jln.people.models import Person


def deciders(held: HeldPost) -> QuerySet[Person]:
    """The moderators of its space but its writer; where nobody else is, staff."""
    theirs = spaces.moderators(held.space).exclude(pk=held.by_id or 0)
    return theirs if theirs.exists() else everybody_who_may(held)


def everybody_who_may(held: HeldPost) -> QuerySet[Person]:
    """Moderators and staff but its writer."""
    return who_can(Permission.POST_MODERATE, held).exclude(pk=held.by_id or 0)


def staff(held: HeldPost) -> QuerySet[Person]:
    """The staff of the Network Manager, whether they moderate or not."""
    moderating = spaces.moderators(held.space).values("pk")
    only_staff = everybody_who_may(held).exclude(pk__in=moderating)
    return only_staff if only_staff.exists() else everybody_who_may(held)


def held(held: HeldPost, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """To each who may decide. Answered with one word, and for all but OK a reason."""
    for person in people:
        with translation.override(person.language):
            said = {"space": held.space.called}
            _put(
                LetterName.POST_HELD,
                person,
                held,
                fact,
                at,
                subject=_("A message waits in “%(space)s”") % said,
                form="post.moderate",
            )


def decided(held: HeldPost, fact: Fact, *, at: datetime) -> None:
    """To its writer: what was decided, with the moderator's words, or that it still waits."""
    person = held.by
    if person is None:
        return
    can_change = held.decision in ("", "edit", "hold")
    with translation.override(person.language):
        _put(
            LetterName.POST_MODERATED,
            person,
            held,
            fact,
            at,
            subject=_("Your message to “%(space)s”") % {"space": held.space.called},
            form="post.change" if can_change else "",
        )


def _put(
    kind: LetterName,
    person: Person,
    held: HeldPost,
    fact: Fact,
    at: datetime,
    *,
    subject: str,
    form: str,
) -> None:
    reply = None
    if form:
        reply = tokens.make(Purpose.ANSWER, person, at=at, subject=held, form=form)
    things: dict[str, Any] = {
        "held": held,
        "reader": person,
        "said": quoted,
        "full": network.link,
    }
    outgoing.put(
        kind,
        person,
        fact=fact,
        subject=subject,
        text=jinja.render(f"conversations/mail/{kind}.txt", things).strip("\n") + "\n",
        because="seat",
        reply=reply,
        at=at,
    )
