"""An issue, its readers in three zones, and the clock of its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.newsletter import actions
from jln.newsletter.models import Issue, IssueEdition
from jln.newsletter.rules import Text
from jln.newsletter.terms import Missing
from tests import factories as f

AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DAY = date(2026, 12, 8)
ACCRA_8 = datetime(2026, 12, 8, 8, 0, tzinfo=UTC)
MANILA_8 = datetime(2026, 12, 8, 0, 0, tzinfo=UTC)
OVER = datetime(2026, 12, 8, 21, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_draft(by=None, *, missing=Missing.ENGLISH, send_on=DAY) -> Issue:
    """A newsletter with one piece written for it."""
    by = by or f.staff("Editor")
    made = actions.begin(by=by, at=AT)
    head = actions.Head("Two things to read", "The second is short.", send_on, 8, missing)
    made = actions.compose(made, head, by=by, at=AT)
    text = Text("What silence tells us", "Silence is an answer too.")
    actions.write_piece(made, None, text, path="https://example.org/a", by=by, at=AT)
    made.refresh_from_db()
    return made


def agreed(issue: Issue, by=None, at=AT) -> Issue:
    return actions.agree(issue, by=by or f.staff("Second"), at=at)


def an_offer(by=None, *, deadline=date(2026, 12, 28), **values) -> Issue:
    said = {
        "title": "Two places in Manila",
        "what": "A week on buying medicines.",
        "who_may": "Officials of ministries.",
        "where": "places@example.org",
        "deadline_on": deadline,
        "send_on": DAY,
    }
    by = by or f.staff("Editor")
    return actions.offer(None, actions.Offer(**said | values), by=by, at=AT)


def of_an_issue(by, reader) -> None:
    """All that is told of issues: one to translate, one sent, an opportunity and its reminder."""
    issue, offer = a_draft(by), an_offer(by)
    edition = IssueEdition.objects.create(
        issue=issue, language="fr", person=reader, asked_at=f.NOON
    )
    for kind, thing, about in (
        (Kind.ISSUE_ASKED, edition, reader),
        (Kind.NEWSLETTER_SENT, issue, None),
        (Kind.OPPORTUNITY_OPENED, offer, None),
        (Kind.OPPORTUNITY_REMINDED, offer, None),
    ):
        record(kind, thing, by=by, at=f.NOON, about=about)
