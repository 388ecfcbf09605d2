"""Kill everything while people write, start again, so many times; then count."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.kills.posting import ByMail, OnPage
from tests.server.served import Served, children, lives
from tests.trees import ROOT, plant, until

LONGEST_LIFE = 3.0  # s between ready and the kill
BEFORE_READY = 0.25  # of the rounds are killed while the tree starts


@dataclass
class Outcome:
    """What was promised, and what is there."""

    rounds: int
    by_web: list[str]
    by_mail: list[str]
    tries: dict[str, int]
    refused: list[tuple[int, bytes]]
    held: dict  # see inventory
    sent: list[str]  # Message-IDs of the maildir
    code: int  # of the last, clean end
    doctor: str
    log: str

    def lines(self):
        """For a reader."""
        again = sum(1 for n in self.tries.values() if n > 1)
        return [
            f"{self.rounds} kills",
            f"{len(self.by_web)} posts acknowledged on the page, {len(self.by_mail)} messages acknowledged at the door",
            f"{again} of them sent more than once, {sum(self.held['received'].values())} messages kept: {self.held['outcomes']}",
            f"{sum(self.held['posts'].values())} posts, {self.held['facts']} facts, {self.held['letters']} letters, {len(self.sent)} handed over",
            f"jobs given up: {self.held['jobs_given_up']}",
            f"missing {len(self.missing())}, doubled {len(self.doubled())}",
        ]

    def missing(self):
        """Acknowledged, and not there."""
        return [key for key in (*self.by_web, *self.by_mail) if not self.held["posts"].get(key)]

    def doubled(self):
        """There more than once."""
        return [key for key, count in self.held["posts"].items() if count != 1]

    def check(self):
        """Everything that must hold; each assertion says what was broken."""
        held = self.held
        assert not self.refused, self.refused[:3]
        assert not self.missing(), self.missing()
        assert not self.doubled(), self.doubled()
        assert set(held["posts"]) == {*self.by_web, *self.by_mail}
        for key in self.by_mail:
            assert 1 <= held["received"][key] <= self.tries[key], key
        assert held["undecided"] == 0
        assert set(held["outcomes"]) <= {"done", "ignored"}, (held["outcomes"], held["reasons"])
        assert held["outcomes"]["done"] == len(self.by_mail)
        assert held["facts"] == len(held["posts"])
        for name in ("facts_doubled", "letters_doubled", "untold", "letters_waiting"):
            assert held[name] == 0, name
        # A job that was under way at too many kills is given up; the sweeps did its work.
        assert all("worker died each time" in why for _task, why in held["jobs_given_up"]), held[
            "jobs_given_up"
        ]
        assert all(count <= held["received"][key] for key, count in held["receipts"].items())
        assert held["topics_miscounted"] == []
        assert sorted(self.sent) == held["letters_sent"]
        assert self.code == 0, self.log[-3000:]
        ill = [line for line in self.doctor.splitlines() if line.startswith("!!")]
        spared = ("writers:", "work:")  # how long they waited is the machine's affair; see above
        assert not [line for line in ill if not any(word in line for word in spared)], ill
        assert "audit chain: unbroken" in self.doctor


def run(folder, rounds):
    """A network, its writers, its killer; gives what came of it."""
    tree = plant(folder)
    writers = []
    try:
        served = Served(tree)
        for topic in json.loads(tree.run("-m", "tests.kills.network")):
            where = topic | {"port": served.port, "smtp": served.smtp}
            writers += [OnPage(where), ByMail(where)]
        for writer in writers:
            writer.start()
        for _ in range(rounds):
            live_and_die(served)
        start(served)
        until(served._is_ready, 120, every=0.1)
        return drain(served, writers, rounds)
    finally:
        for writer in writers:
            writer.ending.set()
        with contextlib.suppress(AttributeError, ProcessLookupError):
            os.killpg(served.web.pid, signal.SIGKILL)
        tree.end()


def start(served):
    """`jln serve` at the head of a process group of its own."""
    with (served.tree.folder / "serve.log").open("a") as log:
        served.web = served.tree.start(
            "-m", "jln.cli", "serve", "--empty", stdout=log, stderr=log, start_new_session=True
        )


def live_and_die(served):
    """One life, ended at a random moment by SIGKILL to everybody at once."""
    start(served)
    if random.random() > BEFORE_READY:
        until(served._is_ready, 120, every=0.1)
        time.sleep(random.random() * LONGEST_LIFE)
    else:
        time.sleep(random.random() * LONGEST_LIFE)
    everybody = [served.web.pid, *children(served.web.pid)]
    os.killpg(served.web.pid, signal.SIGKILL)
    for pid in everybody[1:]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    served.web.wait()
    until(lambda: not any(map(lives, everybody)), 15)


def drain(served, writers, rounds):
    """Let the writers end and the network finish; its clock goes on so that every letter is due."""
    tree = served.tree
    for writer in writers:
        writer.ending.set()
    for writer in writers:
        writer.join(60)
        assert not writer.is_alive(), "a writer was never answered"
    for word in ("wait", "later", "wait"):
        tree.run("-m", "tests.kills.inventory", word)
    served.web.terminate()
    code = served.web.wait(60)
    doctor = subprocess.run(
        [sys.executable, "-m", "jln.cli", "doctor"],
        env=tree.env,
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    ).stdout
    return Outcome(
        rounds=rounds,
        by_web=[key for writer in writers if isinstance(writer, OnPage) for key in writer.taken],
        by_mail=[key for writer in writers if isinstance(writer, ByMail) for key in writer.taken],
        tries={key: n for writer in writers for key, n in writer.tries.items()},
        refused=[one for writer in writers for one in writer.refused],
        held=json.loads(tree.run("-m", "tests.kills.inventory", "count")),
        sent=maildir(tree.folder / "maildir"),
        code=code,
        doctor=doctor,
        log=served.log(),
    )


def maildir(folder):
    """The Message-ID of every letter that was handed over, as often as it was."""
    found = []
    for file in [*folder.glob("new/*"), *folder.glob("cur/*")]:
        head = file.read_text(errors="replace").replace("\n ", " ").splitlines()
        found.append(
            next(
                line.split(":", 1)[1].strip()
                for line in head
                if line.lower().startswith("message-id:")
            )
        )
    return found


def main(words):
    """`python -m tests.kills 20`: so many rounds, on SQLite or on the database of JLN_DATABASE_URL."""
    import tempfile
    from pathlib import Path

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jln.settings")
    rounds = int(words[0]) if words else 2
    with tempfile.TemporaryDirectory(prefix="jln-kills-") as folder:
        outcome = run(Path(folder) / "network", rounds)
        sys.stdout.write("\n".join([*outcome.lines(), "", outcome.doctor.split("\n\n")[0], ""]))
        outcome.check()
    sys.stdout.write("Everything holds.\n")
    return 0
