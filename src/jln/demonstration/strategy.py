"""A draft of the next strategy, and what some members said to it."""

from __future__ import annotations

from typing import Any

from jln.demonstration.stage import INVENTED, Stage
from jln.demonstration.texts import table
from jln.facts.kinds import Kind
from jln.governance.models import Strategy, StrategyGoal, StrategyInput
from jln.kit.sourced import Confidence


def save_strategy(stage: Stage) -> None:
    """All members are asked about it."""
    words: dict[str, Any] = table("strategy")
    last = Strategy.objects.order_by("-number").first()
    first = stage.today.year + 1
    draft = Strategy.objects.create(
        number=last.number + 1 if last else 1,
        title=f"Strategy {first}-{first + 4}",
        from_year=first,
        to_year=first + 4,
        text="\n\n".join(words["text"]),
        opens_on=stage.on(20),
        closes_on=stage.on(-9),
        sources=INVENTED,
        confidence=Confidence.CONFIRMED,
    )
    for number, text in enumerate(words["goals"], start=1):
        StrategyGoal.objects.create(strategy=draft, number=number, text=text)
    for country, said in zip(stage.members, words["inputs"], strict=False):
        who = stage.drafts[country.code][1].person
        StrategyInput.objects.create(
            strategy=draft, country=country, person=who, text=said, at=stage.before(5)
        )
    staff = stage.drafts["staff"][0].person
    stage.fact(Kind.STRATEGY_WRITTEN, draft, stage.before(21), by=staff)
    stage.fact(Kind.STRATEGY_OPENED, draft, stage.before(20), by=staff)
