"""What is kept of conversations, as the tests about its letters make it."""

from datetime import timedelta

from jln.conversations import actions
from jln.conversations.rules import cards, practices
from jln.kit import clock
from tests import factories as f


def of_what_is_kept(by, reader):
    """All that is told of it: a card that rests on a post and whose day comes, and a practice."""
    topic = f.topic(by, space=f.space(), answered_at=f.NOON)
    post = f.post(topic, reader)
    tomorrow = clock.now() + timedelta(days=1)
    words = cards.Words("Who pays midwives on time?", "We do.", tomorrow.date())
    actions.write_card(topic, words, by=by, at=clock.now())
    actions.ask_right(at=tomorrow)
    fields = practices.Fields("Pay by days", "Ghana", "Opening days", "Fewer closed doors")
    actions.mark_practice(post, fields, by=by, at=clock.now())
