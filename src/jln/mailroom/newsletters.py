"""Issues by mail: composing them, translating them, announcing an opportunity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.access.check import can
from jln.access.permissions import Permission
from jln.kit import clock
from jln.mailroom.deeds import Deed, Entry
from jln.newsletter import actions, forms, queries
from jln.newsletter.models import Issue, IssueEdition
from jln.newsletter.terms import IssueKind, IssueState
from jln.web import network
from jln.web.network import current

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.newsletter.models import IssuePiece
    from jln.people.models import Person


def _drafts(person: Person) -> QuerySet[Issue]:
    rows = Issue.objects.filter(kind=IssueKind.NEWSLETTER)
    if not can(person, Permission.NEWSLETTER_KEEP, current()):
        return rows.none()
    return rows.filter(state__in=(IssueState.DRAFT, IssueState.AGREED))


def _page(issue: Issue) -> str:
    return network.link(f"/desk/newsletter/{issue.code}/")


def _compose(deed: Deed) -> Issue:
    form: Any = deed.form
    return actions.compose(deed.subject, **form.said(), by=deed.person, at=deed.at)


def _write(deed: Deed) -> IssuePiece:
    form: Any = deed.form
    path = deed.said.get("path", "")
    return actions.write_piece(
        deed.subject, None, form.piece(), path=path, by=deed.person, at=deed.at
    )


def _arrange(deed: Deed) -> Issue:
    said = deed.said
    return actions.do(deed.subject, said["do"], said["which"], by=deed.person, at=deed.at)


def _ask(deed: Deed) -> IssueEdition:
    form: Any = deed.form
    return actions.ask(deed.subject, form.person, by=deed.person, at=deed.at)


def _translate(deed: Deed) -> IssueEdition:
    form: Any = deed.form
    return actions.translate(deed.subject, **form.said(), by=deed.person, at=deed.at)


def _offer(deed: Deed) -> Issue:
    form: Any = deed.form
    return actions.offer(None, **form.said(), by=deed.person, at=deed.at)


def _words_page(edition: IssueEdition) -> str:
    return network.link(f"/newsletter/translate/{edition.pk}/")


ENTRIES = (
    Entry(
        "newsletter.compose",
        _compose,
        subject="jln.Issue",
        among=_drafts,
        now=lambda _person, issue: forms.head_now(issue),
        link=_page,
        page=lambda issue: f"{_page(issue)}head/",
        adds_up=False,
    ),
    Entry(
        "newsletter.piece",
        _write,
        subject="jln.Issue",
        among=_drafts,
        link=lambda piece: _page(piece.issue),
        page=lambda issue: f"{_page(issue)}piece/",
        adds_up=False,
    ),
    Entry(
        "newsletter.arrange",
        _arrange,
        subject="jln.Issue",
        among=_drafts,
        offers=lambda _person, issue: {"things": queries.things(issue, at=clock.now())},
        link=_page,
        page=_page,
        adds_up=False,
    ),
    Entry(
        "newsletter.ask",
        _ask,
        subject="jln.Issue",
        among=_drafts,
        offers=lambda _person, _issue: {"people": queries.translators()},
        link=lambda edition: _page(edition.issue),
        page=lambda issue: f"{_page(issue)}ask/",
        adds_up=False,
    ),
    Entry(
        "newsletter.translate",
        _translate,
        subject="jln.IssueEdition",
        among=queries.to_translate,
        offers=lambda _person, edition: {"issue": edition.issue, "language": edition.language},
        now=lambda _person, edition: queries.now_in(edition.issue, edition.language),
        link=_words_page,
        page=_words_page,
    ),
    Entry(
        "opportunity.offer",
        _offer,
        offers=lambda _person, _nothing: {"countries": queries.countries()},
        link=_page,
        page=lambda _person: network.link("/desk/newsletter/opportunity/"),
        adds_up=False,
    ),
)
"""Rights are asked of the policy in each action."""
