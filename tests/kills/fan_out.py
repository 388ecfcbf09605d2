"""Kill the worker again and again while one post goes to many: `python -m tests.kills.fan_out KILLS READERS`."""

import asyncio
import json
import os
import random
import re
import signal
import smtplib
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.smtp import SMTP

from tests.server.served import called, children, serving
from tests.trees import free_port, until

ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)
DEPTH = 20
LETTERS = (
    "__import__('jln.mail.models', fromlist=['x']).OutgoingMail.objects.filter(kind='post.written')"
)


class Sink:
    """A mail server that takes everything, slowly enough to be caught in the middle."""

    def __init__(self, pause):
        self.taken, self.pause, self.port = Counter(), pause, free_port()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        """Counted once it is acknowledged, as far as a server can know."""
        await asyncio.sleep(self.pause)
        self.taken[ID.search(envelope.content)[1].decode(), envelope.rcpt_tos[0]] += 1
        return "250 2.0.0 taken"

    def start(self):
        """Listen."""
        self.thread.start()
        listening = self.loop.create_server(
            lambda: SMTP(self, hostname="mx.test", loop=self.loop), "127.0.0.1", self.port
        )
        asyncio.run_coroutine_threadsafe(listening, self.loop).result(5)
        return self


def worker_of(served):
    """The process that sends."""
    for pid in children(served.web.pid):
        if called(pid) == "jln-worker":
            return pid
    return None


def run(folder, kills, readers):
    """Who got what, after so many kills spread over the sending."""
    sink = Sink(0.02).start()
    with serving(folder, JLN_SMTP_HOST="127.0.0.1", JLN_SMTP_PORT=str(sink.port)) as served:
        where = json.loads(served.tree.run("-m", "tests.kills.audience", str(readers)))
        with smtplib.SMTP("127.0.0.1", served.smtp) as line:
            text = f"From: {where['sender']}\r\nTo: {where['reply_to']}\r\nSubject: x\r\n\r\nWe pay on the fifth.\r\n"
            line.sendmail(where["sender"], [where["reply_to"]], text.encode())
        for number in range(kills):
            goal = readers * (number + random.random()) / (kills + 1)
            until(lambda goal=goal: len(sink.taken) > goal, 300, every=0.002)
            os.kill(until(lambda: worker_of(served), 60), signal.SIGKILL)
        until(lambda: len(told(sink)) >= readers, 600, every=0.1)
        time.sleep(1)
        states = served.tree.query(
            f"list({LETTERS}.values_list('message_id', 'to_address', 'state'))"
        )
    return told(sink), states


def told(sink):
    """The copies of the post, by Message-ID and reader; the writer's receipt is none."""
    return {key: count for key, count in dict(sink.taken).items() if key[0].startswith("<topic.")}


def check(copies, states, kills, readers):
    """Nobody missed; doubled at most what was handed over and not yet marked; one id each."""
    assert len(states) == readers
    assert {state for _id, _to, state in states} == {"sent"}
    assert set(copies) == {(message_id, to) for message_id, to, _state in states}
    doubled = sum(count - 1 for count in copies.values())
    assert doubled <= DEPTH * kills, doubled
    return doubled


def main(words):
    """Prints what came of it."""
    kills, readers = (int(word) for word in (*words, "30", "2000")[:2])
    with tempfile.TemporaryDirectory() as folder:
        copies, states = run(Path(folder) / "network", kills, readers)
    doubled = check(copies, states, kills, readers)
    sys.stdout.write(
        f"{kills} kills, {readers} readers: missed 0, doubled {doubled}, at most {DEPTH} a kill\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
