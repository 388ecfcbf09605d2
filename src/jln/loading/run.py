"""One load: where from, when, and the tables it has met so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from jln.activities.models import Activity
from jln.countries.models import Country
from jln.initiatives.models import Initiative, LearningGroup
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.library.models import Product
from jln.loading import files
from jln.loading.report import Report
from jln.loading.rows import Kept
from jln.loading.values import confidence_of, several
from jln.people.models import Institution
from jln.spaces.models import Space
from jln.spaces.rules import rule_at_first
from jln.spaces.terms import SpaceKind, Visibility


def midnight(on: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(on, time(), UTC)


def after(on: PartialDate) -> date:
    """The first day that a partial date cannot mean any more."""
    if on.day:
        return on.first + timedelta(days=1)
    years, month = divmod(on.month or 12, 12)
    return date(on.year + years, month + 1, 1)


class Run:
    """What the loaders of the single files share."""

    def __init__(self, folder: Path, at: datetime, made_at: datetime | None = None) -> None:
        self.folder, self.at, self.report = folder, at, Report()
        self.made_at = made_at or at  # when rows say that they were made
        self.titles: dict[str, str] = {}
        self.countries = Kept(Country, "code", report=self.report)
        self.institutions = Kept(Institution, "slug", report=self.report, is_invented=False)
        self.initiatives = Kept(Initiative, "slug", report=self.report)
        self.groups = Kept(LearningGroup, "slug", report=self.report)
        self.products = Kept(Product, "slug", report=self.report)
        self.activities = Kept(Activity, "slug", report=self.report)
        self.spaces = Kept(Space, "slug", report=self.report)
        self.load("sources.csv", "key title", self._title)

    def load(self, name: str, columns: str, take: Callable[[dict[str, str]], object]) -> None:
        """Take a file row by row: the given folder's, or ours where that has none of the kind."""
        folder = self.folder
        if name in files.OURS and not (folder / name).exists():
            folder = files.PACKAGED
        files.load(folder, name, columns, take, self.report)

    def said(self, sources: str, confidence: str, more: str = "") -> dict[str, Any]:
        """The columns of a row of history: its sources, how sure they are, what they say of it."""
        code, note = confidence_of(confidence)
        return {
            "sources": "\n".join(self.titles.get(one, one) for one in several(sources, "|")),
            "confidence": code if sources or code != Confidence.SEEN else Confidence.MEMORY,
            "confidence_note": "; ".join(filter(None, (note, more))),
        }

    def countries_of(self, codes: str) -> list[Country]:
        """The countries of a list of codes; raises `ValueError` for an unknown one."""
        return [self.countries[code] for code in several(codes)]

    def space(
        self,
        slug: str,
        kind: SpaceKind,
        name: str,
        visibility: Visibility,
        *,
        starts: PartialDate | None = None,
        ends: PartialDate | None = None,
        **owner: int,
    ) -> Space:
        """A space with its owner's name; closed once its owner's end is past."""
        return self.spaces.put(
            (slugify(slug),),
            kind=kind,
            name=name,
            closed_at=self._past(ends),
            new={
                "visibility": visibility,
                "created_at": self._first(starts),
                "rule": rule_at_first(kind),
            },
            **owner,
        )

    def _first(self, on: PartialDate | None) -> datetime:
        return midnight(on.first) if on else self.made_at

    def _past(self, on: PartialDate | None) -> datetime | None:
        end = midnight(after(on)) if on else None
        return end if end and end <= self.at else None

    def _title(self, row: dict[str, str]) -> None:
        self.titles[row["key"]] = row["title"]
