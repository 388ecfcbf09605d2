"""What members do for the network, walked in a browser and by mail, with script and without."""

from __future__ import annotations

import re

import pytest

from tests.browser.live import WAIT
from tests.browser.mailbox import code_in
from tests.trees import until

pytestmark = pytest.mark.browser
ADJOA, WANJIRU, PAOLO = "Adjoa", "Wanjiru", "Paolo"
BALLOT = "/steering-group/ballot/"
ASKING = "planning@health.example"


@pytest.fixture(scope="module")
def state(browser, network):
    return network.cookies(browser, (ADJOA, WANJIRU, PAOLO))


@pytest.fixture(scope="module")
def paths(network):
    return network.paths()


@pytest.fixture(params=[False, True], ids=["no script", "script"])
def script(request):
    return request.param


@pytest.fixture
def as_one(browser, network, state, script):
    """as_one(name): a phone's page of this person, or of a visitor; what breaks fails the test."""
    contexts, complaints = [], []

    def page_of(name=None):
        context = browser.new_context(
            base_url=network.url,
            storage_state=state.get(name),
            java_script_enabled=script,
            viewport={"width": 390, "height": 844},
        )
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield page_of
    assert complaints == []
    for context in contexts:
        context.close()


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def told(page):
    return page.locator("main [role=status]").first.inner_text()


def _newer(letters, old):
    return [one for one in letters if one not in old]


def test_a_country_asks_to_join_keeps_its_draft_and_sends_it(network, as_one, script):
    country, address = [("Eswatini", ASKING), ("Guyana", f"second-{ASKING}")][script]
    page = as_one()
    page.goto("/join/")
    page.get_by_label("Your country").select_option(label=country)
    page.get_by_label("Your email").fill(address)
    press(page, "Send me the link")
    assert address in told(page)
    page.goto(re.search(r"http\S+/join/\S+", network.mail.letter(address).text)[0])
    draft = page.url
    assert page.locator("h1").inner_text() == country
    page.get_by_label("Your name").fill("Mariama")
    press(page, "Save")
    press(page, "Send to the Network Manager")
    assert page.locator("#errors").is_visible()
    assert page.get_by_label("Your name").input_value() == "Mariama"

    again = as_one()  # another day, another browser
    again.goto(draft)
    again.get_by_label("Your institution").fill("Ministry of Health")
    again.get_by_label("Yes", exact=True).check()
    again.get_by_label("Name of the official").fill("A. Dlamini")
    again.get_by_label("Title of the official").fill("Principal Secretary")
    again.get_by_label("What is your country doing").fill("A fund that buys primary care.")
    again.get_by_label("Name of your country").fill("Mariama")
    again.get_by_label("Email of the point of contact").fill(address)
    again.get_by_role("checkbox").check()
    press(again, "Send to the Network Manager")
    again.get_by_text("Within ten working days").first.wait_for()


def test_problems_are_put_in_order_and_none_twice(as_one, paths, script):
    first, second = [
        ("How to check claims on paper", "How to keep nurses in the regions"),
        ("What to do with old drugs", "What to do with idle beds"),
    ][script]
    page = as_one([ADJOA, WANJIRU][script])
    page.goto(paths["priority_mine"])
    fields = [
        page.get_by_label(f"Which {word}", exact=False).first
        for word in ("problem comes first", "comes second", "comes third")
    ]
    for field, text in zip(fields, (first, second, first), strict=True):
        field.fill(text)
    press(page, "Put it on record")
    assert page.get_by_text("The same problem stands twice").first.is_visible()
    assert fields[2].input_value() == first
    fields[2].fill("")
    press(page, "Put it on record")
    assert "counts what you named" in told(page)
    page.goto(paths["priority_mine"])
    assert [field.input_value() for field in fields] == [first, second, ""]


def test_a_seat_votes_after_the_second_step_and_changes_its_mind(as_one, paths, script):
    page = as_one(PAOLO)
    page.goto(paths["motion"])
    page.get_by_label(["For", "Abstain"][script], exact=True).check()
    page.get_by_label("Reason").fill("It helps small countries.")
    press(page, "Record your seat’s word")
    step = page.get_by_role("button", name="Go on")  # the code stands in its field
    step.or_(page.locator("main [role=status]")).first.wait_for()
    if step.count():
        step.click()
    assert told(page)
    page.goto(paths["motion"])
    assert page.get_by_label(["For", "Abstain"][script], exact=True).is_checked()


def test_input_on_an_item_is_read_with_it(as_one, paths, script):
    words = ["Small countries cannot host twice.", "Keep the papers short."][script]
    page = as_one(ADJOA)
    page.goto(paths["steering_input"])
    code = paths["steering_item"].split("/")[-2]
    page.locator(f"input[type=radio][value='{code}']").check()
    page.get_by_label("What should the meeting know?").fill(words)
    page.locator("main form button:not(.lk)").first.click()
    assert told(page)
    sits = as_one(PAOLO)
    sits.goto(paths["steering_item"])
    sits.get_by_text(words).first.wait_for()


def test_a_secret_ballot_on_a_page_that_its_letter_opens(network, as_one, paths, script):
    old = network.mail.letters(saying=BALLOT)
    page = as_one(WANJIRU)
    page.goto(paths["election_link"])
    press(page, "Send it")
    assert told(page)
    every = until(lambda: _newer(network.mail.letters(saying=BALLOT), old), 30, every=0.1)
    letter = every[0]
    voter = as_one()
    voter.goto("/sign-in/")
    voter.get_by_label("Email").fill(letter.to)
    known = network.mail.letters(letter.to, saying="code")
    press(voter, "Send me a code")
    voter.wait_for_url(re.compile("/sign-in/code/"))
    until(lambda: _newer(network.mail.letters(letter.to, saying="code"), known), 30, every=0.1)
    code = code_in(_newer(network.mail.letters(letter.to, saying="code"), known)[0])
    voter.get_by_role("main").get_by_role("textbox").fill(code)
    press(voter, "Sign in")
    voter.goto(re.search(r"http\S+/steering-group/ballot/\S+", letter.text)[0])
    for box in voter.get_by_role("checkbox").all():  # what the country chose before stands there
        box.uncheck()
    voter.get_by_role("checkbox").nth(0).check()
    voter.get_by_role("checkbox").nth(2).check()
    press(voter, "Cast the ballot")
    assert told(voter)


def test_a_seat_is_taken_over_by_a_yes_on_its_page(as_one, paths, script):
    page = as_one(ADJOA)
    page.goto(paths["handover"])
    assert page.get_by_text("What waits in this seat").is_visible()
    if script:  # said before, without script: it is not asked again
        assert page.get_by_role("link", name="Say yes or no").count() == 0
        return
    page.get_by_role("link", name="Say yes or no").click()
    page.get_by_label("Yes", exact=True).check()
    page.locator("main form button:not(.lk)").first.click()
    assert told(page)
