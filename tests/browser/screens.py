"""Every screen in one page of pictures: `python -m tests.browser.screens OUT [--drawn FOLDER]`.

Each is taken at two widths from a demonstration network, beside the drawing it was made
after, with what differs and what was done about it (`docs/screens.md`).
"""

import argparse
import html
import re
import shutil
import sys
import tempfile
from pathlib import Path

from tests.browser.live import Live, chromium
from tests.browser.shown import COORDINATOR, PRACTITIONER, SCREENS, SITTING, STAFF, VISITOR
from tests.trees import ROOT, plant

WIDTHS = (390, 1280)
LIST = ROOT / "docs" / "screens.md"


def entries():
    """What the list says of each screen: its differences, by name."""
    found = {}
    for section in re.split(r"^## ", LIST.read_text(), flags=re.MULTILINE)[1:]:
        name, _line, text = section.partition("\n")
        points = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
        found[name.strip()] = [" ".join(point.split()) for point in points]
    return found


class Camera:
    """Takes screens of one network, each person in a browser of her own."""

    def __init__(self, live, browser, out):
        self.live = live
        self.out = out
        cookies = live.cookies(browser, (PRACTITIONER, COORDINATOR, STAFF, SITTING)) | {
            VISITOR: None
        }
        self.paths = live.paths()  # after everybody has signed in: some lead to those who did not
        self.pages = {}
        for reader, state in cookies.items():
            context = browser.new_context(base_url=live.url, storage_state=state)
            self.pages[reader] = context.new_page()

    def take(self, name, screen):
        """Both pictures of one screen."""
        page = self.pages[screen.reader]
        if screen.reader and screen.language != "en":
            self.live.speak(page, screen.language)
        if screen.way:
            getattr(self, f"_by_{screen.way}")(page)
        else:
            prefix = f"/{screen.language}" if not screen.reader and screen.language != "en" else ""
            assert page.goto(prefix + self.paths[screen.route]).status == 200, name
        assert page.locator("main").count() == 1, name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            long = page.evaluate("document.scrollingElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": long})  # the bottom bar ends the page
            page.screenshot(path=self.out / f"{name}-{width}.png")
        if screen.reader and screen.language != "en":
            self.live.speak(page, "en")

    def _by_ask(self, page):
        """A question as far as the page that says who will be asked."""
        page.goto("/ask/")
        page.get_by_label("What are you stuck on?").fill("How do others pay clinics per visit?")
        page.get_by_role("main").get_by_role("button", name="Next").click()
        page.get_by_role("main").get_by_role("button", name="Check and see who is asked").click()

    def _by_code(self, page):
        """The page that waits for a code."""
        page.goto("/sign-in/")
        page.get_by_label("Email").fill("akosua@gh.example")
        page.get_by_role("main").get_by_role("button", name="Send me a code").click()
        page.wait_for_url("**/sign-in/code/**")

    def _by_invitation(self, page):
        """The link of a letter that invites somebody."""
        address = "dorcas@gh.example"
        desk = self.pages[STAFF]
        desk.goto("/desk/invite/")
        desk.locator("[name=address]").fill(address)
        desk.locator("[name=name]").fill("Dorcas")
        desk.locator("[name=country]").select_option(label="Ghana")
        desk.locator("main form .btn").first.click()
        letter = self.live.mail.letter(address)
        page.goto(re.search(r"http\S+/welcome/\S+", letter.text)[0])


def index(out, drawn):
    """The page that holds them all."""
    said = entries()
    parts = [_section(name, screen, said.get(name, []), drawn) for name, screen in SCREENS.items()]
    links = " ".join(f'<a href="#{name}">{name}</a>' for name in SCREENS)
    (out / "index.html").write_text(PAGE.format(links=links, parts="\n".join(parts)))


def _section(name, screen, points, drawn):
    pictures = []
    for width in WIDTHS:
        pictures.append(_picture(f"{name}-{width}.png", f"{name}, {width} px"))
        theirs = f"{screen.drawn}-{width}.png"
        if screen.drawn and drawn and (drawn / theirs).exists():
            pictures.append(_picture(f"drawn/{theirs}", f"the drawing, {width} px"))
    listed = "".join(f"<li>{html.escape(point)}</li>" for point in points)
    who = screen.reader or "a visitor"
    return (
        f'<section id="{name}"><h2>{name}</h2><p>{screen.route}, as {who} sees it, '
        f"{screen.language}</p><ul>{listed}</ul><div>{''.join(pictures)}</div></section>"
    )


def _picture(path, words):
    kind = "wide" if path.endswith(f"-{WIDTHS[1]}.png") else "phone"
    return (
        f'<figure class="{kind}"><figcaption>{words}</figcaption><a href="{path}">'
        f'<img src="{path}" alt="{words}" loading="lazy"></a></figure>'
    )


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Screens beside their drawings</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1rem }}
div {{ display: flex; align-items: flex-start; gap: 1rem; overflow-x: auto }}
figure {{ margin: 0; flex: none }}
img {{ border: 1px solid #888; inline-size: 100% }}
.phone {{ inline-size: 390px }} .wide {{ inline-size: 800px }}
section {{ border-block-start: 3px solid; margin-block-start: 2rem }}
ul {{ max-inline-size: 50rem }}
</style>
<h1>Screens beside their drawings</h1>
<p>Ours first, then the drawing where there is one; full size behind each picture.</p>
<nav>{links}</nav>
{parts}
</html>
"""


def main(words):
    """Start a demonstration, take what is asked for, write the page."""
    asked = argparse.ArgumentParser(prog="python -m tests.browser.screens")
    asked.add_argument("out", type=Path)
    asked.add_argument(
        "--drawn", type=Path, help="a folder of drawings: NAME-390.png, NAME-1280.png"
    )
    asked.add_argument("--only", nargs="+", default=list(SCREENS), choices=list(SCREENS))
    asked = asked.parse_args(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = plant(Path(folder) / "network")
        try:
            _take(tree, asked)
        finally:
            tree.end()
    if asked.drawn:
        shutil.copytree(asked.drawn, asked.out / "drawn", dirs_exist_ok=True)
    index(asked.out, asked.drawn)
    sys.stdout.write(f"{asked.out / 'index.html'}\n")


def _take(tree, asked):
    live = Live(tree)
    live.jln("demo")
    live.served.start()
    with chromium() as browser:
        camera = Camera(live, browser, asked.out)
        for name in asked.only:
            camera.take(name, SCREENS[name])
    live.served.web.terminate()
    live.served.web.wait(30)


if __name__ == "__main__":
    main(sys.argv[1:])
