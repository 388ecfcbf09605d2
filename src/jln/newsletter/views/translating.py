"""An edition, written by an editor or by the colleague who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.newsletter import actions, forms, queries
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jln.newsletter.models import IssueEdition


@signed_in
def edition(request: MemberRequest, number: int) -> HttpResponse:
    """For the colleague who is asked, until it is agreed to."""
    found = get_object_or_404(queries.to_translate(request.person), pk=number)
    return words_page(request, found, then=url("issue_translate", number=number))


def words_page(request: MemberRequest, edition: IssueEdition, *, then: str) -> HttpResponse:
    """Each text below its English."""
    issue, language = edition.issue, edition.language
    form = forms.TranslateForm(
        request.POST or None,
        issue=issue,
        language=language,
        initial=queries.now_in(issue, language),
    )

    def act() -> None:
        row = edition if edition.pk else actions.edition_in(issue, language, at=request.now)
        actions.translate(row, **form.said(), by=request.person, at=request.now)

    return deed(
        request,
        "newsletter/words.html",
        form,
        act,
        told=_("Thank you. The words are kept."),
        then=then,
        issue=issue,
        edition=edition,
    )
