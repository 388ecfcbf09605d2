"""Conversations of any length."""

from jln.conversations import actions
from jln.conversations.models import AskedColleague
from tests import factories as f

NOON = f.NOON


def talk(asker, count, text="We pay by capitation and phone the clinics that moved most."):
    """A topic with so many answers, thanks and colleagues asked."""
    theme = f.theme()
    topic = f.topic(by=asker, theme=theme)
    for number in range(count):
        who = f.person(
            f"Helper {number}", country=f.country(f"C{number % 9}", f"Land {number % 9}")
        )
        f.position(who, f.institution())
        post = f.post(topic, who, text=text(number) if callable(text) else text)
        actions.thank(post, words="It saved us two weeks.", by=asker, at=NOON)
        AskedColleague.objects.create(
            topic=topic, person=who, reasons=[{"code": "expertise", "of": theme.pk}], asked_at=NOON
        )
    return topic
