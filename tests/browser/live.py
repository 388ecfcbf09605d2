"""A network as it is served, the people who stand for its roles, and a browser for it."""

import contextlib
import json
import re
from pathlib import Path

from tests.browser.mailbox import Mailbox
from tests.server.served import Served

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAIT = 8_000  # ms; a shared machine may be slow, nothing here should need a tenth of it


def faults(page):
    """What of a page breaks a rule of accessibility, and by how much it is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    violations = [
        (one["id"], [node["html"][:200] for node in one["nodes"]])
        for one in found.response["violations"]
    ]
    too_wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return [*violations, *([("too wide", too_wide)] if too_wide > 0 else [])]


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

    def paths(self):
        """Where each route leads in this network."""
        code = (
            "import django, json; django.setup()\n"
            "from tests.gates.routes import ROUTES\n"
            "print(json.dumps({name: path() for name, (_kind, path) in ROUTES.items()}))"
        )
        return json.loads(self.tree.run("-c", code))

    def cookies(self, browser, names):
        """The browser of each of these people after she has signed in, by her name."""
        links, kept = self.links(), {}
        for name in names:
            context = browser.new_context()
            page = context.new_page()
            page.goto(links[name])
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
            page.wait_for_url(re.compile(r"/(sign-in/second/.*)?$"))
            if "/sign-in/second/" in page.url:  # the code stands in its field
                page.get_by_role("button", name="Go on").click()
            page.wait_for_url(self.url + "/")
            kept[name] = context.storage_state()
            context.close()
        return kept

    def speak(self, page, language):
        """Choose the language of one's pages, as anyone does."""
        page.goto("/me/")
        page.locator("select[name=language]").select_option(language)
        page.locator("main form .row button").first.click()
        assert page.locator("html").get_attribute("lang") == language


@contextlib.contextmanager
def chromium():
    """Debian's browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
