"""What a decision about the number of a rule does: a row more, from its day on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jln.kit.matter import Carried, Effect, Outcome, Said, its_text
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.parameters import rules
from jln.parameters.models import Parameter
from jln.parameters.terms import DEFINITIONS
from jln.parameters.words import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBER = "parameter.change"


def _change(carried: Carried) -> None:
    """The number holds from the day that was proposed, never from one that is past."""
    if carried.outcome is not Outcome.ADOPTED:
        return
    said = carried.data
    code, value = str(said["code"]), int(said["value"])
    since = max(date.fromisoformat(str(said["valid_from"])), day(carried.at))
    rules.may_change(DEFINITIONS[code], value).or_raise()
    begins = PartialDate.of(since)
    taken = Parameter.objects.filter(code=code, valid_from=begins).exists()
    unless(not taken, "taken", _("This number has changed on that day already.")).or_raise()
    Parameter.objects.create(
        code=code,
        value=value,
        valid_from=begins,
        source=f"Decision {carried.number} of the Steering Group",
    )


def words(text: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """The change in a line. Why is said in its author's own words."""
    of = DEFINITIONS.get(data["code"])
    return f"{of.words}: {shown(of, data['value'])}" if of else "", text


CHANGE = Effect(
    kind=NUMBER,
    words=_("Change the number of a rule"),
    waiting=tuple,
    carry_out=_change,
    said=Said(its_text, words),
)
