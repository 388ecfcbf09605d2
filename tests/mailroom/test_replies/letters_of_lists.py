"""Letters of spaces as lists: what begins, waits, is reported, is shaped, and who asks to join."""

from __future__ import annotations

from datetime import timedelta

from tests import factories as f
from tests.conversations.moderating import of_a_dialogue
from tests.mailroom.letters import newest

from jln.conversations import actions as conversations
from jln.conversations.models import Post, Topic
from jln.conversations.rules.cards import Words
from jln.conversations.rules.practices import Fields
from jln.facts.models import Fact
from jln.kit import clock
from jln.notify import actions as notify
from jln.notify.models import MailPlan
from jln.notify.terms import LetterKind
from jln.people.models import Person
from jln.spaces import actions as spaces
from jln.spaces.models import Space, SpaceModerator
from jln.spaces.terms import Delivery, SpaceKind, SpaceRule, Visibility

DAY = timedelta(days=1)


class Lists:
    """Of the world of all letters."""

    adjoa: Person
    saran: Person
    space: Space
    topic: Topic
    own: Post

    def _happens(self, kind: str) -> None:
        """What a letter of this kind tells of; of most it has happened already."""
        match kind:
            case LetterKind.CARD_ASKED | LetterKind.CARD_DUE:
                is_asked = kind == LetterKind.CARD_ASKED
                self._card(*(self.adjoa, self.saran)[:: 1 if is_asked else -1])
            case LetterKind.PRACTICE_MARKED:
                self._practice()
            case LetterKind.OUTCOME_ASKED:
                self._ask_what_came_of_it()
            case _ if kind.startswith("poll."):
                self._poll(kind)
            case _ if kind.startswith("dialogue."):
                self._dialogue(kind)
            case LetterKind.TOPIC_SHAPED:
                self._move()
            case LetterKind.TOPIC_STARTED:
                self._begin()

    def _tell(self) -> None:
        MailPlan.objects.update_or_create(  # one of every kind is a lot
            person=self.saran, defaults={"minutes": None}
        )
        for fact in Fact.objects.filter(told_at=None).order_by("pk"):
            notify.tell(fact.pk)

    def _begin(self) -> None:
        """A discussion in a space that comes to Saran at once; answers go there."""
        spaces.join(self.space, self.saran, by=self.saran, at=f.NOON)
        spaces.set_delivery(self.space, self.saran, Delivery.EVERY, by=self.saran, at=f.NOON)
        text = self.topic.posts.get(number=1).text
        self.topic = conversations.start(
            self.space, kind="discussion", text=text, title="Late", by=self.adjoa, at=f.NOON
        )
        self._tell()

    def _dialogue(self, kind: str) -> None:
        """Saran moderates it, is on its list, and moderates its space."""
        spaces.join(self.space, self.saran, by=self.saran, at=f.NOON)
        spaces.set_delivery(self.space, self.saran, Delivery.EVERY, by=self.saran, at=f.NOON)
        SpaceModerator.objects.create(space=self.space, person=self.saran, since_on=f.NOON.date())
        moderator = self.adjoa if kind == LetterKind.DIALOGUE_QUIET else self.saran
        self.topic = of_a_dialogue(moderator)
        self._tell()

    def _poll(self, kind: str) -> None:
        """Adjoa asks in a space that comes to Saran at once; a chosen answer is withdrawn."""
        spaces.join(self.space, self.saran, by=self.saran, at=f.NOON)
        spaces.set_delivery(self.space, self.saran, Delivery.EVERY, by=self.saran, at=f.NOON)
        at = clock.now()
        ballot = conversations.Ballot("Which day?", ("Monday", "Friday", "Sunday"), at + 3 * DAY)
        self.topic = conversations.start_poll(self.space, ballot, by=self.adjoa, at=at)
        if kind == LetterKind.POLL_CHANGED:
            conversations.answer_poll(self.topic, [3], by=self.saran, at=at)
            conversations.withdraw_option(
                self.topic, 3, because="It is a holiday.", by=self.adjoa, at=at
            )
        if kind == LetterKind.POLL_TOLD:
            conversations.answer_poll(self.topic, [1], by=self.saran, at=at)
        if kind in (LetterKind.POLL_CLOSED, LetterKind.POLL_TOLD):
            conversations.close_polls(at=at + 3 * DAY)
        if kind == LetterKind.POLL_TOLD:
            words = "We meet on Friday."
            conversations.tell_poll_outcome(self.topic, words, by=self.adjoa, at=at + 3 * DAY)
        if kind == LetterKind.POLL_DUE:
            self._tell()
            conversations.remind_of_polls(at=at + DAY)
        self._tell()

    def _card(self, asked: Person, answered: Person) -> None:
        """Of a question of the one that the other answered; its day comes at once."""
        topic = f.topic(asked, space=self.space, answered_at=f.NOON)
        f.post(topic, answered)
        tomorrow = clock.now() + timedelta(days=1)
        words = Words("Who pays midwives on time?", "We do.", tomorrow.date(), wished="public")
        conversations.write_card(topic, words, by=asked, at=clock.now())
        conversations.ask_right(at=tomorrow)
        self._tell()

    def _practice(self) -> None:
        """Adjoa draws one from a post of Saran's."""
        fields = Fields("Pay by days", "Mongolia", "Opening days", "Fewer closed doors")
        conversations.mark_practice(self.own, fields, by=self.adjoa, at=clock.now())
        self._tell()

    def _ask_what_came_of_it(self) -> None:
        """Saran asked and Adjoa answered, ninety days ago."""
        asked, text = clock.now() - timedelta(days=90), "Who pays midwives on time?"
        topic = conversations.ask(self.space, text=text, by=self.saran, at=asked, colleagues=[])
        conversations.answer(topic, text="We do.", by=self.adjoa, at=asked)
        conversations.ask_outcomes(at=clock.now())
        self._tell()

    def _move(self) -> None:
        conversations.move(
            self.topic,
            self._group(),
            because="It is about costing.",
            by=f.staff(),
            at=clock.now(),
        )
        self._tell()

    def _group(self, moderator: Person | None = None, **values) -> Space:
        group = f.space("costing", kind=SpaceKind.GROUP, name="Costing exchange", **values)
        if moderator:
            SpaceModerator.objects.create(space=group, person=moderator, since_on=f.NOON.date())
        return group

    def _waits(self, moderator: Person, writer: Person):
        group = self._group(moderator, rule=SpaceRule.ALL_HELD)
        text = "Could the rate depend on opening days?"
        return conversations.submit_new(group, text=text, by=writer, at=clock.now())

    def _post_held(self):
        self._waits(self.saran, self.adjoa)
        return newest("post.held", self.saran)

    def _post_moderated(self):
        """Adjoa asks for a change, which Saran may write by answering."""
        held = self._waits(self.adjoa, self.saran)
        conversations.decide(held, "edit", words="Say where.", by=self.adjoa, at=clock.now())
        return newest("post.moderated", self.saran)

    def _report_waits(self):
        SpaceModerator.objects.create(space=self.space, person=self.saran, since_on=f.NOON.date())
        post = self.topic.posts.get(number=3)
        conversations.report_post(
            post, words="A clinic is named.", by=f.person("Efua"), at=clock.now()
        )
        return newest("report.waits", self.saran)

    def _report_decided(self):
        """Saran wrote what was reported."""
        case = conversations.report_post(
            self.own, words="A clinic is named.", by=self.adjoa, at=clock.now()
        ).case
        conversations.decide_report(
            case, "kept", because="No clinic is named.", by=f.staff(), at=clock.now()
        )
        return newest("report.decided", self.saran)

    def _asks_to_join(self, moderator: Person, by: Person):
        group = self._group(moderator, visibility=Visibility.ROLL)
        return spaces.ask_to_join(group, words="I cost services.", by=by, at=clock.now())

    def _space_asked(self):
        self._asks_to_join(self.saran, self.adjoa)
        return newest("space.asked", self.saran)

    def _space_answered(self):
        wish = self._asks_to_join(self.adjoa, self.saran)
        spaces.answer_request(wish, "yes", by=self.adjoa, at=clock.now())
        return newest("space.answered", self.saran)

    def _space_moderated(self):
        spaces.moderate(self._group(), self.saran, by=f.staff(), at=clock.now())
        return newest("space.moderated", self.saran)
