"""The letters of spaces as lists, each in its reader's language, written with the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import LetterName, Purpose
from jln.ui.formats import country_name
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jln.facts.models import Fact
    from jln.mail.models import ReplyToken
    from jln.people.models import Person
    from jln.spaces.models import JoinRequest, Space


def asked(wish: JoinRequest, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """Who keeps the space. Answered YES or NO."""
    country = wish.person.country
    for person in people:
        reply = tokens.make(Purpose.ANSWER, person, at=at, subject=wish, form="space.answer")
        with translation.override(person.language):
            said = {"name": wish.person.name, "space": wish.space.called}
            lines = [
                _("%(name)s asks to join “%(space)s”.") % said,
                country_name(country) if country else "",
                quoted(wish.words) if wish.words else "",
                _("Answer with one word: YES or NO."),
                _("The same on the page: %(link)s") % {"link": _page(wish.space)},
            ]
            subject = _("A wish to join “%(space)s”") % said
            _put(LetterName.SPACE_ASKED, person, fact, at, subject, lines, reply)


def answered(wish: JoinRequest, fact: Fact, *, at: datetime) -> None:
    """The person who asked."""
    with translation.override(wish.person.language):
        said = {"space": wish.space.called}
        yes = [
            _("You are among the people of “%(space)s” now.") % said,
            network.link(f"/spaces/{wish.space.slug}/"),
        ]
        no = [_("Its moderators did not let you join “%(space)s”.") % said]
        lines = yes if wish.decision == "yes" else no
        subject = _("Your wish to join “%(space)s”") % said
        _put(LetterName.SPACE_ANSWERED, wish.person, fact, at, subject, lines)


def moderates(space: Space, person: Person, fact: Fact, *, at: datetime) -> None:
    """Who moderates from now on, and what that asks."""
    with translation.override(person.language):
        said = {"space": space.called}
        lines = [
            _("You moderate “%(space)s” from now on.") % said,
            _("Messages that wait come to you by mail; one word answers each."),
            network.link(f"/spaces/{space.slug}/held/"),
            _page(space),
        ]
        _put(LetterName.SPACE_MODERATED, person, fact, at, lines[0], lines)


def _page(space: Space) -> str:
    return network.link(f"/spaces/{space.slug}/settings/")


def _put(
    kind: LetterName,
    person: Person,
    fact: Fact,
    at: datetime,
    subject: str,
    lines: list[str],
    reply: ReplyToken | None = None,
) -> None:
    outgoing.put(
        kind,
        person,
        fact=fact,
        subject=subject,
        text="\n\n".join(filter(None, lines)) + "\n",
        because="seat",
        reply=reply,
        at=at,
    )
