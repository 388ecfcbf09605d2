"""When contributions may be read together, and when they may no longer. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

COUNTRIES = 3
NOT_YET = _("These do not speak for three countries yet. Wait for more contributions.")


def speaks_for_enough(countries: Iterable[int | None]) -> bool:
    """Do contributions of these countries make a pattern? Who has no country counts for none."""
    return len({one for one in countries if one is not None}) >= COUNTRIES


def may_release(title: str, countries: Iterable[int | None]) -> Verdict:
    """May they be released as one pattern?"""
    return unless(
        bool(title.strip()), "title", _("Say in one line what they have in common.")
    ) & unless(speaks_for_enough(countries), "countries", NOT_YET)


def spare(countries: Iterable[int | None]) -> int:
    """How many may be withdrawn until, at the worst, fewer than three countries are left.

    At the worst each was the only one of its country: then no country has to be remembered.
    """
    return max(0, len({one for one in countries if one is not None}) - COUNTRIES)


def stands(may_lose: int, withdrawn: int) -> bool:
    """Is a pattern still read, after so many of its contributions were withdrawn?"""
    return withdrawn <= may_lose
