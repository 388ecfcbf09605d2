"""What was found, with where it leads: one query per kind, however many hits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from jln.conversations.findable import ANSWERED
from jln.conversations.queries.files import posts_of_pages
from jln.countries.models import Country
from jln.kit.codes import code_of
from jln.library.models import Adaptation
from jln.library.queries import on_the_shelf
from jln.library.words import kind_words
from jln.search.highlight import marked
from jln.ui.formats import country_name, partial
from jln.web.addresses import url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.search.queries import Hit

BY_CODE: dict[str, tuple[str, dict[str, Any]]] = {
    "topic": ("topic", {}),
    "problem": ("chain", {"kind": "problem"}),
    "adaptation": ("chain", {"kind": "adaptation"}),
    "card": ("card", {}),
    "opportunity": ("opportunity", {}),
    "person": ("person", {}),
}
BY_ITSELF: dict[str, Callable[[Hit], str]] = {
    "country": lambda hit: url("country", code=hit.country_code.lower()),
    "newsletter": lambda hit: url("newsletter_issue", number=int(hit.facet)),
}
BY_SLUG = {
    "institution": ("jln.Institution", "institution"),
    "group": ("jln.LearningGroup", "group"),
    "initiative": ("jln.Initiative", "initiative"),
    "activity": ("jln.Activity", "event"),
    "meeting": ("jln.Meeting", "meeting"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A hit as a page shows it: its title in the words of its page, and small facts beside it."""

    hit: Hit
    href: str
    title: Markup
    language: str  # of the title
    notes: tuple[str, ...] = ()


def rows(hits: Iterable[Hit], text: str) -> list[Row]:
    """Each hit with its page; what has none any more is left out."""
    hits = list(hits)
    known = _Known(hits, text)
    return [row for hit in hits if (row := _row(hit, known)).href]


def grouped(hits: Iterable[Hit], kinds: Iterable[str], text: str) -> dict[str, list[Row]]:
    """By kind, in the order of the kinds; empty ones are left out."""
    all_rows = rows(hits, text)
    groups = {kind: [row for row in all_rows if row.hit.kind == kind] for kind in kinds}
    return {kind: those for kind, those in groups.items() if those}


class _Known:
    """What the rows say beyond their hits: one query per kind at most, however many hits."""

    def __init__(self, hits: list[Hit], text: str) -> None:
        self.text = text
        self.slugs: dict[tuple[str, int], str] = {}
        for kind, (label, _route) in BY_SLUG.items():
            if ids := _ids(hits, kind):
                things = apps.get_model(label)._default_manager.filter(pk__in=ids)
                self.slugs |= {(kind, pk): slug for pk, slug in things.values_list("pk", "slug")}
        codes = {hit.country_code for hit in hits if hit.country_code}
        self.countries = {one.code: one for one in Country.objects.filter(code__in=codes)}
        made = _ids(hits, "adaptation")
        used = Adaptation.objects.filter(pk__in=made).select_related("product")
        self.adaptations = {one.pk: one for one in used} if made else {}
        pages = _ids(hits, "page")
        self.posts = posts_of_pages(pages) if pages else {}
        products = _ids(hits, "product")
        self.books, self.themes = on_the_shelf(products) if products else ({}, {})


def _ids(hits: list[Hit], kind: str) -> list[int]:
    return [hit.subject_id for hit in hits if hit.kind == kind]


def _row(hit: Hit, known: _Known) -> Row:
    country = known.countries.get(hit.country_code)
    where = country_name(country) if country else ""
    when = partial(hit.dated[:10])
    plain = Row(hit, _href(hit, known), hit.title_html, hit.language, (where, when))
    own = get_language() or "en"
    if hit.kind == "country":
        return replace(plain, title=marked(where, known.text), language=own, notes=())
    if hit.kind == "meeting":
        title = _("Steering Group, %(date)s") % {"date": when}
        return replace(plain, title=marked(title, known.text), language=own, notes=())
    if hit.kind == "product" and hit.subject_id in known.books:
        book = known.books[hit.subject_id]
        about = [known.themes[code].name_in(own) for code in book.themes]
        return replace(plain, notes=(kind_words(book.type), *about, when))
    if first := _first_note(hit):
        return replace(plain, notes=(first, where, when))
    if hit.kind == "adaptation" and hit.subject_id in known.adaptations:
        one = known.adaptations[hit.subject_id]
        title = marked(one.product.title, known.text)
        notes = (where, str(one.standing.label), when)
        return replace(plain, title=title, language=one.product.language, notes=notes)
    return plain


def _within(hit: Hit, topic: str, known: _Known) -> str:
    """Where something of a conversation stands."""
    if hit.kind == "practice":
        return url("short_post", code=topic, post=code_of(hit.subject_id))
    if hit.kind == "page":
        return url("post", code=topic, number=known.posts.get(hit.subject_id, 1))
    return url("topic", code=topic)


def _first_note(hit: Hit) -> str:
    if hit.kind == "page":
        return _("page %(num)s") % {"num": hit.facet}
    return _("answered") if hit.kind == "topic" and hit.facet == ANSWERED else ""


def _href(hit: Hit, known: _Known) -> str:
    if hit.kind in BY_ITSELF:
        return BY_ITSELF[hit.kind](hit)
    if hit.parent_id and hit.kind in ("page", "post", "practice"):
        return _within(hit, code_of(hit.parent_id), known)
    if hit.kind in BY_CODE:
        route, fixed = BY_CODE[hit.kind]
        return url(route, code=code_of(hit.subject_id), **fixed)
    if hit.kind == "product":
        book = known.books.get(hit.subject_id)
        return url("product", slug=book.slug) if book else ""
    slug = known.slugs.get((hit.kind, hit.subject_id))
    return url(BY_SLUG[hit.kind][1], slug=slug) if slug else ""
