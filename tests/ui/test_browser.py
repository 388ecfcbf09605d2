"""The gallery in a real browser: accessibility rules and no sideways scroll."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from jln.ui.gallery import PARTS
from tests.ui.conftest import READER

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Each width, scheme and language meets each other one once (pairwise), for every part.
VIEWS = [
    (1280, "light", "en", None),
    (1280, "dark", "ar", READER),
    (390, "dark", "en", READER),
    (390, "light", "ar", None),
    (320, "light", "fr", READER),
    (320, "dark", "ar", None),
    (768, "light", "ar", READER),
    (768, "dark", "fr", None),
]


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.mark.parametrize(("part", "view"), list(itertools.product(PARTS, VIEWS)))
def test_the_gallery_is_open_to_everyone(browser, missing, shown, part, view):
    if browser is None:
        missing("there is no chromium")
    from axe_playwright_python.sync_playwright import Axe

    width, scheme, language, reader = view
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.set_content(shown(part, language, reader))

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
