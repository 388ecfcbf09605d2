"""Dialogues as the tests about them make them."""

from datetime import timedelta

from jln.conversations import actions
from jln.conversations.actions import Plan
from jln.conversations.models import Dialogue
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from tests import factories as f

DAY = timedelta(days=1)
TITLE, TEXT = "Paying for quality", "What did you change, and what did it do to the clinics?"


def dialogue(moderator=None, *, space=None, at=f.NOON, opens=1, days=5, by=None):
    """Planned by staff; it opens so many days from then."""
    moderator = moderator or f.person("Musa", country=f.country("KE", "Kenya"))
    first = day(at) + opens * DAY
    plan = Plan(TITLE, TEXT, first, first + (days - 1) * DAY, moderator)
    return actions.plan_dialogue(space or f.space(), plan, by=by or f.staff(), at=at)


def over(topic, *, at=f.NOON, synthesis="Kenya counts visits.", published=False):
    """It ran, and a draft stands."""
    Dialogue.objects.filter(topic=topic).update(
        opened_at=at - 9 * DAY,
        closed_at=at - 2 * DAY,
        synthesis=synthesis,
        synthesis_html=f"<p>{synthesis}</p>",
        published_at=at - DAY if published else None,
    )
    return topic


def of_a_dialogue(moderator):
    """All that is told of a dialogue that runs."""
    topic = dialogue(moderator)
    Dialogue.objects.filter(topic=topic).update(synthesis="Kenya counts visits.", opened_at=f.NOON)
    data = {"on": str(day(f.NOON + DAY))}
    for kind in (
        Kind.DIALOGUE_CHANGED,
        Kind.DIALOGUE_DUE,
        Kind.DIALOGUE_OPENED,
        Kind.DIALOGUE_PUBLISHED,
        Kind.DIALOGUE_QUIET,
        Kind.DIALOGUE_SYNTHESIS_DUE,
    ):
        record(kind, topic, by=None, at=f.NOON, space=topic.space, about=moderator, data=data)
    return topic
