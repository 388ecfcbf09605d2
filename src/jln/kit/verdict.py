"""Answers that carry their reasons.

A rule never answers a bare False: the page, the mail reply and the desk all
need to tell the person why, in the person's own language. (`Decision` is the
Steering Group's word, so a rule gives a verdict.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not. `code` is stable and for machines, `text` is translated lazily."""

    code: str
    text: StrOrPromise


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with every reason. True in a condition when it is a yes."""

    reasons: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return not self.reasons

    def __and__(self, other: Verdict) -> Verdict:
        """Both must hold; the reasons of both are kept."""
        return Verdict(self.reasons + other.reasons)

    @property
    def codes(self) -> set[str]:
        """The machine-readable reasons."""
        return {reason.code for reason in self.reasons}

    def or_raise(self) -> None:
        """Raise `RuleBroken` if this is a no."""
        if self.reasons:
            raise RuleBroken(self)


YES = Verdict()


def unless(holds: bool, code: str, text: StrOrPromise) -> Verdict:  # noqa: FBT001 -- reads as a sentence: unless(it holds, ...)
    """Yes if `holds`, otherwise a no with this one reason."""
    return YES if holds else Verdict((Reason(code, text),))


def no(code: str, text: StrOrPromise) -> Verdict:
    """A no with this one reason."""
    return Verdict((Reason(code, text),))


class RuleBroken(Exception):
    """A rule of the network said no. Shown to the person, never logged as an error."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(", ".join(sorted(verdict.codes)))

    @property
    def text(self) -> str:
        """Every reason as one paragraph in the active language."""
        return " ".join(str(reason.text) for reason in self.verdict.reasons)


def refusal(code: str, text: StrOrPromise) -> RuleBroken:
    """The error of a no with this one reason, to be raised where nothing is left to judge."""
    return RuleBroken(no(code, text))
