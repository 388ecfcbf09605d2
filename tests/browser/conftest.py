"""A live demonstration network and a browser to walk it with."""

from __future__ import annotations

import shutil

import pytest

from tests.browser.live import CHROMIUM, Live, chromium
from tests.trees import plant


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
    with chromium() as browser:
        yield browser
