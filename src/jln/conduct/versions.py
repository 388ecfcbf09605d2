"""The versions of the rules of conduct: the first one comes with the product, others are rows."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from jln.conduct import rules
from jln.conduct.models import ConductAcceptance, ConductVersion
from jln.web import network
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jln.people.models import Person

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
_FIRST = Path(__file__).parent / "first"


class Rules(NamedTuple):
    """One version as a page shows it."""

    number: int
    texts: Mapping[str, str]
    changes: Mapping[str, str]
    asks_everybody: bool
    published_at: datetime | None  # None: from the network's beginning

    @property
    def text(self) -> str:
        """In the reader's language, else in English."""
        return _shown(self.texts[self.language])

    @property
    def language(self) -> str:
        """The language it is shown in."""
        wanted = get_language() or "en"
        return wanted if wanted in self.texts else "en"

    @property
    def short(self) -> str:
        """Its first paragraph: all that a first message is asked."""
        return self.text.partition("\n\n")[0]

    @property
    def changed(self) -> str:
        """What is new in it, in the reader's language, else in English."""
        return self.changes.get(self.language) or self.changes.get("en", "")

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages in which it does not exist."""
        return tuple(code for code in LANGUAGES if code not in self.texts)


@cache
def first() -> Rules:
    """What holds until the network publishes words of its own."""
    texts = {code: (_FIRST / f"{code}.txt").read_text("utf-8").strip() for code in LANGUAGES}
    return Rules(1, texts, {}, asks_everybody=False, published_at=None)


_every: Kept[tuple[Rules, ...]] = Kept(2)


def every() -> tuple[Rules, ...]:
    """All versions, the one that holds first."""
    return _every.get("conduct", _read)


def now() -> Rules:
    """The one that holds."""
    return every()[0]


def _read() -> tuple[Rules, ...]:
    rows = ConductVersion.objects.order_by("-number")
    return (
        *(
            Rules(row.number, row.texts, row.changes, row.asks_everybody, row.published_at)
            for row in rows
        ),
        first(),
    )


_asks: Kept[bool] = Kept(4_000)
"""By the person's own version; a new version of the rules changes public pages."""


def is_asked(person: Person, has_written: Callable[[], bool]) -> bool:
    """Is this person asked to accept before a message of theirs appears?"""
    return _asks.of(person.pk, "conduct", lambda: _is_asked(person, has_written))


def _is_asked(person: Person, has_written: Callable[[], bool]) -> bool:
    accepted = ConductAcceptance.objects.filter(person=person).order_by("-version")
    for_all = ConductVersion.objects.filter(asks_everybody=True).order_by("-number")
    numbers = (
        type(person)
        .objects.filter(pk=person.pk)
        .values_list(
            Coalesce(Subquery(accepted.values("version")[:1]), 0),
            Coalesce(Subquery(for_all.values("number")[:1]), 0),
        )
    )
    said, asked = numbers[0]
    return rules.asks(accepted=said, for_all=asked, has_written=has_written)


def _shown(text: str) -> str:
    return text.replace("{desk}", network.address("desk"))
