"""What was left to the next meeting waits for it, whatever it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.actions import charter, manager
from jln.governance.actions.motions import AGAIN
from jln.governance.models import Motion
from jln.governance.terms import MotionState
from jln.kit.matter import Carried, Effect, Matter, Recalled
from jln.parameters.effects import NUMBER as CHANGE_A_NUMBER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

OURS = ("", CHANGE_A_NUMBER, charter.KIND, manager.DECIDES)
"""Kinds of which nothing else says that they wait."""


def _waiting() -> Iterator[Matter]:
    for motion in Motion.objects.filter(state=MotionState.AGENDA, kind__in=OURS).order_by("pk"):
        path = f"/steering-group/motions/{motion.code}/"
        yield Matter(AGAIN, motion.pk, motion.title, motion.text, path)


def _recall(numbers: Collection[int]) -> dict[int, Recalled]:
    """A motion keeps its own words and their language."""
    rows = Motion.objects.filter(pk__in=numbers)
    return {one.pk: Recalled(one.kind, one.data, one.language) for one in rows}


def _nothing(_carried: Carried) -> None:
    """The motion itself is put again, with its own effect."""


LEFT = Effect(AGAIN, _("Motion left to the next meeting"), _waiting, _nothing, recall=_recall)
