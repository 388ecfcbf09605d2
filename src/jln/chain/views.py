"""The pages of the chain."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from jln.chain import prov, queries, rules
from jln.chain.terms import LineKind, StepKind
from jln.library.words import WORDS
from jln.web.jsonld import CONTENT_TYPE, written
from jln.web.pages import PublicRequest, page, public

if TYPE_CHECKING:
    from jln.chain.queries import Line
    from jln.chain.rules import Step

TITLES = {
    LineKind.PROBLEM: _("A problem"),
    LineKind.PRODUCT: _("A product"),
    LineKind.ADAPTATION: _("An adaptation"),
}


@public(query=("page",))
def chain(request: PublicRequest, kind: str, code: str) -> HttpResponse:
    """The whole line on one page, in date order."""
    line = _line(request, kind, code)
    pages = rules.cut(line.steps)
    text = request.GET.get("page", "")
    number = int(text) if text.isdecimal() and len(text) < len("10000") else 1
    number = min(max(number, 1), len(pages))
    return page(
        request,
        "chain/chain.html",
        line=line,
        code=code,
        kind_title=TITLES[line.kind],
        blocks=_blocks(pages[number - 1]),
        page_number=number,
        has_next=number < len(pages),
        **WORDS,
    )


@public
def chain_jsonld(request: PublicRequest, kind: str, code: str) -> HttpResponse:
    """The same line for machines, under the same rights."""
    line = _line(request, kind, code)
    return HttpResponse(written(prov.document(line)), content_type=CONTENT_TYPE)


def _line(request: PublicRequest, kind: str, code: str) -> Line:
    if kind not in set(LineKind):
        raise Http404
    start = queries.find(request.person, kind, code)
    if start is None:
        raise Http404
    return queries.line(request.person, LineKind(kind), start)


def _blocks(steps: list[Step]) -> list[list[Step]]:
    """Adaptations of one product stand together under one head; every other step alone."""

    def together(at: int) -> tuple[int, ...]:
        step = steps[at]
        is_one = step.kind is StepKind.ADAPTATION and step.under[1]
        return (-step.under[1],) if is_one else (at,)

    return [[steps[at] for at in run] for _key, run in groupby(range(len(steps)), key=together)]
