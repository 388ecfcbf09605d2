"""What a model says about people: the one map behind export, erasure and retention.

Every model has an inner class `Privacy`:

- `personal`: the fields that speak of a person (empty for none);
- `person`: the lookup that leads from a row to that person ("" if none);
- `keep`: how long, as a translated sentence for the retention page;
- `keep_days`: after how many days the sweep deletes a row (None: not by age),
  counted from the field named in `keep_from`;
- `on_erasure`: "delete" the rows, "blank" the personal fields, or "keep".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrOrPromise


class PrivacyMap(Protocol):
    """The shape of every model's `Privacy`."""

    personal: frozenset[str]
    person: str
    keep: StrOrPromise
    keep_days: int | None
    keep_from: str
    on_erasure: Literal["delete", "blank", "keep"]


class Impersonal:
    """A model that says nothing of a person. Subclass it and give `keep`."""

    personal: frozenset[str] = frozenset()
    person = ""
    keep_days: int | None = None
    keep_from = ""
    on_erasure: Literal["delete", "blank", "keep"] = "keep"


class Personal:
    """A model whose rows belong to a person. Subclass it and give the rest."""

    person = "person"
    keep_days: int | None = None
    keep_from = ""
    on_erasure: Literal["delete", "blank", "keep"] = "delete"


class Signed(Personal):
    """A model whose rows stay when the person who signed them is erased: the name goes."""

    person = "by"
    personal = frozenset({"by"})
    on_erasure: Literal["delete", "blank", "keep"] = "blank"


def privacy_of(model: type[Model]) -> PrivacyMap:
    """A model's map; a test sees to it that every model has one."""
    return model.Privacy  # type: ignore[attr-defined, no-any-return]  # an inner class, by our own rule
