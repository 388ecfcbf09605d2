"""Every page in a real browser: accessibility rules, no sideways scroll, nothing blocked."""

from __future__ import annotations

import itertools
import os

import pytest
from django.conf import settings

from tests.browser.live import WAIT, faults
from tests.gates.readers import COORDINATOR, MEMBER, OWN, PRACTITIONER, PUBLIC, STAFF, STEERING
from tests.gates.routes import ROUTES

pytestmark = pytest.mark.browser
# Two loads a page, by two of its readers, where it has so many. Over three pages each width, scheme and language
# meets each other one.
VIEWS = [
    [(320, "light", "en"), (390, "dark", "fr"), (1280, "light", "ar")],
    [(320, "dark", "fr"), (390, "light", "ar"), (1280, "dark", "en")],
    [(320, "dark", "ar"), (390, "light", "en"), (1280, "light", "fr")],
]
READERS = {
    PUBLIC: ("visitor", "practitioner", "staff"),
    MEMBER: ("practitioner", "staff"),
    OWN: ("practitioner", "practitioner"),
    STAFF: ("staff",),  # in one view; every one in `make check-wide`
    COORDINATOR: ("coordinator",),  # likewise
    PRACTITIONER: ("practitioner", "practitioner"),
    STEERING: ("steering",),  # likewise
}
NAMES = {"practitioner": "Adjoa", "coordinator": "Wanjiru", "staff": "Zawadi", "steering": "Paolo"}
LOADS_A_PAGE = 2
FEWEST, MOST = 205, 400  # loads; fewer than once were made, and a page is no longer looked at


def _loads():
    """What is opened, by language, so that a reader changes hers twice only."""
    every = []
    for place, (name, (kind, _path)) in enumerate(sorted(ROUTES.items())):
        readers = READERS[kind]
        for turn in range(min(len(readers), LOADS_A_PAGE)):
            view = VIEWS[place % len(VIEWS)][(turn + place // 9) % len(VIEWS)]
            every.append((name, readers[(turn + place // 3) % len(readers)], *view))
    return sorted(every, key=lambda load: (load[4], load[1]))


def _all_loads():
    """Every page, reader, width, scheme and language: `make check-wide`."""
    languages = [code for code, _name in settings.LANGUAGES]
    read = [(name, who) for name, (kind, _path) in ROUTES.items() for who in set(READERS[kind])]
    views = itertools.product((320, 390, 1280), ("light", "dark"), languages)
    every = [(*one, *view) for one, view in itertools.product(read, views)]
    return sorted(every, key=lambda load: (load[4], load[1], load[0]))


WRITTEN = _loads()
LOADS = _all_loads() if os.environ.get("JLN_LOADS") == "all" else WRITTEN


def test_each_choice_meets_each_other_one():
    chosen = {load[2:] for load in WRITTEN}
    sides = [(320, 390, 1280), ("light", "dark"), ("en", "fr", "ar")]
    for one, other in itertools.combinations(range(3), 2):
        met = {(view[one], view[other]) for view in chosen}
        assert met == set(itertools.product(sides[one], sides[other]))
    assert FEWEST <= len(WRITTEN) <= MOST


@pytest.fixture(scope="module")
def state(browser, network):
    """The cookies of each reader, each signed in once."""
    kept = network.cookies(browser, NAMES.values())
    return {"visitor": None, **{role: kept[name] for role, name in NAMES.items()}}


@pytest.fixture(scope="module")
def paths(network, state):
    """Where each route leads, once everybody who reads has signed in."""
    return network.paths()


@pytest.fixture(scope="module")
def reader(browser, network, state):
    """reader(role, width, scheme, language): the page of somebody who reads that way."""
    pages, speaks = {}, {}
    for role, cookies in state.items():
        context = browser.new_context(base_url=network.url, storage_state=cookies)
        context.set_default_timeout(WAIT)
        pages[role], speaks[role] = context.new_page(), "en"

    def as_one(role, width, scheme, language):
        page = pages[role]
        if role != "visitor" and speaks[role] != language:  # chosen as anyone does
            network.speak(page, language)
            speaks[role] = language
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        return page

    yield as_one
    for page in pages.values():
        page.context.close()


@pytest.fixture
def complaints():
    """What the browser complains of, once a page is listened to: `complaints(page)`."""
    said, pages = [], []

    def on_console(message):
        if message.type == "error":
            said.append(message.text)

    def on_error(error):
        said.append(str(error))

    def listen(page):
        page.on("console", on_console)
        page.on("pageerror", on_error)
        pages.append(page)
        return said

    yield listen
    for page in pages:
        page.remove_listener("console", on_console)
        page.remove_listener("pageerror", on_error)


@pytest.mark.parametrize("load", LOADS, ids=lambda load: "-".join(map(str, load)))
def test_page(reader, complaints, paths, load):
    name, role, width, scheme, language = load
    page = reader(role, width, scheme, language)
    complained = complaints(page)
    prefix = f"/{language}" if role == "visitor" and language != "en" else ""
    answer = page.goto(prefix + paths[name])

    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert (faults(page), complained) == ([], [])
