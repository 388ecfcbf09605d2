"""What countries made of products: tried, in use, stopped, nothing yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from jln.demonstration.cast import somebody, was_here
from jln.demonstration.stage import CHUNK, INVENTED, Draft, Stage
from jln.demonstration.texts import Part, adaptations, problems, questions
from jln.facts.kinds import Kind
from jln.kit.sourced import Confidence
from jln.library.models import Adaptation, AdaptationEvidence, PassedOn, Product
from jln.library.rules import deepest
from jln.library.terms import AdaptationState, Depth
from jln.spaces.terms import Visibility

LINES = ("place", "institution", "used", "change", "outcome", "stopped", "evidence")


def cast_adaptations(stage: Stage) -> dict[str, Draft]:
    """Who reports which, by the place of its text; before people are saved."""
    themes = {one.key: one.theme for one in questions()} | {
        part.words[0]: part.words[1] for part in problems()
    }
    themes |= {one.problem.words[0]: one.theme for one in questions() if one.problem}
    found = {}
    for part in adaptations():
        theme = themes[part.options.get("topic") or part.options["problem"]]
        draft = somebody(stage, part.words[1], part, theme)
        draft.offered.add(theme)
        draft.sought.discard(theme)
        was_here(stage, draft, float(part.options["days"]) + 30)
        found[part.where] = draft
    return found


def save_adaptations(stage: Stage, cast: dict[str, Draft]) -> None:
    """Each with its evidence; the counters on products follow."""
    parts = sorted(adaptations(), key=lambda one: -float(one.options["days"]))
    made = [_adaptation(stage, part, cast[part.where]) for part in parts]
    Adaptation.objects.bulk_create([adaptation for adaptation, _evidence in made], CHUNK)
    AdaptationEvidence.objects.bulk_create(
        [one for _adaptation, more in made for one in more], CHUNK
    )
    PassedOn.objects.bulk_create(_learned(parts, [adaptation for adaptation, _more in made]), CHUNK)
    for adaptation, more in made:
        _remember(stage, adaptation, more)


def lines_of(part: Part) -> dict[str, list[str]]:
    """The lines of an entry by the word they begin with; one without goes on from the last."""
    found: dict[str, list[str]] = {name: [] for name in LINES}
    last = ""
    for line in filter(None, map(str.strip, part.text.splitlines())):
        name, colon, text = line.partition(":")
        if colon and name in found:
            found[name].append(text.strip())
            last = name
        elif last:
            found[last][-1] += f"\n{line}"
        else:
            raise ValueError(f"{part.where}: a line that belongs to nothing: {line!r}")
    return found


def _adaptation(
    stage: Stage, part: Part, draft: Draft
) -> tuple[Adaptation, list[AdaptationEvidence]]:
    slug, code = part.words
    lines = {name: "\n\n".join(texts) for name, texts in lines_of(part).items()}
    topic = stage.topics[part.options["topic"]] if "topic" in part.options else None
    problem = stage.problems[part.options["problem"]] if "problem" in part.options else None
    days = float(part.options["days"])
    space = topic.space if topic else stage.spaces["record"]
    public = topic is None and part.options.get("read") != "members"
    evidence = [_evidence(stage, draft, line) for line in lines_of(part)["evidence"]]
    state = AdaptationState(part.options.get("state", AdaptationState.UNDER_WAY))
    adaptation = Adaptation(
        product=stage.products[slug],
        country=stage.countries[code],
        place=lines["place"],
        used=lines["used"],
        change=lines["change"],
        outcome=lines["outcome"],
        language=part.language,
        institution=lines["institution"],
        problem=problem,
        topic=topic,
        state=state,
        stopped_because=lines["stopped"],
        depth=deepest(Depth(one.depth) for one in evidence) or "",
        space=space,
        visibility=Visibility.PUBLIC if public else Visibility.MEMBERS,
        reported_by=draft.person,
        created_at=stage.before(days) + timedelta(hours=10),
        sources=INVENTED,
        confidence=Confidence.REPORTED,
        starts=stage.month(days + 45),
    )
    for one in evidence:
        one.adaptation = adaptation
    return adaptation, evidence


def _learned(parts: list[Part], made: list[Adaptation]) -> Iterator[PassedOn]:
    """Which began where another had arrived, of this network's history or of the invented part."""
    rows = Adaptation.objects.select_related("product", "country").order_by("pk")
    known = {f"{one.product.slug}:{one.country.code}": one for one in rows}
    for part, later in zip(parts, made, strict=True):
        for name in part.listed("from"):
            yield PassedOn(
                earlier=known[name], later=later, sources=INVENTED, confidence=Confidence.REPORTED
            )


def _evidence(stage: Stage, draft: Draft, line: str) -> AdaptationEvidence:
    """`in_use 200 What shows it`: a depth, so many days ago, the words."""
    depth, days, text = line.split(maxsplit=2)
    return AdaptationEvidence(
        depth=Depth(depth),
        text=text,
        by=draft.person,
        created_at=stage.before(max(1.0, float(days) - 4)) + timedelta(hours=11),
        sources=INVENTED,
        confidence=Confidence.REPORTED,
        dated=stage.month(float(days)),
    )


def _remember(stage: Stage, adaptation: Adaptation, evidence: list[AdaptationEvidence]) -> None:
    by, country, space = adaptation.reported_by, adaptation.country, adaptation.space
    stage.fact(
        Kind.ADAPTATION_REPORTED,
        adaptation,
        adaptation.created_at,
        by=by,
        space=space,
        country=country,
    )
    for one in evidence:
        data: dict[str, object] = {
            "evidence": one.pk,
            "depth": one.depth,
            "state": adaptation.state,
        }
        at = max(one.created_at, adaptation.created_at + timedelta(minutes=30))
        stage.fact(
            Kind.ADAPTATION_ADVANCED, adaptation, at, by=by, space=space, country=country, data=data
        )


def count(products: list[Product]) -> None:
    """How often each was adapted, as everyone may see it."""
    public = Adaptation.objects.filter(
        withdrawn_at=None, visibility=Visibility.PUBLIC, space__visibility=Visibility.PUBLIC
    )
    counts = Counter(public.values_list("product_id", flat=True))
    for product in products:
        product.adaptation_count = counts[product.pk]
    Product.objects.bulk_update(products, ["adaptation_count"], CHUNK)
