"""What the Steering Group decides about membership: what waits, and what happens then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.kit import clock
from jln.kit.matter import Effect, Matter
from jln.kit.time import day
from jln.membership import actions, queries
from jln.membership.models import Application, LevelProposal
from jln.membership.terms import ApplicationState, Level
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

ADMIT, FULL = "membership.admit", "membership.full"
LEVELS = {Level.DORMANT: "membership.dormant", Level.ASSOCIATE: "membership.return"}


def _applications() -> Iterator[Matter]:
    """Screened, in the order in which they were sent."""
    rows = Application.objects.filter(state=ApplicationState.SCREENED)
    for one in rows.order_by("submitted_at", "pk"):
        yield Matter(
            ADMIT,
            one.pk,
            _("%(country)s as Associate Member") % {"country": one},
            _("%(country)s becomes an Associate Member of the network.") % {"country": one},
            f"/applications/{one.code}/",
        )


def _assessed() -> Iterator[Matter]:
    """Countries for which all conditions hold today, as many as there are places."""
    for one in queries.ready(day(clock.now())):
        name = formats.country_name(one.assessment.country)
        yield Matter(
            FULL,
            one.assessment.pk,
            _("%(country)s as Full Member") % {"country": name},
            _("%(country)s becomes a Full Member of the network.") % {"country": name},
            f"/countries/{one.assessment.country.code.lower()}/assessment/",
        )


def _proposed(level: Level) -> Iterator[Matter]:
    rows = LevelProposal.objects.filter(level=level, settled_at=None).select_related("country")
    for one in rows.order_by("pk"):
        said = f"{formats.country_name(one.country)}: {level.label}"
        path = f"/countries/{one.country.code.lower()}/membership/"
        yield Matter(LEVELS[level], one.pk, said, f"{said}. {one.words}", path)


EFFECTS = (
    Effect(ADMIT, gettext_lazy("Admit an Associate Member"), _applications, actions.admit),
    Effect(FULL, gettext_lazy("Accept a Full Member"), _assessed, actions.become_full),
    Effect(
        LEVELS[Level.DORMANT],
        gettext_lazy("Call a member dormant"),
        partial(_proposed, Level.DORMANT),
        actions.change_level,
    ),
    Effect(
        LEVELS[Level.ASSOCIATE],
        gettext_lazy("Make a member Associate again"),
        partial(_proposed, Level.ASSOCIATE),
        actions.change_level,
    ),
)
