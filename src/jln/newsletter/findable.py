"""What of newsletters and opportunities can be found: what went out, by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.newsletter import happened, rules
from jln.newsletter.editions import Editions, said_in
from jln.newsletter.models import Issue
from jln.search.index import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator


def entries() -> Iterator[Entry]:
    """Every issue that went out and was not stopped."""
    for issue in Issue.objects.filter(begun_at__isnull=False, stopped_at=None):
        yield entry_of(issue)


def entry_of(issue: Issue) -> Entry:
    """In English; found by its other languages too. Only pieces that anybody may read."""
    pieces = Editions.of(issue).pieces
    about = {(row.subject_model, row.subject_id) for row, _texts in pieces if row.subject_id}
    open_now = happened.readable(None, about)
    texts = [
        texts
        for row, texts in pieces
        if row.subject_id is None or (row.subject_model, row.subject_id) in open_now
    ]
    said = [
        (f"{one.title} {one.text}", code)
        for each in texts
        for code, one in each.items()
        if code != rules.ENGLISH
    ]
    subjects = [(words, code) for code, words in issue.subjects.items() if code != rules.ENGLISH]
    english = [each[rules.ENGLISH] for each in texts if rules.ENGLISH in each]
    return Entry(
        issue.kind,
        issue.pk,
        said_in(issue.subjects, rules.ENGLISH),
        " · ".join(f"{one.title} {one.text}".strip() for one in english),
        also=(*subjects, *said),
        reach="public",
        facet=str(issue.number or ""),
        dated=str(issue.send_on or ""),
    )
