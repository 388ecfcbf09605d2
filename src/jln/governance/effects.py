"""What decisions of the Steering Group do, by their kind. Filled in `apps.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.kit.matter import Carried, Effect, Matter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EFFECTS: dict[str, Effect] = {}


def register(effect: Effect) -> None:
    """Let decisions of this kind do this; the last word for a kind counts."""
    EFFECTS[effect.kind] = effect


def follows(kind: str) -> StrOrPromise:
    """What comes of a decision of this kind beyond its own words."""
    effect = EFFECTS.get(kind)
    return effect.follows if effect else ""


def waiting() -> list[Matter]:
    """All that waits for a decision, whatever domain it is of."""
    return [matter for effect in EFFECTS.values() for matter in effect.waiting()]


def carry_out(kind: str, carried: Carried) -> None:
    """Do what follows; raises `RuleBroken`. A kind without an effect is a decision in words."""
    if effect := EFFECTS.get(kind):
        effect.carry_out(carried)
