"""What of problems can be found by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.problems.models import Problem
from jln.problems.rules import narrowest
from jln.search.index import Entry
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator


def entries() -> Iterator[Entry]:
    """Every problem that was not taken back."""
    rows = Problem.objects.filter(withdrawn_at=None).order_by("pk")
    rows = rows.select_related("country", "space", "theme")
    return (entry_of(problem) for problem in rows.iterator(chunk_size=500))


def entry_of(problem: Problem) -> Entry:
    """A problem, found by those who may read it; also by its subject in every language of that."""
    return Entry(
        kind="problem",
        subject_id=problem.pk,
        title=problem.statement,
        body=problem.detail,
        also=tuple(problem.theme.found_by()) if problem.theme else (),
        language=problem.language,
        reach=narrowest(Visibility(problem.visibility), Visibility(problem.space.visibility)),
        space_id_or_none=problem.space_id,
        country_code=problem.country.code if problem.country else "",
        facet=problem.theme.code if problem.theme else "",
        dated=str(problem.stated),
    )
