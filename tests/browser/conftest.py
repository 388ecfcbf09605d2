"""A live demonstration network and a browser to walk it with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.browser.mailbox import Mailbox
from tests.server.served import Served
from tests.trees import plant

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WAIT = 8_000  # ms; a shared machine may be slow, nothing here should need a tenth of it


class Live:
    """The network as it is served: its pages, its letters, its clock, its roles."""

    def __init__(self, tree):
        self.tree = tree
        self.served = Served(tree)
        self.url = tree.env["JLN_PUBLIC_URL"] = f"http://127.0.0.1:{self.served.port}"
        self.mail = Mailbox(tree.folder / "maildir", self.served.smtp)

    def jln(self, *words):
        """What a command of this network prints."""
        return self.tree.run("-m", "jln.cli", *words)

    def links(self):
        """A one-time link for each demonstration role, by the name of its person."""
        return dict(re.findall(r"(\w+), [^\n]+\n\s+(http\S+)", self.jln("links")))


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The data folder of a demonstration network, made once."""
    tree = plant(tmp_path_factory.mktemp("made") / "network")
    tree.run("-m", "jln.cli", "demo")
    yield tree
    tree.end()


@pytest.fixture(scope="module")
def network(browser, made, tmp_path_factory):
    """`jln serve` on a copy of it; nobody else reads or writes there."""
    tree = made
    if not tree.server:  # a database server has no file to copy
        tree = plant(tmp_path_factory.mktemp("live") / "network")
        shutil.copytree(made.folder, tree.folder, dirs_exist_ok=True)
    live = Live(tree)
    live.served.start()
    yield live
    live.served.web.terminate()
    live.served.web.wait(30)
    if tree is not made:
        tree.end()


@pytest.fixture(scope="module")
def browser(missing):
    if not CHROMIUM.exists():
        missing("there is no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()
