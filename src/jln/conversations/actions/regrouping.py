"""What goes along when posts change their conversation: numbers, followers, asks, counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Min

from jln.conversations.actions.enclosing import pages_beside
from jln.conversations.actions.keeping import unmark_gone
from jln.conversations.models import AskedColleague, Post, PostTrace, Topic, TopicFollow, TopicSeen
from jln.search import index

if TYPE_CHECKING:
    from collections.abc import Sequence


def take_posts(posts: Sequence[Post], to: Topic) -> None:
    """Give them the next numbers there; where they stood, a trace leads on."""
    unmark_gone(posts)
    traces = []
    for number, post in enumerate(posts, last_number(to) + 1):
        traces.append(PostTrace(topic_id=post.topic_id, number=post.number, post=post))
        post.topic, post.number = to, number
    Post.objects.bulk_update(posts, ["topic", "number"], batch_size=100)
    PostTrace.objects.bulk_create(traces, batch_size=200)
    index.regroup([post.pk for post in posts], parent=to.pk, title=to.title)
    index.regroup_pages(pages_beside(posts), parent=to.pk)


def take_followers(topic: Topic, to: Topic) -> None:
    """Who follows the one follows the other; a word of one's own about the other stands.

    Its asker too, however it came here: what answers the other answers the asker.
    """
    known = TopicFollow.objects.filter(topic=to).values("person")
    missing = TopicFollow.objects.filter(topic=topic).exclude(person__in=known)
    TopicFollow.objects.bulk_create(
        [
            TopicFollow(topic=to, person_id=one.person_id, since=one.since, muted_at=one.muted_at)
            for one in missing
        ],
        ignore_conflicts=True,
    )
    if topic.by_id:
        TopicFollow.objects.get_or_create(
            topic=to, person_id=topic.by_id, defaults={"since": topic.started_at}
        )


def take_asks(topic: Topic, to: Topic) -> None:
    """Who was asked there is asked here; nobody twice."""
    known = AskedColleague.objects.filter(topic=to).values("person")
    AskedColleague.objects.filter(topic=topic).exclude(person__in=known).update(topic=to)


def take_seen(topic: Topic, to: Topic) -> None:
    """Before the posts go: who had read both to their ends has read what is made of them.

    All others keep how far they were there, so that nothing is passed over.
    """
    posts = Post.objects.filter(topic=topic)
    done = TopicSeen.objects.filter(topic=topic, number__gte=_end(topic)).values("person")
    rows = TopicSeen.objects.filter(topic=to, number__gte=_end(to), person__in=done)
    rows.update(number=last_number(to) + posts.count())
    TopicSeen.objects.filter(topic=topic).delete()


def _end(topic: Topic) -> int:
    """The number of its last post that is seen."""
    found = Post.objects.filter(topic=topic, hidden_at=None).aggregate(n=Max("number"))["n"]
    return found or 0


def last_number(topic: Topic) -> int:
    """The highest number a post ever had there: none is given twice."""
    posts = Post.objects.filter(topic=topic).aggregate(n=Max("number"))["n"]
    traces = PostTrace.objects.filter(topic=topic).aggregate(n=Max("number"))["n"]
    return max(posts or 0, traces or 0)


def counted(topic: Topic) -> None:
    """Count anew what its row keeps of its posts."""
    posts = Post.objects.filter(topic=topic)
    seen = posts.filter(hidden_at=None)
    topic.post_count = seen.count()
    topic.last_post_at = posts.aggregate(at=Max("posted_at"))["at"] or topic.started_at
    others = seen.exclude(by=topic.by_id) if topic.by_id else seen.filter(number__gt=1)
    topic.answered_at = others.aggregate(at=Min("posted_at"))["at"]
    topic.save(update_fields=["post_count", "last_post_at", "answered_at"])
