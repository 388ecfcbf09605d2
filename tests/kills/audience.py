"""A topic that many follow, made in a data folder: prints how to write in it by mail, as JSON."""

import json
import sys

import django

DOMAIN = "readers.example"


def make(count):
    """So many readers in five languages, a writer by mail, and keys to sign with."""
    from jln.conversations.models import TopicFollow
    from jln.kit import clock
    from jln.mail import keys, tokens
    from jln.mail.terms import Purpose
    from jln.people.models import EmailAddress, Person
    from tests import factories as f

    net = f.network()
    keys.make_first()
    topic = f.topic(f.person(address=f"asker@{DOMAIN}"), space=f.space())
    writer = f.person("Ama Mensah", address="ama@health.example")
    readers = Person.objects.bulk_create(
        Person(
            name=f"Reader {n}",
            language=net.languages[n % 5],
            country=topic.by.country,
            created_at=f.NOON,
        )
        for n in range(count)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(
            person=one,
            address=f"r{n}@{DOMAIN}",
            is_main=True,
            added_at=f.NOON,
            confirmed_at=f.NOON,
        )
        for n, one in enumerate(readers)
    )
    TopicFollow.objects.bulk_create(
        TopicFollow(topic=topic, person=one, since=f.NOON) for one in readers
    )
    token = tokens.make(Purpose.POST, writer, at=clock.now(), subject=topic.posts.get())
    return {
        "topic": topic.code,
        "sender": "ama@health.example",
        "reply_to": tokens.address_of(token),
    }


if __name__ == "__main__":
    django.setup()
    json.dump(make(int(sys.argv[1])), sys.stdout)
