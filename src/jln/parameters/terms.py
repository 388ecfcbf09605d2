"""Every number that a rule of the network asks for: what it is, and what it is without a decision.

A number with a source is the network's own; one without is our default, and the page
that shows it says so. Stored codes never change.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PACKET = "Prospective Member Packet (about 2019)"
BALLOT = "http://www.jointlearningnetwork.org/news/a-new-steering-group-and-renewed-commitment-for-the-jln"


class Unit(StrEnum):
    """What a number counts, as far as it changes how it is written."""

    COUNT = "count"
    LIMIT = "limit"  # nought is no limit
    ANSWER = "answer"  # one is yes, nought is no
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    PERCENT = "percent"
    THIRDS = "thirds"


class Definition(NamedTuple):
    """One number. `source` is empty for a default; `since` is the source's date."""

    code: str
    words: StrOrPromise
    unit: Unit
    value: int
    source: str = ""
    since: PartialDate | None = None

    @property
    def is_default(self) -> bool:
        """Was no source found for it?"""
        return not self.source


class Part(NamedTuple):
    """The numbers of one body or matter."""

    title: StrOrPromise
    numbers: tuple[Definition, ...]


D, U = Definition, Unit
PARTS = (
    Part(
        _("Full Member"),
        (
            D(
                "full_min_months",
                _("Time as Associate Member before Full Membership, at least"),
                U.MONTHS,
                12,
                PACKET,
                PartialDate(2019),
            ),
            D(
                "self_assessment_months",
                _("Age of the self-assessment, at most"),
                U.MONTHS,
                6,
            ),
            D("hosting_min", _("Activities or study tours hosted, at least"), U.COUNT, 1),
            D("sharing_min", _("Contributions shared, at least"), U.COUNT, 3),
            D("sharing_months", _("Time in which contributions count"), U.MONTHS, 12),
            D("participation_min", _("Activities taken part in, at least"), U.COUNT, 2),
            D("profiles_percent", _("Share of profiles looked at lately, at least"), U.PERCENT, 80),
            D("profiles_months", _("Time in which a look at a profile counts"), U.MONTHS, 12),
            D("full_cap", _("Full Members, at most"), U.LIMIT, 0),
            D(
                "dormant_months",
                _("Time without a sign of life after which a member may be called dormant"),
                U.MONTHS,
                24,
            ),
            D("application_words", _("Words of an expression of interest, at most"), U.COUNT, 400),
        ),
    ),
    Part(
        _("Country Core Group"),
        (
            D("ccg_min_institutions", _("Institutions of an active group, at least"), U.COUNT, 3),
            D(
                "ccg_at_risk_months",
                _("Time without a meeting after which a group is at risk"),
                U.MONTHS,
                6,
            ),
            D(
                "call_days",
                _("Time without a sign of life before a call"),
                U.DAYS,
                60,
            ),
            D("objection_hours", _("Time to object to nominations"), U.HOURS, 48),
            D("support_days", _("Time for a partner's answer before it is called"), U.DAYS, 30),
        ),
    ),
    Part(
        _("Steering Group"),
        (
            D(
                "sg_country_seats",
                _("Seats of countries"),
                U.COUNT,
                12,
                BALLOT,
                PartialDate(2017, 3),
            ),
            D(
                "sg_partner_seats",
                _("Seats of partners"),
                U.COUNT,
                4,
                BALLOT,
                PartialDate(2017, 3),
            ),
            D(
                "partner_votes",
                _("Partners vote"),
                U.ANSWER,
                0,
            ),
            D(
                "sg_meetings_a_year",
                _("Meetings a year, at least"),
                U.COUNT,
                2,
                PACKET,
                PartialDate(2019),
            ),
            D(
                "meeting_warning_months",
                _("Time without a planned meeting after which staff are warned"),
                U.MONTHS,
                6,
            ),
            D("election_votes", _("Votes of a country in an election"), U.LIMIT, 0),
            D("election_region_seats", _("Seats kept for each region in an election"), U.COUNT, 0),
            D("input_days", _("Agenda open for input before a meeting, at least"), U.DAYS, 14),
            D("papers_days", _("Papers sent before a meeting, at least"), U.DAYS, 7),
            D("quorum_percent", _("Quorum, of the seats of countries"), U.PERCENT, 50),
            D(
                "majority_thirds",
                _("Majority without consensus, of the seats present"),
                U.THIRDS,
                2,
            ),
            D("silence_days", _("Working days after which silence is consent"), U.DAYS, 10),
            D("vote_days", _("Working days of a vote in writing, at least"), U.DAYS, 3),
            D(
                "first_reminder_days",
                _("First reminder of silent seats, before the last day of a vote"),
                U.DAYS,
                3,
            ),
            D(
                "last_reminder_days",
                _("Last reminder of silent seats, before the last day of a vote"),
                U.DAYS,
                1,
            ),
            D(
                "ratification_thirds",
                _("Full Members that ratify a charter, at least"),
                U.THIRDS,
                2,
            ),
            D(
                "strategy_input_days",
                _("Draft of a strategy open for input, at least"),
                U.DAYS,
                21,
            ),
            D("ratification_days", _("Time to ratify a charter"), U.DAYS, 35),
        ),
    ),
)
DEFINITIONS = {one.code: one for part in PARTS for one in part.numbers}
