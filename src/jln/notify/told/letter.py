"""One fact as its letter needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils import translation

from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.notify.terms import LetterKind
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.ui.formats import country_name, list_parts

if TYPE_CHECKING:
    from jln.facts.models import Fact
    from jln.web.ics import Entry


def nothing(_person: Person) -> dict[str, Any]:
    """All readers of a language read the same."""
    return {}


@dataclass(slots=True)
class Told:
    """One fact as its letter needs it: loaded once, rendered for each reader."""

    kind: LetterKind
    fact: Fact
    things: dict[str, Any]
    answers: Model | None = None  # what a reply is about: a post, an ask, a person
    about: str = ""  # as both sides call it: the subject of an answer to a person
    topic: Topic | None = None  # threads with its other letters
    number: int = 0  # of the post in the topic
    not_before: datetime | None = None
    until: datetime | None = None  # a deadline in it, which does not wait for morning
    form: str = ""  # the action whose questions it asks about `answers`
    further: Callable[[Person], dict[str, Any]] = nothing
    date: Callable[[], Entry] | None = None  # for the reader's calendar, in the active language


def reachable(person: Person | None) -> Person | None:
    """Who is here to be written to."""
    return person if person and person.status == PersonStatus.ACTIVE else None


def named(person: Person | None, country: Country | None) -> Callable[[], str]:
    """The person and her country, in the language in which it is called."""

    def name() -> str:
        if person is None:
            return translation.gettext("A colleague")
        return list_parts(person.name, country_name(country)) if country else person.name

    return name
