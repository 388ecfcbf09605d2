"""Who says what: each written part is given to somebody of its country who could have said it."""

from __future__ import annotations

from dataclasses import dataclass, field

from jln.demonstration.stage import Draft, Stage
from jln.demonstration.texts import Part, Question, questions
from jln.people.terms import LanguageLevel
from jln.spaces.terms import Visibility

RECENT = 3.0  # days; the newest question without a day of its own
SPAN = 1_060.0  # days from there to the oldest
BEND = 1.35  # above 1: more of them lately, as in a network that grows


@dataclass(slots=True)
class Scene:
    """A question with everybody in it."""

    question: Question
    days: float
    asker: Draft
    answers: list[tuple[Part, Draft]] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """The space it takes place in."""
        return self.question.part.options.get("space", "network")


def scenes(stage: Stage) -> list[Scene]:
    """All questions, cast, the oldest first. People learn here what they are about to know."""
    rng = stage.random("days")
    undated = [one for one in questions() if "days" not in one.part.options]
    rng.shuffle(undated)
    days = {
        one.key: RECENT + (place / max(1, len(undated) - 1)) ** BEND * SPAN
        for place, one in enumerate(undated)
    }
    cast = [_scene(stage, one, days.get(one.key)) for one in questions()]
    return sorted(cast, key=lambda scene: -scene.days)


def _scene(stage: Stage, question: Question, days: float | None) -> Scene:
    part = question.part
    asker = somebody(stage, question.country, part, question.theme)
    asker.sought.add(question.theme)
    asker.offered.discard(question.theme)
    scene = Scene(question, float(part.options.get("days", days or 0)), asker)
    was_here(stage, asker, scene.days)
    for answer in question.answers:
        draft = somebody(stage, answer.words[0], answer, question.theme, but=scene)
        was_here(stage, draft, scene.days)
        if draft is not asker:
            draft.offered.add(question.theme)
        scene.answers.append((answer, draft))
    for code in part.listed("asks"):
        stage.drafts[code][0].offered.add(question.theme)
    if stage.spaces[scene.slug].visibility == Visibility.ROLL:
        for draft in (asker, *(one for _answer, one in scene.answers)):
            draft.rooms.add(scene.slug)
    return scene


def somebody(
    stage: Stage, group: str, part: Part, theme: str, *, but: Scene | None = None
) -> Draft:
    """Who was named by rank, or who knows the theme, speaks the language and spoke least."""
    drafts = stage.drafts[group]
    if not drafts:
        raise ValueError(f"{part.where}: nobody is there for {group!r}")
    if "by" in part.options:
        draft = drafts[int(part.options["by"])]
    else:
        taken = [] if but is None else [but.asker, *(one for _part, one in but.answers)]
        free = [one for one in drafts if one not in taken]
        draft = min(
            free,
            key=lambda one: (
                part.language not in one.languages,
                one.spoke,
                theme not in one.offered,
                one.rank,
            ),
        )
    draft.languages.setdefault(part.language, LanguageLevel.WORKING)
    draft.spoke += 1
    return draft


def was_here(stage: Stage, draft: Draft, days: float) -> None:
    """Whoever said something so many days ago had joined before."""
    draft.person.created_at = min(draft.person.created_at, stage.before(days + 20))
