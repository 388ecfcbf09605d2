"""The tree under measurement, and what of it is measured."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.server.served import children, pss_mb, rests
from tests.trees import ROOT, free_port

LONGEST_START = 180


class Server:
    """`jln serve` on a folder of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.port = free_port()
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "jln.settings",
            "JLN_DATA_DIR": str(folder),
            "JLN_PORT": str(self.port),
            "JLN_MAIL_PORT": str(free_port(2)),
            "PYTHONPATH": os.pathsep.join(["src", "."]),
        }
        self.process = None

    def start(self):
        """Start it; gives the seconds until the first page."""
        began = time.monotonic()
        with (self.folder / "serve.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jln.cli", "serve"],
                env=self.env,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        while time.monotonic() - began < LONGEST_START and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                line.request("GET", "/")
                if line.getresponse().status == http.HTTPStatus.OK:
                    return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError((self.folder / "serve.log").read_text()[-3000:])

    def stop(self):
        """In order."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def run(self, *words):
        """What a module prints, as JSON."""
        said = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(said.stdout)

    def cpu_ms(self):
        """User and system time of the web process, to the nanosecond: the sum of its threads."""
        total = 0
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(task.read_text().split()[0])
        return total / 1e6

    def rest(self):
        """Until for a while no second worker was needed any more."""
        rests(self.process.pid)

    def memory(self):
        """PSS in MB: of the web process, and of the tree."""
        web = pss_mb(self.process.pid)
        return web, web + sum(pss_mb(pid) for pid in children(self.process.pid))
