"""The text of a daily or weekly message, in its reader's language."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.conversations.models import AskedColleague, PollOption, Post
from jln.conversations.terms import PollVoice, TopicKind
from jln.governance.models import CoreGroupAction
from jln.notify import letters
from jln.notify.digests.rules import Entry, Filled, Part, minutes_of
from jln.notify.terms import Because
from jln.notify.told import told
from jln.notify.told.letter import named
from jln.ui import formats
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jln.notify.digests.gather import Waits
    from jln.notify.digests.shared import Shared
    from jln.people.models import Person

WIDTH = 66
_LIKE_A_NUMBER = re.compile(r"\d{1,2}\.")
"""So no line of a member's words begins: it could pass for a number of the message."""
INDENT = "   "
MOST_OF_A_POST = 240  # letters of the newest post that are shown
MOST_NUMBERS = 2  # in the line that shows how to ask for whole texts


@dataclass(slots=True)
class Things:
    """What entries name, read for many people at once."""

    shared: Shared
    asks: dict[int, AskedColleague] = field(default_factory=dict)
    actions: dict[int, CoreGroupAction] = field(default_factory=dict)
    choices: dict[int, list[tuple[int, str]]] = field(
        default_factory=dict
    )  # of open polls, by topic
    subjects: dict[tuple[int, str], str] = field(default_factory=dict)
    rows: dict[tuple[object, ...], str] = field(default_factory=dict)  # written for one reader

    def read(self, entries: Iterable[Entry]) -> None:
        """Questions and actions that these name."""
        named: dict[str, list[int]] = {"ask": [], "action": []}
        for entry in entries:
            kind, _colon, number = entry.key.partition(":")
            named.setdefault(kind, []).append(int(number))
        self.asks = AskedColleague.objects.select_related("topic").in_bulk(named["ask"])
        self.actions = CoreGroupAction.objects.in_bulk(named["action"])
        self.choices = self._choices(int(number) for number in named.get("topic", ()))

    def _choices(self, named: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
        """What can be chosen in those of the conversations that are polls to answer oneself."""
        first = {pk: next(iter(self.shared.by_topic.get(pk, ())), None) for pk in named}
        topics = {pk: row.topic for pk, row in first.items() if row is not None}
        polls = [pk for pk, one in topics.items() if one and one.kind == TopicKind.POLL]
        found: dict[int, list[tuple[int, str]]] = {}
        if polls:
            options = PollOption.objects.filter(withdrawn_at=None, poll__topic__in=polls)
            still = options.filter(poll__closed_at=None, poll__closes_at__gt=self.shared.at)
            mine = still.filter(poll__voice=PollVoice.PERSON).order_by("poll", "number")
            for topic, number, text in mine.values_list("poll__topic", "number", "text"):
                found.setdefault(topic, []).append((number, text))
        return found

    def subject_of(self, number: int, person: Person) -> str:
        """A fact in one line: the subject that its letter has in the reader's language."""
        key = (number, person.language)
        if key not in self.subjects:
            row = next(one for one in self.shared.news if one.fact_id == number)
            letter = told(row.fact)
            written = letters.write(letter, person, Because.MEMBER) if letter else None
            self.subjects[key] = written.subject if written else ""
        return self.subjects[key]


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered thing as it stands in the message."""

    title: str
    path: str
    detail: str = ""
    words: str = ""
    choices: Sequence[tuple[int, str]] = ()  # of a poll; its letter stays an option's own


@dataclass(frozen=True, slots=True)
class Message:
    """The message as the outbox takes it."""

    subject: str
    text: str


def message(things: Things, one: Waits, filled: Filled) -> Message:
    """The whole text; every number in it is that of an entry."""
    with translation.override(one.person.language):
        parts = [*_parts(things, one, filled)]
        text = "\n\n".join([_head(one, filled), *parts, _how(filled)])
        size = letters.kilobytes_of(text)
        foot = [
            _("Choose your letters: %(link)s") % {"link": network.link("/me/mail/")},
            _("%(size)s KB, no pictures, nothing that tracks you.") % {"size": size},
        ]
        return Message(subject_of(one, filled), "\n".join([text, "-- ", *foot]) + "\n")


def subject_of(one: Waits, filled: Filled) -> str:
    """How long it takes, and how much of it waits for the reader's word."""
    said = [_minutes(filled.seconds) if filled.seconds else _titles(len(filled.titles))]
    waiting = sum(entry.part is Part.WAITING for entry in filled.whole)
    if waiting:
        said.append(
            ngettext("%(num)s thing waits for you", "%(num)s things wait for you", waiting)
            % {"num": waiting}
        )
    how = {"what": formats.list_parts(*said)}
    return (_("Your week: %(what)s") if one.is_weekly else _("Your day: %(what)s")) % how


def _head(one: Waits, filled: Filled) -> str:
    day = formats.day(one.on)
    if one.plan.minutes is None:
        return f"{day}. {_minutes(filled.seconds)}."
    said = _("%(used)s of your %(minutes)s minutes of this week.") % {
        "used": minutes_of(filled.seconds),
        "minutes": one.plan.minutes,
    }
    return f"{day}. {said}"


def heading(part: Part) -> str:
    """What stands above a part, in the active language."""
    said = {
        Part.WAITING: _("Waiting for you"),
        Part.GROUPS: _("In your groups"),
        Part.BECAUSE: _("Because of you"),
        Part.NETWORK: _("From the network"),
        Part.TITLES: _("Only titles"),
    }
    return said[part]


def _parts(things: Things, one: Waits, filled: Filled) -> Iterator[str]:
    number = 0
    minutes = dict(zip(filled.whole, filled.minutes, strict=True))
    for part in Part:
        mine = [entry for entry in filled.whole if entry.part is part]
        is_titles = part is Part.TITLES
        rows = []
        for entry in filled.titles if is_titles else mine:
            number += 1
            rows.append(f"{number}. {_row_of(things, one.person, entry, minutes.get(entry))}")
        if rows:
            yield "\n".join([heading(part).upper(), *rows])


def line_of(things: Things, person: Person, entry: Entry) -> Line:
    """What an entry names. Only called for what was read with it."""
    kind, _colon, number = entry.key.partition(":")
    if kind == "topic":
        return _of_topic(things, entry, int(number))
    if kind == "ask":
        asked = things.asks[int(number)]
        return Line(
            asked.topic.title,
            f"/ask/{asked.topic.code}/",
            _("Answer below this number, and your words become a post there."),
        )
    if kind == "action":
        action = things.actions[int(number)]
        until = _("until %(day)s") % {"day": formats.day(action.due_on)}
        return Line(formats.list_parts(action.text, until), "/me/")
    return Line(things.subject_of(int(number), person), "")


def _of_topic(things: Things, entry: Entry, number: int) -> Line:
    rows = [row for row in things.shared.by_topic[number] if row.pk in set(entry.items)]
    topic, last = rows[0].topic, rows[-1].post
    if topic is None or last is None or rows[0].post is None:
        raise LookupError(f"an item of topic {number} without its post")
    count = ngettext("%(num)s new post", "%(num)s new posts", len(rows)) % {"num": len(rows)}
    words = " ".join(last.text.split())
    if len(words) > MOST_OF_A_POST:
        words = words[:MOST_OF_A_POST].rsplit(" ", 1)[0] + " […]"
    place = f"#p{rows[0].post.number}"
    choices = things.choices.get(number, ())
    return Line(topic.title, f"/ask/{topic.code}/{place}", count, words, choices)


def _row_of(things: Things, person: Person, entry: Entry, minutes: int | None) -> str:
    """The words below a number: the same for all who have the same of it, in their language.

    `minutes`: that stand beside it; None for what comes as a title.
    """
    key = (person.language, entry.key, entry.items, entry.reason, minutes)
    if key not in things.rows:
        line = line_of(things, person, entry)
        things.rows[key] = _row(line, entry, minutes)
    return things.rows[key]


def _row(line: Line, entry: Entry, minutes: int | None) -> str:
    is_title = minutes is None
    head = formats.list_parts(line.title, line.detail) if is_title and line.words else line.title
    if is_title:
        return _wrapped("", head)
    mark = "؛" if formats.is_rtl() else ";"
    takes = f"{_said(minutes)}{mark} " if minutes else ""
    said = [_wrapped("", f"{head} ({takes}{entry.reason.label})")]
    if line.detail:
        said.append(_wrapped(INDENT, line.detail))
    if line.words:
        said.append(_wrapped(f"{INDENT}| ", line.words, f"{INDENT}| "))
    if line.choices:
        named = [(ascii_lowercase[number - 1], text) for number, text in line.choices]
        said += [_wrapped(INDENT, f"{letter}) {text}", INDENT * 2) for letter, text in named]
        said.append(_wrapped(INDENT, _("Answer below this number with one of these letters.")))
    if line.path:
        said.append(f"{INDENT}{network.link(line.path)}")
    return "\n".join(said)


def _wrapped(first: str, text: str, then: str = INDENT) -> str:
    lines = textwrap.wrap(
        " ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False
    )
    begun, *more = lines or [""]
    safe = (f"… {line}" if _LIKE_A_NUMBER.match(line) else line for line in more)
    return "\n".join([f"{first}{begun}", *(f"{then}{line}" for line in safe)])


def closing() -> list[str]:
    """What stands below the numbers of every message, in the active language."""
    return [
        _("What you write below a quoted number goes to that conversation."),
        _("LESS or MORE changes your minutes, DAILY or WEEKLY how often it comes."),
        _("AWAY 2 weeks stops it for a while, STOP ends it."),
        _("Votes, seats and deadlines always come."),
    ]


def how_to_ask(numbers: str) -> str:
    """How whole texts are asked for; below it no number of the message holds."""
    return _("Answer with numbers to get the whole texts: %(numbers)s") % {"numbers": numbers}


def _how(filled: Filled) -> str:
    count = len(filled.numbered)
    asked = " ".join(str(number) for number in range(max(1, count - MOST_NUMBERS + 1), count + 1))
    said = [how_to_ask(asked), *closing()]
    if filled.further:
        more = {"num": len(filled.further), "link": network.link("/ask/")}
        said.insert(1, _("Not named here: %(num)s more, on the pages: %(link)s") % more)
    return "\n".join(said)


def of_post(post: Post) -> str:
    """One whole post, with who wrote it."""
    name = named(post.by, post.country)()
    return _("%(name)s writes:") % {"name": name} + "\n\n" + letters.said(post.text)


def _minutes(seconds: float) -> str:
    return _said(minutes_of(seconds))


def _said(count: int) -> str:
    return ngettext("%(num)s minute", "%(num)s minutes", count) % {"num": count}


def _titles(count: int) -> str:
    return ngettext("%(num)s title", "%(num)s titles", count) % {"num": count}


def headers() -> dict[str, Any]:
    """By which mail programs sort it, and stop it with one click."""
    name = network.current().name
    return {"List-Id": f"{name} <digest.{settings.MAIL_DOMAIN}>"}
