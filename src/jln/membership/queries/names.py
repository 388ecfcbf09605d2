"""What a country was called before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.wordings import earlier
from jln.kit.time import day
from jln.ui import formats

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Country


@dataclass(frozen=True, slots=True)
class EarlierName:
    """A name in every language, its last day, and who says that it was given up."""

    names: dict[str, str]
    after: dict[str, str]  # the names that took its place
    until: date
    source: str

    @property
    def called(self) -> str:
        """In the active language; empty where only another language's name changed."""
        was, now = (one.get(formats.language()) or one["en"] for one in (self.names, self.after))
        return was if was != now else ""


def earlier_names(country: Country) -> list[EarlierName]:
    """The latest first, in one query."""
    told = Fact.objects.filter(
        kind=Kind.COUNTRY_RENAMED,
        subject_model=OuterRef("subject_model"),
        subject_id=OuterRef("subject_id"),
        at=OuterRef("until"),
    )
    found, after = [], country.names
    for row in earlier(country).annotate(source=Subquery(told.values("data__source")[:1])):
        if "names" in row.said:
            names = row.said["names"]
            found.append(EarlierName(names, after, day(row.until), row.source or ""))
            after = names
    return found
