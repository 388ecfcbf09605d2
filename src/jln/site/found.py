"""What was found, with where it leads: one query per kind, however many hits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from jln.kit.codes import code_of
from jln.web.addresses import url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.search.queries import Hit

BY_CODE: dict[str, tuple[str, dict[str, Any]]] = {
    "topic": ("topic", {}),
    "problem": ("chain", {"kind": "problem"}),
    "adaptation": ("chain", {"kind": "adaptation"}),
    "person": ("person", {}),
}
BY_SLUG = {
    "product": ("jln.Product", "product"),
    "institution": ("jln.Institution", "institution"),
    "group": ("jln.LearningGroup", "group"),
    "initiative": ("jln.Initiative", "initiative"),
    "activity": ("jln.Activity", "event"),
    "meeting": ("jln.Meeting", "meeting"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A hit and its page."""

    hit: Hit
    href: str


def rows(hits: Iterable[Hit]) -> list[Row]:
    """Each hit with its page; what has none any more is left out."""
    hits = list(hits)
    slugs = _slugs(hits)
    found = [Row(hit, _href(hit, slugs)) for hit in hits]
    return [row for row in found if row.href]


def grouped(hits: Iterable[Hit], kinds: Iterable[str]) -> dict[str, list[Row]]:
    """By kind, in the order of the kinds; empty ones are left out."""
    all_rows = rows(hits)
    groups = {kind: [row for row in all_rows if row.hit.kind == kind] for kind in kinds}
    return {kind: those for kind, those in groups.items() if those}


def _slugs(hits: list[Hit]) -> dict[tuple[str, int], str]:
    slugs: dict[tuple[str, int], str] = {}
    for kind, (label, _route) in BY_SLUG.items():
        ids = [hit.subject_id for hit in hits if hit.kind == kind]
        if ids:
            things = apps.get_model(label)._default_manager.filter(pk__in=ids)
            slugs |= {(kind, pk): slug for pk, slug in things.values_list("pk", "slug")}
    return slugs


def _href(hit: Hit, slugs: dict[tuple[str, int], str]) -> str:
    if hit.kind == "country":
        return url("country", code=hit.country_code.lower())
    if hit.kind == "post" and hit.parent_id:
        return url("topic", code=code_of(hit.parent_id))
    if hit.kind in BY_CODE:
        route, fixed = BY_CODE[hit.kind]
        return url(route, code=code_of(hit.subject_id), **fixed)
    slug = slugs.get((hit.kind, hit.subject_id))
    return url(BY_SLUG[hit.kind][1], slug=slug) if slug else ""
