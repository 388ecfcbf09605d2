"""One box over everything the reader may see, grouped by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jln.directory.views import at_a_pace
from jln.search import queries as search
from jln.site import found
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest

KINDS = {
    "topic": _("Questions and topics"),
    "card": _("Answer cards"),
    "practice": _("Practices"),
    "post": _("Answers"),
    "page": _("Files"),
    "product": _("Library"),
    "problem": _("Problems"),
    "adaptation": _("Adaptations"),
    "person": _("People"),
    "institution": _("Institutions"),
    "country": _("Countries"),
    "group": _("Learning groups"),
    "initiative": _("Technical Initiatives"),
    "activity": _("Events"),
    "meeting": _("Steering Group"),
    "newsletter": _("Newsletter"),
    "opportunity": _("Opportunities"),
}
EACH, PAGE, MOST_PAGES = 3, 15, 20


@public(query=("q", "kind", "page"))
@at_a_pace
def search_page(request: PublicRequest) -> HttpResponse:
    """Without a kind: the best three of each. With one: a list of it."""
    text = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("kind", "")
    number = request.GET.get("page", "1")
    at = int(number) if number in {str(n) for n in range(1, MOST_PAGES + 1)} else 1
    if kind in KINDS:
        result = search.find(
            request.person, text, kinds=[kind], limit=PAGE + 1, offset=(at - 1) * PAGE
        )
        groups = {kind: found.rows(result.hits[:PAGE], text)}
        has_next = len(result.hits) > PAGE and at < MOST_PAGES
    else:
        result = search.best_of_each(request.person, text, each=EACH)
        groups = found.grouped(result.hits, KINDS, text)
        kind, has_next = "", False
    return page(
        request,
        "site/search.html",
        text=text,
        result=result,
        groups=groups,
        kinds=KINDS,
        kind=kind,
        next_page=at + 1 if has_next else 0,
        previous_page=at - 1,
    )
