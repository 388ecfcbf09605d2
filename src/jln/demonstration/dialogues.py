"""Two dialogues of the whole network: one that runs, one that ended with a result for everyone."""

from __future__ import annotations

from datetime import timedelta

from jln.conversations.models import Dialogue, DialogueQuestion, Post, Topic
from jln.conversations.terms import Channel, TopicKind
from jln.demonstration.polls import save_topic
from jln.demonstration.seats import CONTACT
from jln.demonstration.stage import INVENTED, Stage
from jln.facts.kinds import Kind
from jln.people.models import Person
from jln.ui.prose import text_html

MODERATOR = "PH"
HOUR = timedelta(hours=1)
RUNNING = (
    "Four days on paying for quality",
    f"What did you change in how you pay, and what did it do to the clinics? {INVENTED}.",
    {
        1: "What was the first thing you changed, and why that one?",
        0: "Which number did the clinics learn faster than its reason?",
    },
    {1: {"KE": "We began with the days a clinic is open. Everybody could count them."}},
)
ENDED = (
    "Three days on claims that come back",
    f"Which claims do you send back, and who hears why? {INVENTED}.",
    {
        62: "Which reason for sending a claim back do you see most?",
        61: "Who in the clinic reads what you write to it?",
        60: "What would you stop asking for?",
    },
    {
        62: {"GH": "A missing date. We now fill it in from the visit itself."},
        61: {"MY": "The clerk, and nobody else. So we write to the clerk, by name."},
        60: {"MX": "The second signature. In two years it stopped no wrong claim."},
    },
)
RESULT = (
    "Three countries looked at why claims come back.\n\n"
    "Ghana found that most of them lacked a date, and now takes it from the visit itself."
    " Malaysia writes to the clerk who prepares the claim, because nobody else reads the"
    " letter. Mexico stopped asking for a second signature, which had stopped no wrong claim"
    " in two years.\n\n"
    "What they share: each began by counting reasons for a month, before changing a rule."
)


def save_dialogues(stage: Stage) -> None:
    """Both are moderated by a point of contact."""
    moderator = stage.drafts[MODERATOR][CONTACT].person
    running = _dialogue(stage, moderator, RUNNING, began=1, ends=-2)
    ended = _dialogue(stage, moderator, ENDED, began=62, ends=60)
    ended.closed_at = stage.before(59)
    ended.synthesis, ended.synthesis_html = RESULT, str(text_html(RESULT))
    ended.published_at = stage.before(52)
    ended.save()
    Topic.objects.filter(pk=ended.topic_id).update(closed_at=ended.closed_at)
    space = stage.spaces["network"]
    stage.fact(Kind.DIALOGUE_OPENED, running.topic, running.opened_at or stage.now, space=space)
    stage.fact(Kind.DIALOGUE_PUBLISHED, ended.topic, ended.published_at, by=moderator, space=space)


def _dialogue(
    stage: Stage,
    moderator: Person,
    told: tuple[str, str, dict[int, str], dict[int, dict[str, str]]],
    *,
    began: int,
    ends: int,
) -> Dialogue:
    title, text, questions, answers = told
    at = stage.before(began + 6) + 9 * HOUR
    topic = save_topic(stage, TopicKind.DIALOGUE, title, text, moderator, at)
    dialogue = Dialogue.objects.create(
        topic=topic,
        moderator=moderator,
        opens_on=stage.on(began),
        closes_on=stage.on(ends),
        opened_at=stage.before(began),
    )
    for ago, question in questions.items():
        row = DialogueQuestion(dialogue=dialogue, on=stage.on(ago), text=question)
        if ago > 0:
            row.put_at = stage.before(ago)
            row.post = _post(stage, topic, moderator, question, ago)
        row.save()
        for code, words in answers.get(ago, {}).items():
            _post(stage, topic, stage.drafts[code][CONTACT].person, words, ago - 0.3)
    return dialogue


def _post(stage: Stage, topic: Topic, by: Person, text: str, ago: float) -> Post:
    at = stage.before(ago)
    topic.post_count += 1
    topic.last_post_at = at
    if topic.answered_at is None and by.pk != topic.by_id:
        topic.answered_at = at
    topic.save(update_fields=["post_count", "last_post_at", "answered_at"])
    return Post.objects.create(
        topic=topic,
        space=topic.space,
        number=topic.post_count,
        by=by,
        country=by.country,
        channel=Channel.WEB,
        text=text,
        html=str(text_html(text)),
        posted_at=at,
    )
