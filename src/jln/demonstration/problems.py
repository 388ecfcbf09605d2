"""Problems that countries stated, who shares them, and what they became."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from jln.conversations.models import Topic
from jln.demonstration.cast import Scene
from jln.demonstration.stage import CHUNK, COORDINATOR, INVENTED, Stage
from jln.demonstration.texts import Part, problems
from jln.facts.kinds import Kind
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.library.models import ProductOrigin
from jln.loading.run import after
from jln.problems.models import Problem, ProblemCountry
from jln.spaces.terms import Visibility


def save_problems(stage: Stage, scenes: list[Scene]) -> None:
    """Those stated in a topic live where it does, the others in the public record."""
    pairs = [(one.question.problem, one) for one in scenes if one.question.problem]
    made = [(part, _said(stage, part, scene)) for part, scene in pairs]
    made += [(part, _stated(stage, part)) for part in problems()]
    made.sort(key=lambda pair: pair[1].created_at)
    Problem.objects.bulk_create([problem for _part, problem in made], CHUNK)
    shared: list[ProblemCountry] = []
    for part, problem in made:
        stage.problems[part.words[0]] = problem
        shared += _shared(stage, part, problem)
        if problem.stated_by:
            stage.fact(
                Kind.PROBLEM_STATED,
                problem,
                problem.created_at,
                by=problem.stated_by,
                space=problem.space,
                country=problem.country,
            )
    ProblemCountry.objects.bulk_create(shared, CHUNK)
    _origins(stage, made, scenes)


def _said(stage: Stage, part: Part, scene: Scene) -> Problem:
    """Stated in a topic, by its asker, soon after."""
    topic = stage.topics[scene.question.key]
    at = min(topic.started_at + timedelta(days=2), stage.now - timedelta(minutes=20))
    return Problem(
        statement=part.first_line,
        detail=part.rest,
        language=part.language,
        country=scene.asker.person.country,
        theme=topic.theme,
        space=topic.space,
        visibility=topic.space.visibility,
        topic=topic,
        stated=PartialDate.of(day(at)),
        stated_by=scene.asker.person,
        created_at=at,
        sources=INVENTED,
        confidence=Confidence.REPORTED,
    )


def _stated(stage: Stage, part: Part) -> Problem:
    """Stated directly: key, theme, country, and a year or so many days ago."""
    _key, theme, code, when = part.words
    country = stage.countries[code]
    is_old = when.isdecimal() and len(when) == 4  # noqa: PLR2004 -- a year, before there were people here
    at = stage.before(1_200) if is_old else stage.before(float(when.removesuffix("d")))
    person = None if is_old else stage.drafts[code][COORDINATOR].person
    return Problem(
        statement=part.first_line,
        detail=part.rest,
        language=part.language,
        country=country,
        theme=stage.themes[theme],
        space=stage.spaces["record"],
        visibility=Visibility.MEMBERS
        if "members" in part.options.get("read", "")
        else Visibility.PUBLIC,
        stated=PartialDate(int(when)) if is_old else PartialDate.of(day(at)),
        stated_by=person,
        created_at=at + timedelta(hours=9),
        sources=INVENTED,
        confidence=Confidence.REPORTED,
    )


def _shared(stage: Stage, part: Part, problem: Problem) -> list[ProblemCountry]:
    rng = stage.random(f"shared {part.words[0]}")
    found = []
    for code in part.listed("shared"):
        at = problem.created_at + timedelta(days=rng.randint(1, 90), hours=rng.randint(0, 8))
        at = min(at, stage.now - timedelta(minutes=15))
        since = PartialDate.of(day(at)) if problem.stated_by else problem.stated
        country = stage.countries[code]
        found.append(ProblemCountry(problem=problem, country=country, since=since))
        if problem.stated_by:
            by = stage.drafts[code][COORDINATOR].person
            stage.fact(
                Kind.PROBLEM_SHARED, problem, at, by=by, space=problem.space, country=country
            )
    return found


def _origins(stage: Stage, made: list[tuple[Part, Problem]], scenes: list[Scene]) -> None:
    """What products came from, as staff recorded it: never a product older than its origin."""
    wanted: list[tuple[str, str, Problem | Topic, date]] = []
    for part, problem in made:
        stated: Any = problem.stated  # a partial date
        wanted += [(slug, "problem", problem, stated.first) for slug in part.listed("became")]
    for scene in scenes:
        topic = stage.topics[scene.question.key]
        slugs = scene.question.part.listed("became")
        wanted += [(slug, "topic", topic, day(topic.started_at)) for slug in slugs]
    rng = stage.random("origins")
    staff = stage.drafts["staff"][2].person
    rows = []
    for slug, kind, thing, since in wanted:
        product = stage.products[slug]
        published: Any = product.published
        if published and since < after(published):
            rows.append(ProductOrigin(product=product, **{kind: thing}))
            at = stage.before(rng.randint(30, 500)) + timedelta(hours=10)
            stage.fact(Kind.PRODUCT_LINKED, product, at, by=staff, data={kind: thing.pk})
    ProductOrigin.objects.bulk_create(rows, CHUNK)
