"""What decisions of the Steering Group do, by their kind. Filled in `apps.py`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import translation

from jln.kit.matter import Carried, Effect, Matter, Recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from jln.governance.models import Decision, Motion

EFFECTS: dict[str, Effect] = {}


def register(effect: Effect) -> None:
    """Let decisions of this kind do this; the last word for a kind counts."""
    EFFECTS[effect.kind] = effect


def follows(kind: str) -> StrOrPromise:
    """What comes of a decision of this kind beyond its own words."""
    effect = EFFECTS.get(kind)
    return effect.follows if effect else ""


class Worded(NamedTuple):
    """A title and a text, and the language of each."""

    title: str
    language: str
    text: str
    text_language: str


class Words(NamedTuple):
    """A title and a text as they are kept, and what they may have been made of."""

    title: str
    text: str
    language: str
    kind: str
    data: Mapping[str, Any]


def worded(of: Motion | Decision | Words) -> Worded:
    """Words that the product made itself, in the reader's language; others as they stand."""
    kept = Worded(of.title, of.language, of.text, of.language)
    effect, language = EFFECTS.get(of.kind), translation.get_language() or of.language
    if effect is None or effect.said is None or not of.data or language == of.language:
        return kept
    with translation.override(of.language):
        name = effect.said.name(of.title, of.text)
        if effect.said.words(name, of.data) != (of.title, of.text):
            return kept  # somebody put them otherwise
    title, text = effect.said.words(name, of.data)
    return Worded(title, language, text, of.language if text == of.text else language)


def recalled(matters: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Recalled]:
    """What these were made of, by kind and number; one question for each kind among them."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, number in matters:
        wanted[kind].add(number)
    found: dict[tuple[str, int], Recalled] = {}
    for kind, numbers in wanted.items():
        effect = EFFECTS.get(kind)
        known = effect.recall(numbers) if effect and effect.recall else {}
        found |= {(kind, number): one for number, one in known.items()}
    return found


def waiting() -> list[Matter]:
    """All that waits for a decision, whatever domain it is of."""
    return [matter for effect in EFFECTS.values() for matter in effect.waiting()]


def carry_out(kind: str, carried: Carried) -> None:
    """Do what follows; raises `RuleBroken`. A kind without an effect is a decision in words."""
    if effect := EFFECTS.get(kind):
        effect.carry_out(carried)
