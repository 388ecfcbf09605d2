"""What happened since the last issue, as pieces that may go into the next: a source a kind.

Only what the whole world or every member may read. What the platform says itself is said in
every language; what people wrote stands in the language in which they wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from jln.access.check import visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.activities.models import Activity
from jln.conversations.models import Dialogue, Post, Topic
from jln.conversations.terms import TopicKind
from jln.countries.models import CountryCoreGroup
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance.models import Decision
from jln.kit.time import day
from jln.library.models import Adaptation, Product
from jln.newsletter.rules import Text, mark_of
from jln.spaces.terms import SpaceKind, Visibility
from jln.ui import formats
from jln.web.language import CODES

if TYPE_CHECKING:
    from jln.people.models import Person

MOST_OF_A_KIND = 12
MOST_WORDS = 60  # of what somebody wrote; the rest is behind the link
OPEN = (Visibility.PUBLIC, Visibility.MEMBERS)
READ_BY: dict[str, P | None] = {
    "jln.Activity": None,
    "jln.Adaptation": P.ADAPTATION_VIEW,
    "jln.CountryCoreGroup": None,
    "jln.Decision": None,
    "jln.Product": P.PRODUCT_VIEW,
    "jln.Topic": P.TOPIC_VIEW,
}
"""By which right each thing is read; None: by everybody."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing, in the languages in which it can be said."""

    model: str
    pk: int
    path: str
    texts: dict[str, Text] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.model}:{self.pk}"

    @property
    def title(self) -> str:
        """In the language of the reader, else in the one it has."""
        mine = self.texts.get(translation.get_language() or "en")
        return (mine or next(iter(self.texts.values()))).title


def since(began: datetime, until: datetime) -> list[Happened]:
    """Everything of a time, kind by kind."""
    return [one for source in SOURCES for one in source(began, until)]


def in_every_language(say: Callable[[], tuple[str, str]]) -> dict[str, Text]:
    """What the platform says itself."""
    found: dict[str, Text] = {}
    for code in CODES:
        with translation.override(code):
            title, text = say()
            found[code] = Text(title, text)
    of = mark_of(found["en"].title, found["en"].text)
    return {code: Text(one.title, one.text, of) for code, one in found.items()}


def _written(language: str, title: str, text: str) -> dict[str, Text]:
    words = " ".join(text.split()).split(" ")
    cut = " ".join(words[:MOST_WORDS]) + (" […]" if len(words) > MOST_WORDS else "")
    return {language: Text(title, cut)}


def _unanswered(began: datetime, until: datetime) -> Iterator[Happened]:
    rows = Post.objects.select_related("topic").filter(
        number=1,
        hidden_at=None,
        posted_at__gt=began,
        posted_at__lte=until,
        space__visibility__in=OPEN,
        space__closed_at=None,
        space__chatham_since=None,
        topic__kind=TopicKind.QUESTION,
        topic__answered_at=None,
        topic__closed_at=None,
        topic__hidden_at=None,
    )
    is_safe = Q(space__kind=SpaceKind.NETWORK) | Q(space__rule="open")
    for post in rows.filter(is_safe).order_by("-pk")[:MOST_OF_A_KIND]:
        texts = _written(post.language, post.topic.title, post.text)
        yield Happened("jln.Topic", post.topic_id, f"/ask/{post.topic.code}/", texts)


def _syntheses(began: datetime, until: datetime) -> Iterator[Happened]:
    rows = Dialogue.objects.select_related("topic").filter(
        published_at__gt=began,
        published_at__lte=until,
        topic__hidden_at=None,
        topic__space__visibility__in=OPEN,
    )
    for one in rows.order_by("-published_at")[:MOST_OF_A_KIND]:
        texts = _written(one.synthesis_language, one.topic.title, one.synthesis)
        yield Happened("jln.Topic", one.topic_id, f"/ask/{one.topic.code}/", texts)


def _is_within(first: date | None, began: datetime, until: datetime) -> bool:
    return first is not None and day(began) < first <= day(until)


def _products(began: datetime, until: datetime) -> Iterator[Happened]:
    rows = Product.objects.exclude(published=None).order_by("-published")[: 3 * MOST_OF_A_KIND]
    for one in rows:
        if _is_within(one.published.first if one.published else None, began, until):
            texts = _written(one.language, one.title, one.abstract)
            yield Happened("jln.Product", one.pk, f"/library/{one.slug}/", texts)


def _adaptations(began: datetime, until: datetime) -> Iterator[Happened]:
    rows = visible(None, P.ADAPTATION_VIEW, Adaptation.objects.all())
    rows = rows.select_related("country", "product")
    rows = rows.filter(created_at__gt=began, created_at__lte=until)
    for one in rows.order_by("-pk")[:MOST_OF_A_KIND]:
        path = f"/chain/adaptation/{one.code}/"
        yield Happened("jln.Adaptation", one.pk, path, in_every_language(_adapted(one)))


def _adapted(one: Adaptation) -> Callable[[], tuple[str, str]]:
    def say() -> tuple[str, str]:
        named = {"country": formats.country_name(one.country), "product": one.product.title}
        return _("%(country)s adapts “%(product)s”") % named, ""

    return say


def _groups(began: datetime, until: datetime) -> Iterator[Happened]:
    facts = Fact.objects.filter(kind=Kind.CORE_GROUP_FORMED, at__gt=began, at__lte=until)
    rows = CountryCoreGroup.objects.select_related("country")
    for one in rows.filter(pk__in=facts.values("subject_id")).order_by("-pk")[:MOST_OF_A_KIND]:
        path = f"/countries/{one.country.code.lower()}/"
        yield Happened("jln.CountryCoreGroup", one.pk, path, in_every_language(_formed(one)))


def _formed(one: CountryCoreGroup) -> Callable[[], tuple[str, str]]:
    def say() -> tuple[str, str]:
        named = {"country": formats.country_name(one.country)}
        return _("%(country)s forms its Country Core Group") % named, ""

    return say


def _events(began: datetime, until: datetime) -> Iterator[Happened]:
    """Those to come, and those for which places were offered."""
    open_offers = Q(offers__offered_at__gt=began, offers__due_on__gte=day(until))
    rows = Activity.objects.filter(open_offers).distinct()
    coming = Activity.objects.filter(starts__gte=day(until).isoformat()).order_by("starts")
    found = {one.pk: one for one in (*rows.order_by("-pk"), *coming[:MOST_OF_A_KIND])}
    for one in list(found.values())[:MOST_OF_A_KIND]:
        yield Happened(
            "jln.Activity", one.pk, f"/events/{one.slug}/", in_every_language(_coming(one))
        )


def _coming(one: Activity) -> Callable[[], tuple[str, str]]:
    def say() -> tuple[str, str]:
        parts = [formats.span(one.starts, one.ends), one.place]
        return one.title, formats.list_parts(*filter(None, parts))

    return say


def _decisions(began: datetime, until: datetime) -> Iterator[Happened]:
    rows = Decision.objects.filter(superseded_by=None).order_by("-number")[: 3 * MOST_OF_A_KIND]
    for one in rows:
        if _is_within(one.decided_on.first, began, until):
            texts = _written(one.language, str(one), one.text if one.title else "")
            yield Happened("jln.Decision", one.pk, one.path, texts)


Source = Callable[[datetime, datetime], Iterable[Happened]]
SOURCES: tuple[Source, ...] = (
    _decisions,
    _groups,
    _products,
    _syntheses,
    _adaptations,
    _events,
    _unanswered,
)


def _things(model: str, keys: Iterable[int]) -> Any:  # noqa: ANN401 -- a QuerySet of whatever the label names
    return apps.get_model(model)._default_manager.filter(pk__in=list(keys))


def readable(person: Person | None, about: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of these things, those this person may read; a query a kind."""
    by_model: dict[str, set[int]] = {}
    for model, pk in about:
        by_model.setdefault(model, set()).add(pk)
    found: set[tuple[str, int]] = set()
    for model, keys in by_model.items():
        right = READ_BY[model]
        rows = _things(model, keys)
        if right is not None:
            rows = visible(person, right, rows)
        found |= {(model, pk) for pk in rows.values_list("pk", flat=True)}
    return found


def open_to_all(about: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of these things, those that every member may read; a query a kind, one more for topics."""
    wanted = set(about)
    topics = {pk for model, pk in wanted if model == "jln.Topic"}
    found = readable(None, wanted)
    if topics:
        shown = Topic.objects.filter(pk__in=topics, hidden_at=None, space__visibility__in=OPEN)
        found |= {("jln.Topic", pk) for pk in shown.values_list("pk", flat=True)}
    return found
