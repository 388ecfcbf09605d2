"""Pages that only steps lead to, held to the same rules: a code, an invitation, a list, a kept form."""

from __future__ import annotations

import re

import pytest

from tests.browser.live import WAIT, faults
from tests.browser.mailbox import code_in

pytestmark = pytest.mark.browser
ADJOA, STAFF = "Adjoa", "Zawadi"
VIEWS = [(320, "light"), (390, "dark"), (1280, "light")]
LIST = "address,name,country,position\nnew@health.example,New,Ghana,Auditor\nno address,,Nowhere,\n"


@pytest.fixture(scope="module")
def state(browser, network):
    return network.cookies(browser, (ADJOA, STAFF))


@pytest.fixture
def as_one(browser, network, state):
    """as_one(name): a page of this person's browser, or of a visitor's."""
    contexts = []

    def page_of(name=None):
        context = browser.new_context(base_url=network.url, storage_state=state.get(name))
        context.set_default_timeout(WAIT)
        contexts.append(context)
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def sound(page):
    """At each width and in each scheme, with nothing sent anew."""
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [(width, scheme, fault) for fault in faults(page)]
    return found


def test_the_page_of_the_code_and_a_wrong_one(network, as_one):
    page = as_one()
    page.goto("/sign-in/")
    page.get_by_label("Email").fill("esi@gh.example")
    press(page, "Send me a code")
    assert page.url.endswith("/sign-in/code/")
    assert sound(page) == []

    page.get_by_role("main").get_by_role("textbox").fill("000000")
    press(page, "Sign in")
    assert page.locator("#errors").is_visible()
    assert sound(page) == []


def test_an_invitation_that_is_open(network, as_one):
    page = as_one(STAFF)
    page.goto("/desk/invite/")
    page.get_by_label("Email address").fill("guest@health.example")
    page.get_by_label("Name").first.fill("Guest")
    page.get_by_label("Position").fill("Auditor")
    page.get_by_label("Institution").fill("Drug Authority")
    page.get_by_label("Country").first.select_option(label="Ghana")
    press(page, "Send the invitation")
    letter = network.mail.letter("guest@health.example")

    guest = as_one()
    guest.goto(re.search(r"http\S+/welcome/\S+", letter.text)[0])
    assert guest.get_by_label("Your institution").input_value() == "Drug Authority"
    assert sound(guest) == []
    press(guest, "Join the network")
    guest.wait_for_url(re.compile("/me/work/"))
    assert guest.get_by_text("Auditor").first.is_visible()


def test_a_list_that_is_shown_before_it_is_sent(network, as_one, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    page = as_one(STAFF)
    page.goto("/desk/invite/")
    page.get_by_label("List").set_input_files(tmp_path / "list.csv")
    press(page, "Show what would happen")

    assert page.get_by_text("“Nowhere” is no country").is_visible()
    assert sound(page) == []


def test_what_was_typed_when_the_session_had_ended_is_there_again(network, as_one):
    page, elsewhere = as_one(ADJOA), as_one()
    page.goto("/ask/new/")
    page.get_by_label("Your question").fill("How do you pay for dialysis?")
    elsewhere.context.add_cookies(page.context.cookies())
    elsewhere.goto("/")
    elsewhere.request.post(  # the same session, ended in another window
        "/sign-out/",
        form={"csrfmiddlewaretoken": _token(elsewhere)},
        headers={"Referer": network.url + "/"},
    )
    press(page, "Check and see who is asked")
    assert page.get_by_text("What you typed is kept").is_visible()
    assert "dialysis" not in page.url
    assert sound(page) == []

    page.get_by_label("Email").fill("adjoa@gh.example")
    press(page, "Send me a code")
    code = code_in(network.mail.letter("adjoa@gh.example", saying="code"))
    page.get_by_role("main").get_by_role("textbox").fill(code)
    press(page, "Sign in")

    page.wait_for_url(re.compile("/ask/new/"))
    assert page.get_by_label("Your question").input_value() == "How do you pay for dialysis?"
    assert sound(page) == []


def _token(page):
    return page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
