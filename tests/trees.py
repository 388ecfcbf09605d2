"""A network in a folder of its own, for tests that start and kill processes.

On PostgreSQL it is a database of its own, made beside the one the tests were given.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parent.parent
_made: dict[str, Path | str] = {}


@dataclass
class Tree:
    """A data folder, its settings, and the processes started on it."""

    folder: Path
    env: dict[str, str]
    processes: list[subprocess.Popen] = field(default_factory=list)
    server: str = ""  # where its database was made, if it has one of its own

    def start(self, *args, **options):
        """A Python process of this network."""
        process = subprocess.Popen(
            [sys.executable, *args], env=self.env, cwd=ROOT, text=True, **options
        )
        self.processes.append(process)
        return process

    def run(self, *args):
        """The output of a Python process of this network that must succeed."""
        done = subprocess.run(
            [sys.executable, *args],
            env=self.env,
            cwd=ROOT,
            text=True,
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def query(self, expression):
        """The value of an expression over the models, as JSON would have it."""
        import json

        code = (
            "import django, json, sys; django.setup()\n"
            "from jln.work.models import *\n"
            "from django.db import connection\n"
            f"print(json.dumps({expression}, default=str))"
        )
        return json.loads(self.run("-c", code))

    def end(self):
        """Kill what is left, by id."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()
        if self.server:
            import psycopg

            name = urlsplit(self.env["JLN_DATABASE_URL"]).path.lstrip("/")
            with psycopg.connect(self.server, autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def free_port(count=1):
    """The first of so many ports in a row that nobody listens on."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = probe.getsockname()[1]
        try:
            for port in range(first, first + count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first


def plant(folder):
    """A migrated, empty network in a folder."""
    env = {
        "DJANGO_SETTINGS_MODULE": "jln.settings",
        **os.environ,
        "JLN_DATA_DIR": str(folder),
        "PYTHONPATH": os.pathsep.join(["src", ".", os.environ.get("PYTHONPATH", "")]),
        "JLN_PORT": str(free_port()),
        "JLN_QUIET_FROM": "0",  # a test runs at any hour
        "JLN_QUIET_TO": "0",
        "JLN_MAIL_PORT": str(free_port(2)),
    }
    tree = Tree(folder, env)
    folder.mkdir(parents=True, exist_ok=True)
    if env.get("JLN_DATABASE_URL"):
        tree.server = env["JLN_DATABASE_URL"]
        env["JLN_DATABASE_URL"] = a_database(tree.server)
        tree.run("-m", "jln.cli", "migrate", "--quiet")
        return tree
    if "file" not in _made or not _made["file"].exists():  # its folder may be gone by now
        tree.run("-m", "jln.cli", "migrate", "--quiet")
        _made["file"] = Path(shutil.copy(folder / "jln.sqlite3", folder.parent / "empty.sqlite3"))
    else:
        shutil.copy(_made["file"], folder / "jln.sqlite3")
    return tree


def a_database(url):
    """A new, empty one on the server of the address."""
    import psycopg

    name = f"tree_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def until(condition, seconds=20, every=0.02):
    """The first true value of a condition; fails after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(every)
    raise AssertionError(f"not within {seconds} s: {condition}")
