"""What the figures are taken on: the demonstration, a conversation of 20 posts, browsers signed in.

Each browser has the cookies that earlier pages left it.
"""

import json
import sys

import django

POSTS, MANY = 20, 1_000
READERS = 10  # of the directory, which lets nobody turn more than 200 pages an hour


def main():
    """Make what is missing in the data folder; print the pages and the cookie, as JSON."""
    django.setup()

    from django.utils.crypto import get_random_string

    from jln.accounts.doorkeeper import session_key
    from jln.accounts.models import Session
    from jln.conversations import actions
    from jln.conversations.models import Topic
    from jln.demonstration.roles import role_people
    from jln.governance.models import Meeting
    from jln.kit import clock
    from jln.people.models import Person
    from jln.ui import sheet

    now = clock.now()
    roles = {role.code: person for role, person in role_people()}
    people = [*roles.values()]
    members = [
        people[0],
        *Person.objects.present()
        .exclude(pk__in=[one.pk for one in people])
        .order_by("pk")[:READERS],
    ]
    for number, member in enumerate(members):
        key = session_key(f"benchmark{number}")
        Session.objects.get_or_create(
            key=key,
            defaults={"person": member, "started_at": now, "seen_at": now, "proved_at": now},
        )
    Session.objects.get_or_create(
        key=session_key("benchmark-steering"),
        defaults={
            "person": roles["steering"], "started_at": now, "seen_at": now, "proved_at": now,
        },
    )  # fmt: skip
    coming = Meeting.objects.filter(starts_at__gt=now).order_by("starts_at")[0]
    topic = Topic.objects.filter(
        space__slug="network", post_count__lte=POSTS, closed_at=None, hidden_at=None
    ).order_by("-post_count")[0]
    texts = list(
        Topic.objects.exclude(pk=topic.pk)
        .filter(posts__number__gt=1, posts__language="en")
        .order_by("pk")
        .values_list("posts__text", flat=True)[: POSTS - topic.post_count]
    )
    for number, text in enumerate(texts):
        actions.answer(topic, text=text, by=people[number % len(people)], at=now)
    topic.refresh_from_db()
    long = _grown(topic, people, now)
    json.dump(
        {
            "cookies": [
                f"session=benchmark{number}; style={sheet.SHEET_HASH}; csrf={get_random_string(32)}"
                for number in range(len(members))
            ],
            "topic": f"/ask/{topic.code}/",
            "long": f"/ask/{long.code}/",
            "many": long.post_count,
            "steering": f"session=benchmark-steering; style={sheet.SHEET_HASH}; csrf={get_random_string(32)}",
            "room": f"/steering-group/meetings/{coming.slug}/room/",
            "posts": topic.post_count,
        },
        sys.stdout,
    )


def _grown(like, people, now):
    """Another conversation of many posts, with the texts of the first; rows alone."""
    from jln.conversations.models import Post, Topic

    texts = list(like.posts.order_by("number").values_list("language", "text", "html"))
    topic = Topic.objects.filter(space=like.space, closed_at=None, hidden_at=None).exclude(
        pk=like.pk
    ).order_by("-post_count")[0]  # fmt: skip
    Post.objects.bulk_create(
        Post(
            topic=topic, space=topic.space, number=number, by=people[number % len(people)],
            language=language, text=text, html=html, posted_at=now,
        )
        for number in range(topic.post_count + 1, MANY + 1)
        for language, text, html in (texts[number % len(texts)],)
    )  # fmt: skip
    topic.post_count, topic.last_post_at = MANY, now
    topic.save()
    return topic


if __name__ == "__main__":
    main()
