"""Two polls of the whole network: an open one of the practitioner's colleagues, a closed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jln.conversations.models import Poll, PollAnswer, PollOption, Post, Topic, TopicFollow
from jln.conversations.terms import Channel, PollShown, PollVoice, TopicKind
from jln.demonstration.seats import CONTACT
from jln.demonstration.stage import INVENTED, Stage
from jln.facts.kinds import Kind
from jln.people.models import EmailAddress, Person
from jln.ui.prose import text_html

ASKER = "adjoa@gh.example"


@dataclass(frozen=True, slots=True)
class Part:
    """A poll as it is told."""

    question: str
    text: str
    options: tuple[str, ...]
    began: int  # days ago
    ends: int  # days ago; before today is below nought
    outcome: str = ""
    several: bool = False


PARTS = (
    Part(
        "On which weekday do we hold the open hour on claims?",
        f"One hour a month, by phone or on a page. {INVENTED}.",
        ("Tuesday", "Wednesday", "Thursday"),
        began=3,
        ends=-11,
    ),
    Part(
        "Which form of the costing template do you open?",
        f"You may name several. {INVENTED}.",
        ("Excel", "LibreOffice", "On paper"),
        began=40,
        ends=26,
        outcome="We keep the sheet for Excel and LibreOffice, and print its first page for those"
        " who fill it in by hand.",
        several=True,
    ),
)


def save_polls(stage: Stage) -> None:
    """The open one is asked by a point of contact, the closed one by the practitioner."""
    contact = stage.drafts["KE"][CONTACT].person
    practitioner = EmailAddress.objects.get(address=ASKER).person
    for part, by in zip(PARTS, (contact, practitioner), strict=True):
        poll = _asked(stage, part, by, stage.before(part.began) + timedelta(hours=9))
        _answer(stage, poll, part)


def _asked(stage: Stage, part: Part, by: Person, at: datetime) -> Poll:
    space, ends = stage.spaces["network"], stage.before(part.ends) - timedelta(minutes=1)
    topic = save_topic(stage, TopicKind.POLL, part.question, part.text, by, at)
    is_over = part.ends > 0
    poll = Poll.objects.create(
        topic=topic,
        several=part.several,
        voice=PollVoice.PERSON,
        shown=PollShown.ANSWERED,
        closes_at=ends,
        closed_at=ends if is_over else None,
        outcome=part.outcome,
        outcome_at=ends + timedelta(days=1) if part.outcome else None,
    )
    PollOption.objects.bulk_create(
        PollOption(poll=poll, number=number, text=text)
        for number, text in enumerate(part.options, 1)
    )
    stage.fact(Kind.POLL_OPENED, topic, at, by=by, space=space, country=by.country)
    if is_over:
        stage.fact(Kind.POLL_CLOSED, topic, ends, space=space)
    return poll


def save_topic(
    stage: Stage, kind: TopicKind, title: str, text: str, by: Person, at: datetime
) -> Topic:
    """A conversation of the whole network with its first post."""
    space = stage.spaces["network"]
    topic = Topic.objects.create(
        space=space,
        kind=kind,
        title=title,
        by=by,
        started_at=at,
        last_post_at=at,
        post_count=1,
    )
    Post.objects.create(
        topic=topic,
        space=space,
        number=1,
        by=by,
        country=by.country,
        channel=Channel.WEB,
        text=text,
        html=str(text_html(text)),
        posted_at=at,
    )
    TopicFollow.objects.create(topic=topic, person=by, since=at)
    return topic


def _answer(stage: Stage, poll: Poll, part: Part) -> None:
    """A contact of every second country; what they choose comes from the seed."""
    rng = stage.random(f"poll {part.question}")
    options = list(poll.options.order_by("number"))
    codes = sorted(country.code for country in stage.members if stage.drafts[country.code])
    for code in codes[::2]:
        who = stage.drafts[code][CONTACT].person
        if who.pk == poll.topic.by_id:
            continue
        at = poll.topic.started_at + timedelta(hours=rng.randint(1, 40))
        answer = PollAnswer.objects.create(poll=poll, by=who, at=at)
        many = rng.randint(1, 2) if poll.several else 1
        answer.chosen.set(rng.sample(options, many))
