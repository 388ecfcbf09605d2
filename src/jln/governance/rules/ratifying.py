"""When a charter is ratified by the Full Members. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

THIRDS = 3


@dataclass(frozen=True, slots=True)
class Count:
    """What the members said, and the number of its day."""

    members: int
    yes: int
    no: int
    thirds: int

    @property
    def needed(self) -> int:
        """Members whose yes is enough."""
        return -(-self.members * self.thirds // THIRDS)

    @property
    def is_enough(self) -> bool:
        """Whether it is ratified; a network without Full Members ratifies nothing."""
        return 0 < self.needed <= self.yes

    def as_json(self) -> dict[str, Any]:
        """As it is kept, to be counted again."""
        return {
            "members": self.members,
            "yes": self.yes,
            "no": self.no,
            "ratification_thirds": self.thirds,
        }


def last_day(opens_on: date, days: int) -> date:
    """The last day on which an answer counts."""
    return opens_on + timedelta(days=days)


def may_answer(*, is_open: bool, closes_on: date | None, on: date, is_full: bool) -> Verdict:
    """May a country answer today?"""
    in_time = is_open and closes_on is not None and on <= closes_on
    return unless(
        in_time, "closed", _("This is closed; your word came too late and does not count.")
    ) & unless(is_full, "not_full", _("Only Full Members ratify a charter."))
