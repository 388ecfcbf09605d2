"""The daily and weekly messages of 50,000 people: milliseconds a person, queries a chunk.

`python -m benchmarks.digests [PEOPLE]`: they live in four zones, half read two spaces once a
day, half once a week; forty conversations with three new posts each wait for them.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

PEOPLE, TOPICS, POSTS = 50_000, 40, 3
ZONES = ("Africa/Accra", "Asia/Vientiane", "America/Lima", "Europe/Lisbon")
AT_A_TIME = 5_000


def main(people=PEOPLE):
    """Prints two lines."""
    with tempfile.TemporaryDirectory(prefix="jln-digests-") as folder:
        os.environ |= {"JLN_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "jln.settings"}
        subprocess.run([sys.executable, "-m", "jln.cli", "migrate", "--quiet"], check=True)
        import django

        django.setup()
        sys.stdout.write("\n".join([*_lines(people), ""]))


def _lines(count):
    from django.db import connection

    from jln.kit import clock
    from jln.notify.digests import actions, gather
    from jln.notify.digests.shared import Shared
    from jln.people.models import Person

    _made(count)
    now = clock.now()
    chunks = []
    for some in (50, 500):
        numbers = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:some])
        shared = Shared.at_now(now, {})
        connection.force_debug_cursor = True
        before = len(connection.queries_log)
        gather.waits_for(shared, gather.people(numbers, now))
        chunks.append(len(connection.queries_log) - before)
        connection.force_debug_cursor = False
    began, used, made = time.perf_counter(), time.process_time(), 0
    for hour in range(24):
        made += actions.make_due(now.replace(minute=0) + timedelta(hours=hour))
    took, cpu = time.perf_counter() - began, time.process_time() - used
    yield f"queries for a chunk of 50 and of 500 people: {chunks[0]} and {chunks[1]}"
    yield (
        f"messages of {count} people, {made} made: {took:.0f} s, "
        f"{1000 * took / count:.2f} ms a person, {1000 * cpu / count:.2f} ms CPU"
    )


def _made(count):
    """The network, its posts told, and everybody on two lists."""
    from tests import factories as f

    from jln.conversations import actions as said
    from jln.facts.models import Fact
    from jln.kit import clock
    from jln.notify.digests import items
    from jln.people.models import EmailAddress, Person
    from jln.spaces.models import Subscription
    from jln.spaces.terms import SpaceKind

    f.network()
    now = clock.now() - timedelta(hours=1)
    spaces = [f.space(), f.space(slug="costing", name="Costing", kind=SpaceKind.GROUP)]
    writer, joined = f.person("Writer"), now - timedelta(days=30)
    for number in range(TOPICS):
        text = f"How do you pay clinics in district {number}? " * 5
        topic = said.start(spaces[number % 2], kind="discussion", text=text, by=writer, at=now)
        for _post in range(POSTS - 1):
            said.answer(topic, text="We pay on the fifth. " * 20, by=writer, at=now)
    for fact in Fact.objects.all():
        items.item_of(fact)
    Fact.objects.update(told_at=now)
    for start in range(0, count, AT_A_TIME):
        people = Person.objects.bulk_create(
            Person(name=f"Reader {n}", timezone=ZONES[n % 4], created_at=joined)
            for n in range(start, min(count, start + AT_A_TIME))
        )
        EmailAddress.objects.bulk_create(
            EmailAddress(
                person=one, address=f"r{one.pk}@readers.example", is_main=True,
                added_at=joined, confirmed_at=joined,
            )
            for one in people
        )  # fmt: skip
        Subscription.objects.bulk_create(
            Subscription(
                space=space, person=one, delivery=("daily", "weekly")[one.pk % 2], joined_at=joined
            )
            for one in people
            for space in spaces
        )


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
