"""The letters of safe spaces. They say that there is something to read, never what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told
from jln.safe_space.models import SafePattern, SafeSpace
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.facts.models import Fact


def _space(fact: Fact) -> Told | None:
    found = SafeSpace.objects.select_related("space__country").filter(pk=fact.subject_id).first()
    if found is None or found.sealed_on is not None:
        return None
    end = "take/" if fact.kind == LetterKind.SAFE_ASKED else ""
    return Told(LetterKind(fact.kind), fact, _things(found, end))


def _pattern(fact: Fact) -> Told | None:
    rows = SafePattern.objects.select_related("safe_space__space__country")
    found = rows.filter(pk=fact.subject_id, released_on__isnull=False).first()
    if found is None:
        return None
    things = _things(found.safe_space, f"patterns/{found.pk}/")
    return Told(LetterKind.SAFE_RELEASED, fact, things)


def _things(safe: SafeSpace, end: str) -> dict[str, object]:
    return {"safe": safe, "link": network.link(f"/safe/{safe.code}/{end}")}


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.SAFE_ASKED: _space,
    LetterKind.SAFE_OPENED: _space,
    LetterKind.SAFE_RELEASED: _pattern,
}
