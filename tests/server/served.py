"""A whole tree that serves an empty network, for tests."""

import contextlib
import http.client
import json
import os
import time
from pathlib import Path

from tests.trees import plant, until


class Served:
    """The processes of `jln serve` and the ways to them."""

    def __init__(self, tree):
        self.tree = tree
        self.port = int(tree.env["JLN_PORT"])
        self.smtp = int(tree.env["JLN_MAIL_PORT"])
        self.lmtp = self.smtp + 1
        self.web = None

    def start(self, wait=True):
        log = (self.tree.folder / "serve.log").open("a")
        self.web = self.tree.start("-m", "jln.cli", "serve", "--empty", stdout=log, stderr=log)
        log.close()
        if wait:
            until(self._is_ready, 60, every=0.1)
        return self

    def _is_ready(self):
        assert self.web.poll() is None, self.log()
        return self.health()[0] == 200

    def get(self, path, timeout=10):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def health(self):
        """Status and parts; (0, {}) if nobody answers."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            status, body = self.get("/healthz")
            return status, json.loads(body)["parts"]
        return 0, {}

    def log(self):
        return (self.tree.folder / "serve.log").read_text()


def children(pid):
    """Process ids of all descendants that live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state not in "ZX":
                child = int(stat.parent.name)
                found += [child, *children(child)]
    return found


def called(pid):
    """The short name of a process; empty if it has just ended."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


def seconds(pid):
    """The second workers below a process, also one that has hardly begun."""
    found = []
    for child in children(pid):
        with contextlib.suppress(OSError):
            if b"--second" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def rests(pid):
    """Waits until there was no second worker below a process for five seconds."""
    for _time in range(36):
        until(lambda: not seconds(pid), 180)
        time.sleep(5)
        if not seconds(pid):
            return
    raise AssertionError("a second worker began again and again")


def lives(pid):
    """Whether a process runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def cpu_seconds(pid):
    """User and system time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pss_mb(pid):
    """The memory of a process, its share of what is shared."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError(pid)


@contextlib.contextmanager
def serving(folder, **env):
    """A tree in a folder, started and ready; killed at the end."""
    tree = plant(folder)
    tree.env.update(env)
    served = Served(tree)
    try:
        yield served.start()
    finally:
        tree.end()


def as_settings(folder, **lines):
    """Environment for a tree with settings of its own over the product's."""
    folder.mkdir(parents=True, exist_ok=True)
    said = "\n".join(f"{name} = {value!r}" for name, value in lines.items())
    (folder / "settings_of_tree.py").write_text(f"from jln.settings import *\n{said}\n")
    path = os.pathsep.join(["src", ".", str(folder)])
    return {"DJANGO_SETTINGS_MODULE": "settings_of_tree", "PYTHONPATH": path}
