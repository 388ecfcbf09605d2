"""Posts, topics and their origins out of the messages of an archive, a few at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from jln.archives import authors
from jln.conversations import words
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import LONGEST, topic_entry
from jln.conversations.models import OriginalMail, Post, PostOrigin, Topic
from jln.conversations.terms import Channel, TopicKind
from jln.kit.time import day
from jln.mail import tokens
from jln.search import index
from jln.search.index import Entry
from jln.ui.prose import text_html
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.archives.reading import Found
    from jln.archives.spool import Kept, Spool
    from jln.conversations.models import ImportedAuthor
    from jln.search.models import SearchEntry
    from jln.spaces.models import Space

LONGEST_TITLE = 200
LONGEST_ID = 300
MOST_REFERENCES = 40


@dataclass(slots=True)
class Ready:
    """One message made ready before its transaction. `thread` is the key of its conversation."""

    key: str
    thread: str
    kept: Kept
    text: str
    html: str
    language: str
    mark: str
    found_by: SearchEntry


class Writer:
    """Writes the messages of one archive; remembers its conversations."""

    def __init__(
        self, space: Space, spool: Spool, found: Found, people: dict[str, int], *, at: datetime
    ) -> None:
        self._space, self._spool, self._found = space, spool, found
        self._people, self._at = people, at
        self._origins = {key: here.origin for key, here in found.here.items()}
        self._topics: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._askers: dict[str, str] = {}  # by conversation, the mark of who wrote first
        self._authors: dict[str, ImportedAuthor] = {}
        self.topics_made = 0

    def ready(self, group: Sequence[str], key: str) -> Ready:
        """Everything that needs no transaction."""
        kept = self._spool.get(self._found.numbers[key])
        read, thread = kept.article, group[0]
        text = tokens.scrub(read.text).replace("\x00", "").strip()
        text = text or "\n".join(read.files) or read.title
        language = words.language_of(text, "en")
        mark = authors.mark_of(read.address) if read.address else ""
        if thread not in self._titles:
            self._know(group, _title(read.title, text))
            self._askers[thread] = mark
        return Ready(
            key=key,
            thread=thread,
            kept=kept,
            text=text,
            html=str(text_html(text)),
            language=language,
            mark=mark,
            found_by=self._found_by(thread, text, language, str(day(read.at))),
        )

    def write(self, ready: list[Ready]) -> None:
        """All of them, or none. Raises `RuleBroken` once nothing is said there with a name."""
        with transaction.atomic():
            refuse_named_until_commit(self._space.pk)
            made = self._write(ready)
        self._topics |= made
        self.topics_made += len(made)

    def _know(self, group: Sequence[str], title: str) -> None:
        """The conversation that a thread goes on, if there is one, and its title."""
        here = (self._found.here[one].topic for one in group if one in self._found.here)
        known = next((topic for topic in here if topic), None)
        if known:
            self._topics[group[0]] = known
            title = Topic.objects.get(pk=known).title
        self._titles[group[0]] = title

    def _found_by(self, thread: str, text: str, language: str, dated: str) -> SearchEntry:
        """As `conversations.findable` has it; the numbers follow when they are known."""
        return index.row_of(
            Entry(
                kind="post",
                subject_id=0,
                title=self._titles[thread],
                body=text[:LONGEST],
                language=language,
                reach=self._space.visibility,
                space_id_or_none=self._space.pk,
                facet=Channel.IMPORT,
                dated=dated,
            )
        )

    def _write(self, ready: list[Ready]) -> dict[str, int]:
        self._know_authors(ready)
        readable = [one for one in ready if one.kept.article.is_readable]
        known = {
            one.thread: self._topics[one.thread] for one in readable if one.thread in self._topics
        }
        topics = self._locked(set(known.values()))
        by_thread = {thread: topics[number] for thread, number in known.items()}
        new = self._new_topics([one for one in readable if one.thread not in by_thread])
        by_thread |= new
        for one in readable:
            self._count(by_thread[one.thread], one)
        Topic.objects.bulk_create(new.values())
        for topic in topics.values():
            topic.save(update_fields=["post_count", "last_post_at", "answered_at"])
        self._keep(ready, self._posts(readable, by_thread, list(topics)))
        index.put_new(
            [index.row_of(topic_entry(topic)) for topic in new.values()]
            + [one.found_by for one in readable]
        )
        versions.bump("topics")
        return {thread: topic.pk for thread, topic in new.items()}

    def _know_authors(self, ready: list[Ready]) -> None:
        unknown = {
            one.mark: one.kept.article.name
            for one in ready
            if one.mark and one.mark not in self._authors
        }
        if unknown:
            self._authors |= authors.known(unknown.items(), self._people, at=self._at)

    def _person(self, one: Ready) -> int | None:
        return self._authors[one.mark].person_id if one.mark else None

    def _new_topics(self, ready: list[Ready]) -> dict[str, Topic]:
        made: dict[str, Topic] = {}
        for one in ready:
            if one.thread not in made:
                made[one.thread] = Topic(
                    space=self._space,
                    kind=TopicKind.DISCUSSION,
                    title=self._titles[one.thread],
                    language=one.language,
                    by_id=self._person(one),
                    started_at=one.kept.article.at,
                    last_post_at=one.kept.article.at,
                )
        return made

    def _locked(self, numbers: set[int]) -> dict[int, Topic]:
        if not numbers:
            return {}
        rows = Topic.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
        found = {topic.pk: topic for topic in rows.order_by("pk")}
        for pk in found:
            versions.bump(f"topic:{pk}")
        return found

    def _count(self, topic: Topic, one: Ready) -> None:
        """The counters of a topic, as the actions keep them."""
        at = one.kept.article.at
        topic.post_count += 1
        topic.last_post_at = max(topic.last_post_at, at)
        is_other = not one.mark or one.mark != self._askers[one.thread]
        if topic.answered_at is None and topic.post_count > 1 and is_other:
            topic.answered_at = at

    def _posts(
        self, ready: list[Ready], by_thread: dict[str, Topic], old: list[int]
    ) -> dict[str, Post]:
        last: defaultdict[int, int] = defaultdict(int)
        if old:
            numbers = Post.objects.filter(topic__in=old).values_list("topic")
            last |= dict(numbers.annotate(Max("number")).order_by())
        made = {}
        for one in ready:
            topic = by_thread[one.thread]
            last[topic.pk] += 1
            made[one.key] = Post(
                topic=topic,
                space=self._space,
                number=last[topic.pk],
                by_id=self._person(one),
                channel=Channel.IMPORT,
                language=one.language,
                text=one.text,
                html=one.html,
                posted_at=one.kept.article.at,
            )
        Post.objects.bulk_create(made.values())
        for one in ready:
            one.found_by.subject_id = made[one.key].pk
            one.found_by.parent_id = made[one.key].topic_id
        return made

    def _keep(self, ready: list[Ready], posts: dict[str, Post]) -> None:
        """Where they come from: which message each answers, and its bytes."""
        rows = {one.key: self._origin(one, posts.get(one.key)) for one in ready}
        PostOrigin.objects.bulk_create(rows.values())
        self._origins |= {key: row.pk for key, row in rows.items()}
        answers = []
        for key, row in rows.items():
            parent = self._found.parents.get(key)
            if row.parent_id is None and parent in self._origins:
                row.parent_id = self._origins[parent]
                answers.append(row)
        if answers:
            PostOrigin.objects.bulk_update(answers, ["parent"])
        OriginalMail.objects.bulk_create(
            OriginalMail(
                origin=rows[one.key],
                person_id=self._person(one),
                size=one.kept.size,
                packed=one.kept.packed,
            )
            for one in ready
        )

    def _origin(self, one: Ready, post: Post | None) -> PostOrigin:
        read = one.kept.article
        return PostOrigin(
            post=post,
            space=self._space,
            message_id=one.key,
            text_mark=read.mark,
            in_reply_to=next(iter(read.in_reply_to[-1:]), "")[:LONGEST_ID],
            references=" ".join((*read.references[-MOST_REFERENCES:], *read.hints)),
            parent_id=self._origins.get(self._found.parents.get(one.key, "")),
            from_name=read.name.replace("\x00", ""),
            date=read.date,
            author=self._authors.get(one.mark),
            person_id=self._person(one),
            imported_at=self._at,
        )


def _title(subject: str, text: str) -> str:
    """What a conversation is called: its subject, else its first line."""
    plain = tokens.scrub(subject).replace("\x00", "") or text.partition("\n")[0]
    return " ".join(plain.split())[:LONGEST_TITLE] or "—"
