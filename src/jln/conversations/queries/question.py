"""A question on its way: what was said, what is guessed, what is like it, who would be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations import words
from jln.conversations.queries.asking import Chosen, Sought, chosen_for, likely_theme
from jln.conversations.queries.similar import A_GLANCE, Similar, similar
from jln.conversations.queries.why import Proposed, proposed
from jln.people.models import Theme
from jln.spaces import queries as spaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.conversations.forms import AskForm
    from jln.people.models import Person
    from jln.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Question:
    """What was said in the form, with what was left open filled in."""

    text: str
    heading: str
    space: Space
    theme: Theme | None
    language: str

    @classmethod
    def of(cls, form: AskForm, by: Person) -> Question:
        """The whole network and the likeliest theme and language, where nothing was said."""
        said = form.cleaned_data
        theme = form.themes.get(said["theme"])
        if theme is None:
            theme = likely_theme(f"{said['heading']} {said['text']}")
        return cls(
            text=said["text"],
            heading=said["heading"],
            space=form.spaces.get(said["space"]) or next(iter(form.spaces.values())),
            theme=theme,
            language=said["language"] or words.language_of(said["text"], by.language),
        )


@dataclass(frozen=True, slots=True)
class Check:
    """What the asker looks at before the question goes out."""

    question: Question
    similar: list[Similar]
    people: list[Proposed]
    chosen: Chosen


def check(person: Person, question: Question, *, at: datetime) -> dict[str, Any]:
    """The second step of asking, for its page."""
    sought = Sought(question.theme, question.language, f"{question.heading}\n{question.text}")
    chosen = chosen_for(question.space, sought, by=person, at=at)
    found = Check(
        question,
        similar(person, question.heading, question.text, odds=A_GLANCE),
        proposed(chosen.people),
        chosen,
    )
    return {"checked": True, "check": found}


def themes() -> list[Theme]:
    """The subjects a question can be about, by their English names."""
    return sorted(Theme.objects.all(), key=lambda theme: theme.name_in("en"))


def spaces_to_ask_in(person: Person) -> Sequence[Space]:
    """Where a question may stand, the whole network first."""
    return list(spaces.to_ask_in(person))


def product(person: Person, slug: str) -> Any:  # noqa: ANN401 -- of a domain above
    """The product a question is about, if there is one."""
    if not slug or "\x00" in slug:
        return None
    products = apps.get_model("jln.Product")._default_manager.filter(slug=slug)
    return visible(person, Permission.PRODUCT_VIEW, products).first()
