"""The pages of the chain."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from jln.access.permissions import Permission
from jln.chain import prov, queries, rules
from jln.kit.digits import number_in
from jln.library.terms import LineKind, StepKind
from jln.library.words import WORDS
from jln.ui.formats import country_name
from jln.web.addresses import url
from jln.web.jsonld import CONTENT_TYPE, written
from jln.web.kept import Kept
from jln.web.pages import PublicRequest, page, part, public

if TYPE_CHECKING:
    from jln.chain.queries import Line
    from jln.library.line import Step

TITLES = {
    LineKind.PROBLEM: gettext_lazy("A problem"),
    LineKind.PRODUCT: gettext_lazy("A product"),
    LineKind.ADAPTATION: gettext_lazy("An adaptation"),
}


_parts: Kept[Markup] = Kept(200)
"""Main parts of pages, the same for every reader who may see the same."""


@public(query=("page",))
def chain(request: PublicRequest, kind: str, code: str) -> HttpResponse:
    """The whole line on one page, in date order."""
    line = _line(request, kind, code)
    number = number_in(request.GET.get("page", ""), otherwise=1)
    may_share = _may_share(request, line)
    frame = get_language(), request.prefix, number, may_share
    key = line.kind, code, line.sight, tuple(line.posts.items()), *frame
    return page(
        request,
        "chain/chain.html",
        title=_title(line),
        twin=url("chain_jsonld", kind=line.kind.value, code=code),
        main=_parts.get(key, lambda: _made(request, line, code, number, may_share=may_share)),
    )


def _made(request: PublicRequest, line: Line, code: str, number: int, *, may_share: bool) -> Markup:
    pages = rules.cut(line.steps)
    number = min(max(number, 1), len(pages))
    return part(
        request,
        "chain/_chain.html",
        line=line,
        code=code,
        title=_title(line),
        kind_title=TITLES[line.kind],
        blocks=_blocks(pages[number - 1]),
        page_number=number,
        has_next=number < len(pages),
        may_share=may_share,
        twin=url("chain_jsonld", kind=line.kind.value, code=code),
        **WORDS,
    )


def _title(line: Line) -> str:
    """What the line is followed from, in words."""
    if line.kind is LineKind.PROBLEM:
        return str(line.start.statement)
    if line.kind is LineKind.PRODUCT:
        return str(line.start.title)
    return _("%(country)s: %(product)s") % {
        "country": country_name(line.start.country),
        "product": line.start.product.title,
    }


def _may_share(request: PublicRequest, line: Line) -> bool:
    """Whether to ask: visitors may be members; staff of no country have no problem to share."""
    if line.kind is not LineKind.PROBLEM:
        return False
    if request.person is None:
        return True
    country = request.person.country
    if country is None or country.pk in line.has_the_problem:
        return False
    return line.sight.may(Permission.PROBLEM_SHARE, country)


@public
def chain_jsonld(request: PublicRequest, kind: str, code: str) -> HttpResponse:
    """The same line for machines, under the same rights."""
    line = _line(request, kind, code)
    return HttpResponse(written(prov.document(line)), content_type=CONTENT_TYPE)


def _line(request: PublicRequest, kind: str, code: str) -> Line:
    if kind not in set(LineKind):
        raise Http404
    line = queries.line(request.person, LineKind(kind), code)
    if line is None:
        raise Http404
    return line


def _blocks(steps: list[Step]) -> list[list[Step]]:
    """Adaptations of one product stand together under one head; every other step alone."""

    def together(at: int) -> tuple[int, ...]:
        step = steps[at]
        is_one = step.kind is StepKind.ADAPTATION and step.under[1]
        return (-step.under[1],) if is_one else (at,)

    return [[steps[at] for at in run] for _key, run in groupby(range(len(steps)), key=together)]
