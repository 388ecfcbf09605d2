"""Answers by mail through Debian's Postfix into the network: `python -m benchmarks intake [SECONDS [RATE]]`.

So many a second are handed to Postfix, evenly, whoever is slow; a message's time runs from
before its first word to Postfix until its post can be read by others. What follows from a
post, letters to who follows and receipts, goes out by the same Postfix meanwhile. One message
goes before: a worker that has just started loads its reader with the first. Twenty seconds at the
same rate come next, out of rest, and are told by themselves: a second worker begins in them.
"""

import json
import os
import random
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SECONDS, RATE = 300, 20
FROM_REST = 20  # s
CONDITION = 2.0  # s, at the 99th of a hundred
WRITERS, LINES = 60, 4  # people, each with a conversation; connections to Postfix
LOOK_EVERY = 0.05
BESIDE = 50  # posts whose numbers may have been taken before the last one's
PATIENCE = 60  # s for the last ones
WARM, BURST = LINES * 1_000_000, LINES * 2_000_000  # first numbers of what goes before
WORDS = [
    "we",
    "pay",
    "clinics",
    "on",
    "the",
    "fifth",
    "by",
    "tariff",
    "and",
    "budget",
    "each",
    "region",
    "reports",
    "what",
    "it",
    "bought",
    "for",
    "mothers",
    "children",
    "nurses",
]


@dataclass
class Run:
    """When each was handed over, and when others could read it; seconds of one clock."""

    began: dict[str, float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    refused: int = 0
    took: float = 0.0
    cpu: float = 0.0  # s of the network's processes

    def at(self, percent):
        """How long so many of a hundred took at most; those never seen took for ever."""
        waits = sorted(self.seen.get(key, float("inf")) - at for key, at in self.began.items())
        return waits[min(len(waits) - 1, int(len(waits) * percent / 100))]

    @property
    def rate(self):
        """Taken a second while they came."""
        return len(self.seen) / self.took


def main(words):
    """Prints a line; exit 1 where the condition is missed."""
    seconds, rate = (float(word) for word in [*words, *(SECONDS, RATE)[len(words) :]])
    from tests.server import postfix

    if not postfix.is_here():
        sys.stdout.write("intake: not measured, Postfix is not installed or this is not root\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="jln-intake-", dir="/tmp") as folder:
        burst, run = measured(Path(folder), seconds, rate)
    is_kept = len(run.seen) == len(run.began) and run.at(99) < CONDITION
    sys.stdout.write(
        f"intake through Postfix: {len(run.began)} messages in {run.took:.0f} s, {run.rate:.1f}/s;"
        f" readable {len(run.seen)}, refused {run.refused}; p50 {run.at(50):.2f} s,"
        f" p95 {run.at(95):.2f} s, p99 {run.at(99):.2f} s, longest {run.at(100):.2f} s;"
        f" {1000 * run.cpu / len(run.began):.0f} ms CPU each"
        f" (condition p99 < {CONDITION:.0f} s: {'kept' if is_kept else 'missed'};"
        f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)\n"
        f"the {FROM_REST} s before, out of rest: {len(burst.seen)} of {len(burst.began)} readable,"
        f" p50 {burst.at(50):.2f} s, longest {burst.at(100):.2f} s\n"
    )
    return 0 if is_kept else 1


def measured(folder, seconds, rate, *, from_rest=FROM_REST):
    """What came out of rest, and the run; in a network and a Postfix of its own."""
    from tests.server.served import rests

    with _standing(folder) as (served, server):
        letters = json.loads(served.tree.run("-m", "benchmarks.intake", "make"))
        run, burst, warm = Run(), Run(), Run()
        looking = served.tree.start("-m", "benchmarks.intake", "watch", stdout=subprocess.PIPE)
        watcher = threading.Thread(target=_watch, args=(looking, (run, burst, warm)))
        watcher.start()
        _send(server.port, letters, warm, range(WARM, WARM + 1), rate)
        if from_rest:
            rests(served.web.pid)
            numbers = range(BURST, BURST + int(from_rest * rate))
            _send(server.port, letters, burst, numbers, rate)
        used = _used(served)
        _send(server.port, letters, run, range(int(seconds * rate)), rate)
        run.cpu = _used(served) - used
        looking.kill()
        watcher.join()
    return burst, run


def _send(port, letters, run, numbers, rate):
    """Messages of these numbers on all connections, until they can be read."""
    began = time.monotonic()
    lines = [
        threading.Thread(target=_write, args=(port, letters, run, numbers[first::LINES], rate))
        for first in range(LINES)
    ]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    run.took = time.monotonic() - began
    _wait(run)


def _wait(run):
    ends = time.monotonic() + PATIENCE
    while len(run.seen) < len(run.began) - run.refused and time.monotonic() < ends:
        time.sleep(LOOK_EVERY)


def _used(served):
    """By the processes that live."""
    from tests.server.served import children, cpu_seconds

    return sum(cpu_seconds(pid) for pid in (served.web.pid, *children(served.web.pid)))


@contextmanager
def _standing(folder):
    """The tree and Postfix, each with the other's door."""
    from tests.server.postfix import Postfix
    from tests.server.served import Served
    from tests.trees import plant

    tree = plant(folder / "network")
    served = Served(tree)
    try:
        with Postfix(folder / "postfix", served.lmtp) as server:
            tree.env |= {"JLN_SMTP_HOST": "127.0.0.1", "JLN_SMTP_PORT": str(server.port)}
            yield served.start(), server
    finally:
        tree.end()


def _write(port, letters, run, numbers, rate):
    """One connection's share, at its hours; who is late does not wait longer for it."""
    if not numbers:
        return
    chance, began = random.Random(numbers[0]), time.monotonic()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for turn in numbers:
            time.sleep(max(0.0, began + (turn - numbers[0]) / rate - time.monotonic()))
            key = f"key{turn:07}x"
            letter = letters[turn % len(letters)]
            words = " ".join(chance.choices(WORDS, k=40))
            raw = (
                f"From: {letter['sender']}\r\nTo: {letter['reply_to']}\r\nSubject: Re: x\r\n"
                f"Message-ID: <{key}@health.example>\r\nMIME-Version: 1.0\r\n"
                f"Content-Type: text/plain; charset=utf-8\r\n\r\n{key} {words}.\r\n"
            )
            run.began[key] = time.monotonic()
            try:
                line.sendmail(letter["sender"], [letter["reply_to"]], raw.encode())
            except smtplib.SMTPException:
                run.refused += 1


def _watch(process, runs):
    """What the watching process says."""
    for line in process.stdout:
        key, at = line.split()
        for run in runs:
            if key in run.began:
                run.seen[key] = float(at)


def watch():
    """Look for posts as any other process would; says each with its moment, on one clock."""
    import django

    django.setup()
    from jln.conversations.models import Post

    last, said = 0, set()
    while True:  # of two that write at once the later number may be there first
        rows = Post.objects.filter(pk__gt=last - BESIDE).order_by("pk")
        for pk, text in list(rows.values_list("pk", "text")):
            if pk not in said:
                sys.stdout.write(f"{text.split()[0]} {time.monotonic()}\n")
            last = max(last, pk)
            said.add(pk)
        sys.stdout.flush()
        time.sleep(LOOK_EVERY)


def make():
    """Conversations, each with who asked and who answers by mail: prints their addresses."""
    import django

    django.setup()
    from tests import factories as f

    from jln.kit import clock
    from jln.mail import tokens
    from jln.mail.terms import Purpose

    f.network()
    f.space()
    made = []
    for number in range(WRITERS):
        asker, writer = (f.person(address=f"{who}{number}@health.example") for who in "aw")
        post = f.topic(asker).posts.get()
        token = tokens.make(Purpose.POST, writer, at=clock.now(), subject=post)
        made.append({"sender": f"w{number}@health.example", "reply_to": tokens.address_of(token)})
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    {"make": make, "watch": watch}[sys.argv[1]]()
