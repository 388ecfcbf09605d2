"""The gallery in a real browser: accessibility rules and no sideways scroll."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from jln.ui import files
from jln.ui.gallery import PARTS
from jln.web import headers, jinja
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


WITH_SCRIPT = """{% extends "base.html" %}{% block title %}x{% endblock %}{% block main %}<h1>x</h1>
{{ ui.do("/thanks/", "Thank", {"post": 3}, target="#thanks") }}<div id="thanks">nobody yet</div>{% endblock %}"""


def test_a_part_is_swapped_in_under_the_policy_of_every_page(browser, missing, asked, tmp_path):
    """Script, sheet and request pass the policy; nothing of the script asks for more."""
    if browser is None:
        missing("there is no chromium")
    template = jinja.environment().from_string(WITH_SCRIPT)
    html = template.render(reader=READER, request=asked())
    sent, complaints = [], []

    def answer(route):
        path = route.request.url.removeprefix("http://jln.example")
        policy = {"Content-Security-Policy": headers.POLICY}
        if path == "/":
            route.fulfill(body=html, headers=policy | {"Content-Type": "text/html"})
        elif path.startswith("/static/htmx"):
            files.place(tmp_path)
            route.fulfill(path=tmp_path / path.rpartition("/")[2], content_type="text/javascript")
        elif path == "/thanks/":
            sent.append(
                (route.request.method, route.request.headers["hx-target"], route.request.post_data)
            )
            route.fulfill(body='<div id="thanks">Ama</div>', content_type="text/html")
        else:
            route.fulfill(status=404)

    page = browser.new_page()
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    page.route("**/*", answer)
    page.goto("http://jln.example/")
    page.get_by_role("button", name="Thank").click()
    page.get_by_text("Ama").wait_for(timeout=5000)

    assert [(method, target, "post=3" in (body or "")) for method, target, body in sent] == [
        ("POST", "div#thanks", True)
    ]
    assert page.url == "http://jln.example/"
    assert complaints == []
    page.close()
