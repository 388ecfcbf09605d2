"""The line as linked data, in the terms of W3C PROV-O. It says what the page says, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jln.library.linked import path_of
from jln.library.terms import StepKind, StepState
from jln.ui.formats import country_name
from jln.web.addresses import url
from jln.web.network import link

if TYPE_CHECKING:
    from jln.chain.queries import Line
    from jln.library.line import Step

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
"""Written out, so that a reader needs no network to expand it."""

_ORIGIN_OF = {
    StepKind.PROBLEM: "problem",
    StepKind.TOPIC: "topic",
    StepKind.GROUP: "group",
    StepKind.SESSION: "activity",
}
_WORK = frozenset({StepKind.TOPIC, StepKind.GROUP, StepKind.SESSION})
_ROLES = {
    StepKind.PROBLEM: "raised",
    StepKind.GROUP: "took-part",
    StepKind.PRODUCT: "wrote",
    StepKind.ADAPTATION: "adapted",
}
_START = "schema:startDate"
_MADE = "schema:dateCreated"


def document(line: Line) -> dict[str, Any]:
    """The whole line as one JSON-LD document."""
    here = link(url("chain_jsonld", kind=line.kind.value, code=_code(line)))
    graph: list[dict[str, Any]] = []
    countries: dict[str, dict[str, Any]] = {}
    for number, step in enumerate(line.steps, start=1):
        graph += _nodes(step, line, f"{here}#step-{number}")
        for country in step.countries or _adapter(step):
            countries.setdefault(country.code, _agent(country))
    return {"@context": CONTEXT, "@id": here, "@graph": graph + list(countries.values())}


def _code(line: Line) -> str:
    return str(getattr(line.start, "slug", "") or line.start.code)


def _nodes(step: Step, line: Line, place: str) -> list[dict[str, Any]]:
    if step.state is StepState.HIDDEN:
        return [{"@id": place, "rdfs:label": _("A step here is not public")}]
    if step.state is StepState.REMOVED:
        removed = {"prov:invalidatedAtTime": step.thing.isoformat()}
        return [{"@id": place, "rdfs:label": _("A step here was removed"), **removed}]
    if step.kind is StepKind.PRODUCT:
        return [_product(step, line)]
    if step.kind is StepKind.ADAPTATION:
        return [_adaptation(step, line)]
    return [_origin(step, line)] if step.kind in _ORIGIN_OF else []


def _origin(step: Step, line: Line) -> dict[str, Any]:
    is_work = step.kind in _WORK
    node = {
        "@id": link(path_of(_ORIGIN_OF[step.kind], step.thing)),
        "@type": "prov:Activity" if is_work else "prov:Entity",
        "rdfs:label": _text(step.thing),
    }
    if step.when:
        node[_START if is_work else _MADE] = str(step.when)
    used = [_problem(one) for one in line.things(StepKind.PROBLEM)] if is_work else []
    return node | ({"prov:used": used} if used else {}) | _attributed(step)


def _product(step: Step, line: Line) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": link(url("product", slug=step.thing.slug)),
        "@type": ["prov:Entity", "schema:CreativeWork"],
        "rdfs:label": _text(step.thing),
    }
    if step.when:
        node[_MADE] = str(step.when)
    derived = [_problem(one) for one in line.things(StepKind.PROBLEM)]
    made_by = [
        {"@id": link(path_of(_ORIGIN_OF[one.kind], one.thing))}
        for one in line.steps
        if one.kind in _WORK and one.is_shown
    ]
    links = {"prov:wasDerivedFrom": derived, "prov:wasGeneratedBy": made_by}
    return node | {name: value for name, value in links.items() if value} | _attributed(step)


def _adaptation(step: Step, line: Line) -> dict[str, Any]:
    one = step.thing
    learned = [earlier for earlier, later in line.steps[-1].details if later.pk == one.pk]
    said = {"schema:description": one.change or one.used, "schema:result": one.outcome}
    return {
        "@id": link(url("adaptation", code=one.code)),
        "@type": "prov:Entity",
        "rdfs:label": f"{country_name(one.country)}: {one.product.title}",
        _MADE: str(step.when),
        "prov:wasDerivedFrom": [
            {"@id": link(url("product", slug=one.product.slug))},
            *({"@id": link(url("adaptation", code=earlier.code))} for earlier in learned),
        ],
        "schema:creativeWorkStatus": one.standing.code,
        "schema:subjectOf": [
            {"@type": "prov:Entity", _MADE: str(evidence.dated), "schema:text": evidence.text}
            for evidence in step.details
        ],
        **{name: _in(value, one.language) for name, value in said.items() if value},
        **_attributed(step),
    }


def _problem(problem: Any) -> dict[str, str]:  # noqa: ANN401 -- a problem, from a lower domain
    return {"@id": link(url("problem", code=problem.code))}


def _attributed(step: Step) -> dict[str, Any]:
    """Countries, in their roles; never people."""
    of = [{"@id": _address(country)} for country in step.countries or _adapter(step)]
    if not of or step.kind in _WORK:
        return {"prov:wasAssociatedWith": of} if of else {}
    role = {"@type": "prov:Role", "rdfs:label": _ROLES[step.kind]}
    return {
        "prov:wasAttributedTo": of,
        "prov:qualifiedAttribution": {
            "@type": "prov:Attribution",
            "prov:agent": of,
            "prov:hadRole": role,
        },
    }


def _adapter(step: Step) -> tuple[Any, ...]:
    shown = step.kind is StepKind.ADAPTATION and step.is_shown
    return (step.thing.country,) if shown else ()


def _agent(country: Any) -> dict[str, Any]:  # noqa: ANN401 -- a country, from a lower domain
    return {
        "@id": _address(country),
        "@type": ["prov:Agent", "schema:Country"],
        "rdfs:label": country_name(country),
        "schema:identifier": country.code,
    }


def _address(country: Any) -> str:  # noqa: ANN401 -- likewise
    return link(url("country", code=country.code.lower()))


def _text(thing: Any) -> dict[str, str]:  # noqa: ANN401 -- whatever a step is about
    words = getattr(thing, "statement", "") or getattr(thing, "title", "") or thing.name
    return _in(words, getattr(thing, "language", "en"))


def _in(words: str, language: str) -> dict[str, str]:
    return {"@value": words, "@language": language}
