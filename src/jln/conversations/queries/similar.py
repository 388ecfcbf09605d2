"""What is like a question that is about to be posted: nobody is asked what is answered already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations import words
from jln.conversations.models import Topic

if TYPE_CHECKING:
    from jln.people.models import Person

LOOKED_AT = 400
LEAST_SHARED = 0.34


@dataclass(frozen=True, slots=True)
class Similar:
    """A topic or a product that may hold the answer."""

    kind: str  # topic or product
    subject: int
    title: str
    language: str
    slug: str = ""
    answers: int = 0


def similar(person: Person, text: str, *, limit: int = 3) -> list[Similar]:
    """The topics and products whose titles share most words with a text, at most so many."""
    wanted = words.words_of(text)
    found = [*_topics(person), *_products(person)]
    scored = sorted(
        (
            (words.overlap(wanted, words.words_of(one.title)), -at, one)
            for at, one in enumerate(found)
        ),
        reverse=True,
    )
    return [one for score, _at, one in scored[:limit] if score >= LEAST_SHARED]


def _topics(person: Person) -> list[Similar]:
    newest = visible(person, Permission.TOPIC_VIEW, Topic.objects.order_by("-last_post_at"))
    rows = newest.values_list("pk", "title", "language", "post_count")[:LOOKED_AT]
    return [
        Similar("topic", pk, title, language, answers=count - 1)
        for pk, title, language, count in rows
    ]


def _products(person: Person) -> list[Similar]:
    products = apps.get_model("jln.Product")._default_manager.order_by("-published", "pk")
    seen = visible(person, Permission.PRODUCT_VIEW, products)
    rows = seen.values_list("pk", "title", "language", "slug")[:LOOKED_AT]
    return [Similar("product", pk, title, language, slug) for pk, title, language, slug in rows]
