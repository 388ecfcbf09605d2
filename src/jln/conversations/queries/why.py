"""Why somebody is asked, in sentences: for the asker, and for whoever is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jln.conversations.models import Post
from jln.conversations.terms import AskReason
from jln.people.models import Person, Position, Theme
from jln.ui.formats import language as shown_language
from jln.ui.formats import language_name
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jln.conversations import rules

NAMED = frozenset({AskReason.WROTE, AskReason.ADAPTED, AskReason.LED})
"""What rests on a thing that can be gone."""
TO_THE_ASKER = {
    AskReason.EXPERTISE: _("Offers help with %(theme)s."),
    AskReason.PROBLEM: _("Comes from a country with the same problem."),
    AskReason.LANGUAGE: _("Works in %(language)s."),
    AskReason.ADAPTED: _("Recorded an adaptation of “%(title)s”."),
    AskReason.LED: _("Facilitates “%(name)s”."),
    AskReason.CONTEXT: _("Comes from your region."),
    AskReason.NEW: _("New here. Nobody has asked yet."),
}
TO_THE_ASKED = {
    AskReason.EXPERTISE: _("You offer help with %(theme)s."),
    AskReason.PROBLEM: _("Your country has stated the same problem."),
    AskReason.LANGUAGE: _("You work in %(language)s."),
    AskReason.WROTE: _("You wrote in “%(title)s”."),
    AskReason.ADAPTED: _("You recorded an adaptation of “%(title)s”."),
    AskReason.LED: _("You facilitate “%(name)s”."),
}

_themes: Kept[dict[int, Theme]] = Kept(1)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A colleague as the check page shows them, with the sentences of why."""

    person: int
    code: str
    name: str
    role: str
    country_code: str
    country_names: Mapping[str, str]
    why: tuple[str, ...]

    def name_in(self, language: str) -> str:
        """The country's name, as the page's filter asks for it."""
        return self.country_names.get(language) or self.country_names.get("en", "")


@dataclass(frozen=True, slots=True)
class _Named:
    """What the ids of reasons are called, in the active language."""

    themes: Mapping[int, Theme]
    posts: Mapping[int, tuple[str, int]]  # its conversation, and how many thanked for it
    products: Mapping[int, str]
    groups: Mapping[int, str]


def proposed(choices: list[rules.Choice]) -> list[Proposed]:
    """The chosen with names and reasons, in the order of the choice."""
    people = {
        row["pk"]: row
        for row in Person.objects.filter(pk__in=[one.person for one in choices])
        .annotate(role=now("title"), house=now("institution__name"))
        .values("pk", "name", "role", "house", "country__code", "country__names")
    }
    told = sentences([[reason.stored() for reason in one.reasons] for one in choices])
    return [_proposed(people[one.person], why) for one, why in zip(choices, told, strict=True)]


def sentences(
    all_reasons: Iterable[list[dict[str, Any]]], *, to_her: bool = False
) -> list[tuple[str, ...]]:
    """Stored reasons as sentences in the active language. `to_her`: as a letter says them."""
    lists = list(all_reasons)
    names = _names([reason for reasons in lists for reason in reasons])
    told = ([_sentence(one, names, to_her=to_her) for one in reasons] for reasons in lists)
    return [tuple(filter(None, found)) for found in told]


def now(column: str) -> Subquery:
    """Of the newest position a person holds today."""
    held = Position.objects.filter(person=OuterRef("pk"), ends=None)
    newest = held.order_by(F("starts").desc(nulls_last=True), "-pk")
    return Subquery(newest.values(column)[:1])


def _names(reasons: list[dict[str, Any]]) -> _Named:
    """At most one query for each kind of thing that is named."""
    wanted: dict[str, set[int]] = {}
    for reason in reasons:
        if isinstance(reason.get("of"), int):
            wanted.setdefault(reason["code"], set()).add(reason["of"])
    posts, groups = wanted.get(AskReason.WROTE), wanted.get(AskReason.LED)
    products = wanted.get(AskReason.ADAPTED)
    return _Named(
        themes=_themes.get("all", Theme.objects.in_bulk) if AskReason.EXPERTISE in wanted else {},
        posts=_posts(posts) if posts else {},
        products=_called("jln.Product", "title", products) if products else {},
        groups=_called("jln.LearningGroup", "name", groups) if groups else {},
    )


def _posts(ids: set[int]) -> dict[int, tuple[str, int]]:
    shown = Post.objects.filter(pk__in=ids, hidden_at=None, topic__hidden_at=None)
    rows = shown.annotate(n=Count("thanks")).values_list("pk", "topic__title", "n")
    return {pk: (title, thanks) for pk, title, thanks in rows.order_by()}


def _called(model: str, column: str, ids: set[int]) -> dict[int, str]:
    found = apps.get_model(model)._default_manager.filter(pk__in=ids)
    return dict(found.values_list("pk", column))


def _proposed(row: dict[str, Any], why: tuple[str, ...]) -> Proposed:
    return Proposed(
        person=row["pk"],
        code=Person(pk=row["pk"]).code,
        name=row["name"],
        role=", ".join(part for part in (row["role"], row["house"]) if part),
        country_code=row["country__code"] or "",
        country_names=row["country__names"] or {},
        why=why,
    )


def _sentence(reason: dict[str, Any], names: _Named, *, to_her: bool) -> str:
    """Nothing where what it rests on is gone, or need not be told."""
    code, name = reason["code"], _name(reason, names)
    if code == AskReason.WROTE and name and not to_her:
        return _wrote(*names.posts[reason["of"]])
    words = (TO_THE_ASKED if to_her else TO_THE_ASKER).get(code)
    if words is None or (code in NAMED and not name):
        return ""
    return str(words) % dict.fromkeys(("theme", "language", "title", "name"), name)


def _name(reason: dict[str, Any], names: _Named) -> str:
    of = reason["of"]
    match reason["code"]:
        case AskReason.EXPERTISE:
            theme = names.themes.get(of)
            return theme.name_in(shown_language()) if theme else str(_("this subject"))
        case AskReason.LANGUAGE:
            return language_name(str(of))
        case AskReason.WROTE:
            return names.posts.get(of, ("", 0))[0]
        case AskReason.ADAPTED:
            return names.products.get(of, "")
        case AskReason.LED:
            return names.groups.get(of, "")
    return ""


def _wrote(title: str, thanks: int) -> str:
    if not thanks:
        return str(_("Wrote in “%(title)s”.") % {"title": title})
    told = ngettext(
        "Wrote in “%(title)s”, and %(count)s colleague thanked for it.",
        "Wrote in “%(title)s”, and %(count)s colleagues thanked for it.",
        thanks,
    )
    return told % {"title": title, "count": thanks}
