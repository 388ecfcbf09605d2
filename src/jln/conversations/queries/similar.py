"""What is like a question that is about to be posted: nobody is asked what is answered already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

from jln.conversations import rules
from jln.conversations.models import AnswerCard, Topic
from jln.conversations.queries.lists import by_others
from jln.kit.codes import code_of
from jln.search import likeness

if TYPE_CHECKING:
    from jln.people.models import Person

A_GLANCE, A_DAY = 1 / 3, 1 / 7
"""How many titles may be like a question by chance: more where it costs the asker a glance
at the page, fewer where it costs her a letter and a day. Measured on 42 questions that have
a neighbour among the demonstration's 86 topics and 66 products, and 48 that have none: of
the first 38 and 34 find it, of the second 1 and none find anything. Two shared words, as it
was before, found 40 and 14.
"""


KINDS = ("card", "topic", "product")


@dataclass(frozen=True, slots=True)
class Similar:
    """A topic or a product that may hold the answer."""

    kind: str  # card, topic or product
    subject: int
    title: str
    language: str
    slug: str = ""
    answers: int = 0

    @property
    def code(self) -> str:
        """In the address of a topic or a card."""
        return code_of(self.subject)

    @property
    def path(self) -> str:
        """Where it stands, for letters."""
        if self.kind == "product":
            return f"/library/{self.slug}/"
        return f"/ask/cards/{self.code}/" if self.kind == "card" else f"/ask/{self.code}/"


def similar(person: Person, title: str, text: str, *, odds: float, limit: int = 3) -> list[Similar]:
    """At most so many topics and products like a question, the likest first.

    By its title and the sentence that asks: the rest of a letter is thanks and circumstances.
    """
    asked = f"{title}\n{rules.title_from(text)}"
    hits = likeness.like(person, asked, kinds=KINDS, odds=odds, limit=2 * limit)
    carded = _carded([hit.subject_id for hit in hits if hit.kind == "card"])
    hits = [one for one in hits if one.kind != "topic" or one.subject_id not in carded][:limit]
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


def _carded(cards: list[int]) -> set[int]:
    """The questions whose cards are told of: the card is what was learned from them."""
    return set(AnswerCard.objects.filter(pk__in=cards).values_list("topic", flat=True))


def _answers(topics: list[int]) -> dict[int, int]:
    asked = Topic.objects.filter(pk__in=topics).annotate(others=by_others())
    return dict(asked.values_list("pk", "others"))


def _slugs(products: list[int]) -> dict[int, str]:
    found = apps.get_model("jln.Product")._default_manager.filter(pk__in=products)
    return dict(found.values_list("pk", "slug"))
