"""What the Steering Group decides about membership: what waits, and what happens then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.countries.places import name_among
from jln.kit import clock
from jln.kit.matter import Effect, Matter, Recalled, Said, its_text, no_name
from jln.kit.time import day
from jln.membership import actions, queries
from jln.membership.models import Application, LevelProposal, SelfAssessment
from jln.membership.terms import ApplicationState, Level
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

ADMIT, FULL = "membership.admit", "membership.full"
LEVELS = {Level.DORMANT: "membership.dormant", Level.ASSOCIATE: "membership.return"}


def _applications() -> Iterator[Matter]:
    """Screened, in the order in which they were sent."""
    rows = Application.objects.filter(state=ApplicationState.SCREENED)
    for one in rows.order_by("submitted_at", "pk"):
        data = {"code": one.country_code}
        yield Matter(ADMIT, one.pk, *_admission("", data), f"/applications/{one.code}/", data)


def _admission(_name: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Title and text of the motion; a country that is not here yet goes by its code."""
    said = {"country": formats.country_name(data["code"])}
    return (
        _("%(country)s as Associate Member") % said,
        _("%(country)s becomes an Associate Member of the network.") % said,
    )


def _assessed() -> Iterator[Matter]:
    """Countries for which all conditions hold today, as many as there are places."""
    for one in queries.ready(day(clock.now())):
        country, data = one.assessment.country, {"names": one.assessment.country.names}
        path = f"/countries/{country.code.lower()}/assessment/"
        yield Matter(FULL, one.assessment.pk, *_acceptance("", data), path, data)


def _acceptance(_name: str, data: Mapping[str, Any]) -> tuple[str, str]:
    said = {"country": name_among(data["names"])}
    return (
        _("%(country)s as Full Member") % said,
        _("%(country)s becomes a Full Member of the network.") % said,
    )


def _proposed(level: Level) -> Iterator[Matter]:
    rows = LevelProposal.objects.filter(level=level, settled_at=None).select_related("country")
    for one in rows.order_by("pk"):
        path = f"/countries/{one.country.code.lower()}/membership/"
        data = {"names": one.country.names}
        said, _text = _other_level(level, "", data)
        yield Matter(LEVELS[level], one.pk, said, f"{said}. {one.words}", path, data)


def _other_level(level: Level, text: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Why is said in its author's own words."""
    return f"{name_among(data['names'])}: {level.label}", text


def _who_asked(numbers: Collection[int]) -> dict[int, Recalled]:
    rows = Application.objects.filter(pk__in=numbers).values_list("pk", "country_code")
    return {pk: Recalled(ADMIT, {"code": code}) for pk, code in rows}


def _whose(
    kind: str, model: type[LevelProposal | SelfAssessment], numbers: Collection[int]
) -> dict[int, Recalled]:
    rows = model._default_manager.filter(pk__in=numbers).values_list("pk", "country__names")
    return {pk: Recalled(kind, {"names": names}) for pk, names in rows}


EFFECTS = (
    Effect(
        ADMIT,
        gettext_lazy("Admit an Associate Member"),
        _applications,
        actions.admit,
        said=Said(no_name, _admission),
        recall=_who_asked,
    ),
    Effect(
        FULL,
        gettext_lazy("Accept a Full Member"),
        _assessed,
        actions.become_full,
        said=Said(no_name, _acceptance),
        recall=partial(_whose, FULL, SelfAssessment),
    ),
    Effect(
        LEVELS[Level.DORMANT],
        gettext_lazy("Call a member dormant"),
        partial(_proposed, Level.DORMANT),
        actions.change_level,
        said=Said(its_text, partial(_other_level, Level.DORMANT)),
        recall=partial(_whose, LEVELS[Level.DORMANT], LevelProposal),
    ),
    Effect(
        LEVELS[Level.ASSOCIATE],
        gettext_lazy("Make a member Associate again"),
        partial(_proposed, Level.ASSOCIATE),
        actions.change_level,
        said=Said(its_text, partial(_other_level, Level.ASSOCIATE)),
        recall=partial(_whose, LEVELS[Level.ASSOCIATE], LevelProposal),
    ),
)
