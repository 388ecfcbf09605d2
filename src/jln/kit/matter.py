"""What waits for a decision of the Steering Group, in words that every domain can say.

A domain that has something to be decided (a membership, the number of a rule) says
what waits and what happens then; `jln.governance.effects` asks it without knowing it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Outcome(StrEnum):
    """How a matter was decided. Stored: never rename."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class Matter(NamedTuple):
    """One thing that waits: `text` is the decision proposed, `path` what it rests on."""

    kind: str  # "membership.admit": the effect's
    subject_id: int
    title: str
    text: str
    path: str
    data: Mapping[str, Any] = {}  # plain values that the effect needs beside its subject


class Carried(NamedTuple):
    """The decision, as its effect is given it: nothing that a lower domain would have to import."""

    subject_id: int
    outcome: Outcome
    data: Mapping[str, Any]
    decision_id: int
    number: int  # in the register
    reason: str
    at: datetime


class Said(NamedTuple):
    """How the product words a motion by itself, in the active language.

    `name`: what of a motion's title and text is in no language. `words`: title and text again.
    """

    name: Callable[[str, str], str]
    words: Callable[[str, Mapping[str, Any]], tuple[str, str]]


class Recalled(NamedTuple):
    """What the words of a matter were made of, for whoever kept nothing but the words."""

    kind: str
    data: Mapping[str, Any]
    language: str = ""  # none: of whoever keeps them


def no_name(_title: str, _text: str) -> str:
    """Everything is worded by the product."""
    return ""


def its_text(_title: str, text: str) -> str:
    """The text is somebody's own words."""
    return text


class Effect(NamedTuple):
    """What a kind of decision does. `carry_out` runs in the transaction of the decision, once.

    It raises `RuleBroken` where the decision cannot be carried out: then nothing is decided.
    `follows`: what comes of it beyond its own words, for those who decide. `recall`: what its
    matters are made of, by the numbers of their subjects, whether they wait still or not.
    """

    kind: str
    words: StrOrPromise
    waiting: Callable[[], Iterable[Matter]]
    carry_out: Callable[[Carried], None]
    follows: StrOrPromise = ""
    said: Said | None = None
    recall: Callable[[Collection[int]], Mapping[int, Recalled]] | None = None
