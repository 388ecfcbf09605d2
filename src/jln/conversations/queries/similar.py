"""What is like a question that is about to be posted: nobody is asked what is answered already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

from jln.conversations import words
from jln.conversations.models import Topic
from jln.kit.codes import code_of
from jln.search import queries as search

if TYPE_CHECKING:
    from jln.people.models import Person
    from jln.search.queries import Hit

LOOKED_AT = 8
SHARED = 2
"""So many words must be shared; one may mean anything."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A topic or a product that may hold the answer."""

    kind: str  # topic or product
    subject: int
    title: str
    language: str
    slug: str = ""
    answers: int = 0

    @property
    def code(self) -> str:
        """In the address of a topic."""
        return code_of(self.subject)


def similar(person: Person, text: str, *, limit: int = 3) -> list[Similar]:
    """At most so many topics and products that share words with a text, the likest first."""
    wanted = words.words_of(text)
    hits = [
        hit for hit in search.similar(person, text, limit=LOOKED_AT) if _shares_enough(wanted, hit)
    ][:limit]
    answers = _answers([hit.subject_id for hit in hits if hit.kind == "topic"])
    slugs = _slugs([hit.subject_id for hit in hits if hit.kind == "product"])
    return [
        Similar(
            hit.kind,
            hit.subject_id,
            hit.title,
            hit.language,
            slug=slugs.get(hit.subject_id, ""),
            answers=answers.get(hit.subject_id, 0),
        )
        for hit in hits
    ]


def _shares_enough(wanted: set[str], hit: Hit) -> bool:
    said = words.words_of(f"{hit.title} {hit.snippet.striptags()}")
    stems = {word[: words.STEM] for word in said}
    return len({word[: words.STEM] for word in wanted} & stems) >= min(SHARED, len(wanted))


def _answers(topics: list[int]) -> dict[int, int]:
    counts = Topic.objects.filter(pk__in=topics).values_list("pk", "post_count")
    return {pk: max(count - 1, 0) for pk, count in counts}


def _slugs(products: list[int]) -> dict[int, str]:
    found = apps.get_model("jln.Product")._default_manager.filter(pk__in=products)
    return dict(found.values_list("pk", "slug"))
