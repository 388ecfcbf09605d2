"""The newsletter as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.newsletter import queries
from jln.newsletter.editions import path_of, said_in
from jln.newsletter.terms import IssueKind
from jln.web import atom, network
from jln.web.pages import public

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jln.web.pages import PublicRequest

ENTRIES = 30


@public
def newsletter_feed(request: PublicRequest) -> HttpResponse:
    """Atom: each issue with its subject and the line after it."""
    feed = atom.begun(request, _("Newsletter"), "/feeds/newsletter.atom", "/newsletter/")
    for issue in queries.sent(None, IssueKind.NEWSLETTER)[:ENTRIES]:
        feed.add_item(
            title=said_in(issue.subjects, request.language),
            link=network.link(f"{request.prefix}{path_of(issue)}"),
            unique_id=network.link(path_of(issue)),
            description=said_in(issue.leads, request.language),
            pubdate=issue.begun_at,
            updateddate=issue.begun_at,
        )
    return atom.answer(feed)
