"""Dialogues as pages read them: what runs, who moderates, which countries spoke, the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Dialogue, DialogueQuestion, Post, Topic
from jln.conversations.places import place
from jln.conversations.queries.topic import topics
from jln.conversations.rules import dialogues
from jln.conversations.rules.keeping import leading
from jln.conversations.terms import TopicKind
from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.people.models import Person
from jln.spaces.models import Space
from jln.spaces.queries import moderators
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 100


class DialogueView(NamedTuple):
    """A dialogue above its conversation."""

    topic: str  # its code
    moderator: str
    moderator_code: str
    opens_on: date
    closes_on: date
    has_opened: bool
    is_closed: bool
    is_published: bool
    has_draft: bool
    countries: int
    may_keep: bool


class Day(NamedTuple):
    """A day of a dialogue and its question, if it has one."""

    on: date
    text: str
    is_put: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The published result of a dialogue, for everyone. No person is named beside it."""

    dialogue: Dialogue
    html: str  # its words; #3 leads who may read the conversation to post 3
    posts: int
    countries: tuple[Country, ...]  # named
    count: int  # how many spoke
    may_read: bool  # the conversation itself


def course_of(dialogue: Dialogue) -> dialogues.Course:
    """What the rules look at; three queries."""
    rows = dialogue.questions.values_list("on", "put_at")
    days = dict(rows)
    facts = Fact.objects.filter(
        subject_model="jln.Topic",
        subject_id=dialogue.topic_id,
        kind__in=(Kind.DIALOGUE_DUE, Kind.DIALOGUE_QUIET, Kind.DIALOGUE_SYNTHESIS_DUE),
    )
    told = list(facts.order_by("pk").values_list("kind", "about", "data", "at"))
    asked = [at for kind, _who, _on, at in told if kind == Kind.DIALOGUE_SYNTHESIS_DUE]
    now = dialogue.moderator_id
    mine = Post.objects.filter(topic=dialogue.topic_id, by=now, number__gt=1, question_of=None)
    return dialogues.Course(
        opens_on=dialogue.opens_on,
        closes_on=dialogue.closes_on,
        zone=dialogue.moderator.timezone if dialogue.moderator else "UTC",
        is_open=dialogue.opened_at is not None,
        is_closed=dialogue.closed_at is not None,
        is_published=dialogue.published_at is not None,
        written=frozenset(days),
        put=frozenset(on for on, put_at in days.items() if put_at is not None),
        reminded=frozenset(
            date.fromisoformat(data["on"])
            for kind, _who, data, _at in told
            if kind == Kind.DIALOGUE_DUE
        ),
        is_told_quiet=any(
            kind == Kind.DIALOGUE_QUIET and who == now for kind, who, _on, _at in told
        ),
        has_come=now is not None and mine.exists(),
        asked_at=asked[-1] if asked else None,
    )


def dialogue_view(person: Person, topic: int) -> DialogueView | None:
    """The dialogue of a conversation that the person reads. Two queries."""
    kept = kept_dialogues(person).filter(pk=OuterRef("pk"))
    rows = Dialogue.objects.select_related("topic", "moderator").annotate(kept=Exists(kept))
    found = rows.filter(topic=topic).first()
    if found is None:
        return None
    return DialogueView(
        topic=found.topic.code,
        moderator=found.moderator.name if found.moderator else "",
        moderator_code=found.moderator.code if found.moderator else "",
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        has_opened=found.opened_at is not None,
        is_closed=found.closed_at is not None,
        is_published=found.published_at is not None,
        has_draft=bool(found.synthesis),
        countries=_heard(found).count(),
        may_keep=found.kept,
    )


def kept_dialogues(person: Person) -> QuerySet[Dialogue]:
    """The dialogues that the person moderates or keeps."""
    return visible(person, Permission.DIALOGUE_KEEP, Dialogue.objects.all())


def topics_kept(person: Person) -> QuerySet[Topic]:
    """Their conversations."""
    kept = kept_dialogues(person).filter(topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(kept), kind=TopicKind.DIALOGUE, hidden_at=None)


def spaces_to_announce_in(person: Person) -> QuerySet[Space]:
    """The open spaces in which the person may plan one."""
    spaces = Space.objects.filter(closed_at=None, chatham_since=None).select_related("country")
    return visible(person, Permission.TOPIC_ANNOUNCE, spaces)


def who_may_moderate(space: Space, by: Person) -> list[Person]:
    """Who plans it, and the moderators of its space, by name."""
    people = moderators(space) | Person.objects.present().filter(pk=by.pk)
    return list(people.distinct().order_by("name", "pk"))


def days_of(dialogue: Dialogue) -> list[Day]:
    """Every day with its question."""
    rows = {one.on: one for one in DialogueQuestion.objects.filter(dialogue=dialogue)}
    return [
        Day(on, rows[on].text if on in rows else "", on in rows and rows[on].put_at is not None)
        for on in dialogues.days_of(dialogue.opens_on, dialogue.closes_on)
    ]


def readable_dialogues(person: Person | None) -> list[Dialogue]:
    """Those whose conversation the person reads, and those whose result is published."""
    public = visible(person, Permission.DIALOGUE_READ, Dialogue.objects.all())
    rows = Dialogue.objects.filter(topic__hidden_at=None).filter(
        Q(pk__in=public.values("pk")) | Q(topic__in=topics(person).values("pk"))
    )
    return list(rows.select_related("topic__space__country").order_by("-opens_on", "-pk")[:MOST])


def result(person: Person | None, topic: int) -> Result | None:
    """The published result of a dialogue. Four queries, and one where it points at posts."""
    public = visible(person, Permission.DIALOGUE_READ, Dialogue.objects.filter(topic=topic))
    dialogue = public.select_related("topic__space__country").first()
    if dialogue is None:
        return None
    countries = list(_heard(dialogue).order_by("code"))
    is_closed = dialogue.topic.space.visibility == Visibility.ROLL
    is_named = not is_closed or len(countries) >= dialogues.FEWEST_NAMED
    may_read = topics(person).filter(pk=topic).exists() if person else False
    return Result(
        dialogue=dialogue,
        html=_led(dialogue) if may_read else dialogue.synthesis_html,
        posts=_posts(dialogue).aggregate(n=Count("pk"))["n"],
        countries=tuple(countries) if is_named else (),
        count=len(countries),
        may_read=may_read,
    )


def published_codes() -> list[str]:
    """Of the results that everyone reads: for machines that look for pages."""
    rows = visible(None, Permission.DIALOGUE_READ, Dialogue.objects.select_related("topic"))
    return [one.topic.code for one in rows.order_by("pk")]


def dialogues_without_anybody(*, at: datetime) -> list[Dialogue]:
    """Those that nobody moderates or sums up, for the staff."""
    quiet = Fact.objects.filter(
        kind=Kind.DIALOGUE_QUIET,
        subject_model="jln.Topic",
        subject_id=OuterRef("topic"),
        about=OuterRef("moderator"),
    )
    late = Q(closed_at__lte=at - dialogues.OTHERS_AFTER)
    rows = Dialogue.objects.filter(published_at=None, topic__hidden_at=None)
    rows = rows.filter(late | Q(Exists(quiet), closed_at=None)).select_related("topic")
    return list(rows.order_by("closes_on", "pk"))


def _led(dialogue: Dialogue) -> str:
    if "#" not in dialogue.synthesis:
        return dialogue.synthesis_html
    numbers = _posts(dialogue).values_list("number", flat=True)
    code = dialogue.topic.code
    return leading(dialogue.synthesis_html, {one: place(code, one) for one in numbers})


def _posts(dialogue: Dialogue) -> QuerySet[Post]:
    return Post.objects.filter(topic=dialogue.topic_id, hidden_at=None)


def _heard(dialogue: Dialogue) -> QuerySet[Country]:
    spoke = _posts(dialogue).filter(country__isnull=False)
    return Country.objects.filter(pk__in=spoke.values("country"))
