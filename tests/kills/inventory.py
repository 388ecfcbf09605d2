"""What a network holds after it was killed, as JSON: every count that must be right."""

import json
import re
import sys
import time
from collections import Counter

import django

KEY = re.compile(r"\bkey[0-9a-f]{32}\b")


def wait(seconds):
    """Until nothing is under way any more; fails after so many seconds."""
    from jln.facts.models import Fact
    from jln.kit import clock
    from jln.mail.models import InboundMail, OutgoingMail

    end = time.monotonic() + seconds
    while (
        InboundMail.objects.filter(state="received").exists()
        or Fact.objects.filter(told_at=None).exists()
        or OutgoingMail.objects.filter(state="waiting", not_before__lte=clock.now()).exists()
    ):
        if time.monotonic() > end:
            sys.exit(f"not done within {seconds} s")
        time.sleep(0.5)


def later():
    """Move the network's clock forward until every letter is due."""
    from datetime import timedelta

    from jln.kit import clock

    clock.advance(timedelta(minutes=5))


def count():
    """Posts by the keys in their texts; messages, facts, letters and jobs by their state."""

    from django.db.models import Count, Q

    from jln.conversations.models import Post, Topic
    from jln.facts.models import Fact
    from jln.kit import clock
    from jln.mail.models import InboundMail, OutgoingMail
    from jln.work.models import Job

    now = clock.now()
    keys = Counter(
        key for text in Post.objects.values_list("text", flat=True) for key in KEY.findall(text)
    )
    letters = OutgoingMail.objects.exclude(fact=None)
    receipts = OutgoingMail.objects.filter(kind="mail.receipt").values_list(
        "in_reply_to", flat=True
    )
    waiting = OutgoingMail.objects.filter(state="waiting", not_before__lte=now)
    facts = Fact.objects.filter(kind="post.written").values("subject_id").annotate(n=Count("pk"))
    received = InboundMail.objects.values_list("raw", flat=True)
    json.dump(
        {
            "posts": keys,
            "received": Counter(
                key for raw in received for key in set(KEY.findall(bytes(raw).decode()))
            ),
            "outcomes": Counter(InboundMail.objects.values_list("state", flat=True)),
            "reasons": Counter(InboundMail.objects.values_list("reason", flat=True)),
            "undecided": InboundMail.objects.filter(Q(state="received") | Q(reason="")).count(),
            "facts": facts.count(),
            "facts_doubled": facts.filter(n__gt=1).count(),
            "untold": Fact.objects.filter(told_at=None).count(),
            "letters": OutgoingMail.objects.count(),
            "letters_doubled": letters.values("fact", "person", "kind")
            .annotate(n=Count("pk"))
            .filter(n__gt=1)
            .count(),
            "receipts": Counter(key for of in receipts for key in KEY.findall(of)),
            "letters_waiting": waiting.count(),
            "letters_sent": sorted(
                OutgoingMail.objects.filter(state="sent").values_list("message_id", flat=True)
            ),
            "jobs_given_up": list(
                Job.objects.filter(has_failed=True).values_list("task", "last_error")
            ),
            "topics_miscounted": [
                topic.pk
                for topic in Topic.objects.annotate(n=Count("posts"))
                if topic.n != topic.post_count
            ],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    django.setup()
    {"count": count, "later": later, "wait": lambda: wait(900)}[sys.argv[1]]()
