"""The letter in which the messages of a space come together."""

from __future__ import annotations

from tests.notify.digests import world as digests

from jln.conversations.models import Topic
from jln.mail.models import OutgoingMail
from jln.people.models import Person
from jln.spaces.models import Space
from jln.spaces.terms import Delivery


class Digests:
    """Of the world of all letters."""

    adjoa: Person
    saran: Person
    space: Space
    topic: Topic

    def _digest(self):
        digests.listed(self.saran, self.space, Delivery.DAILY)
        digests.answered(self.topic, self.adjoa, at=digests.MONDAY)
        OutgoingMail.objects.filter(person=self.saran, fact__subject_model="jln.Post").delete()
        return digests.made(digests.MONDAY)["Saran"]
