"""What people come for, walked from beginning to end in a browser, with script and without."""

from __future__ import annotations

import re

import pytest

from tests.browser.live import WAIT
from tests.browser.mailbox import code_in
from tests.trees import until

pytestmark = pytest.mark.browser
ADJOA = "adjoa@gh.example"


@pytest.fixture(params=[False, True], ids=["no script", "script"])
def script(request):
    return request.param


@pytest.fixture
def page(browser, network, script):
    """A fresh browser of a phone's width; whatever the policy blocks fails the test."""
    context = browser.new_context(
        base_url=network.url, java_script_enabled=script, viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
    context.close()


@pytest.fixture(scope="module")
def adjoa(browser, network):
    """What her browser keeps, signed in by a demonstration's link that a mere visit does not use up."""
    context = browser.new_context()
    page = context.new_page()
    link = network.links()["Adjoa"]
    page.goto(link)
    page.goto(link)
    press(page, "Sign in")
    page.wait_for_url(network.url + "/")
    cookies = context.cookies()
    context.close()
    return cookies


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def follow(page, name, *, exact=False):
    page.get_by_role("main").get_by_role("link", name=name, exact=exact).first.click()


def test_find_a_product_from_the_home_page_and_cite_it(page, script):
    page.goto("/")
    page.get_by_label("What are you working on?").fill("costing")
    press(page, "Find")
    found = page.locator("main .rows a").filter(has_text=re.compile("costing", re.IGNORECASE)).first
    title = found.inner_text()
    found.click()
    assert page.locator("h1").inner_text() == title

    follow(page, "Cite", exact=True)
    assert page.url.endswith("#cite")
    assert title in page.locator("#cite .voice, #cite + .voice, .voice").first.inner_text()
    plain = page.get_by_role("link", name="plain text").get_attribute("href")
    bibtex = page.get_by_role("link", name="BibTeX").get_attribute("href")
    assert title in page.request.get(plain).text()
    entry = page.request.get(bibtex).text()
    assert entry.startswith("@")
    assert title in entry.replace("{", "").replace("}", "")


def test_sign_in_by_code_for_the_first_time(network, page, script):
    address = ["akosua@gh.example", "kwame@gh.example"][script]
    page.goto("/")
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(address)
    press(page, "Send me a code")
    letter = network.mail.letter(address)
    code = code_in(letter)

    page.get_by_role("main").get_by_role("textbox").fill("000000" if code != "000000" else "111111")
    press(page, "Sign in")
    assert page.locator("#errors").is_visible()
    page.get_by_role("main").get_by_role("textbox").fill(code)
    press(page, "Sign in")
    page.wait_for_url(network.url + "/")
    assert page.locator("body.in").count() == 1


def test_ask_be_answered_by_mail_and_thank_by_mail(network, page, adjoa, script):
    question = [
        "How do you pay rural clinics when claims arrive on paper?",
        "Which audit sample tells a district that its claims are sound?",
    ][script]
    answer = f"We count the visits on a sheet, and pay on the fifth of each month. ({script})"
    page.context.add_cookies(adjoa)
    page.goto(["/", "/ask/"][script])
    page.get_by_label("What are you stuck on?").fill(question)
    press(page, "Next")
    subject = page.get_by_label("Subject").first
    press(page, "Check and see who is asked")
    if not subject.is_visible():
        page.locator("details.more summary").click()
    subject.select_option(index=1)
    press(page, "Check again")
    asked = page.get_by_role("button", name=re.compile("[Aa]sk this colleague|[Aa]sk these"))
    asked.click()
    page.wait_for_url(re.compile(r"/ask/(?!new)\w+/"))
    topic = page.url
    assert page.locator("h1").inner_text() == question

    network.jln("clock", "+1h")  # the two minutes in which a question can be taken back
    network.mail.answer(network.mail.letter(saying=topic), answer)
    told = network.mail.letter(ADJOA, saying=topic)
    page.goto(topic)
    assert page.get_by_text(answer).count() == 1
    assert page.get_by_text("by mail", exact=False).first.is_visible()
    assert page.get_by_text("On Saturday the network wrote").count() == 0
    follow(page, "the mail as sent")
    assert page.get_by_text("On Saturday the network wrote").count() == 1

    network.mail.answer(told, "THANKS")
    until(lambda: page.goto(topic) and page.get_by_text("Helped. Thanks from").count())
    assert page.get_by_text("Helped. Thanks from Adjoa").is_visible()


def test_record_an_adaptation_by_mail_and_see_it_on_the_line(network, page, adjoa, script):
    changed = [
        "We left out the sheet for hospitals.",
        "We added a column for the district office.",
    ][script]
    page.context.add_cookies(adjoa)
    page.goto("/library/?q=costing")
    page.locator("main .rows a").nth(int(script)).click()
    product, title = page.url, page.locator("h1").inner_text()
    follow(page, re.compile("Record yours|Be the next"))
    press(page, "Send me these questions by mail")
    assert page.get_by_text("The form is on its way").is_visible()

    form = network.mail.letter(ADJOA, saying=title)
    network.mail.answer(form, f"1. The template\n2. {changed}\n3. Ashanti Region\n4. Nothing yet")
    until(lambda: page.goto(product) and page.get_by_text(changed).count())
    page.get_by_role("listitem").filter(has_text=changed).get_by_role("link").first.click()
    assert page.get_by_text("Ashanti Region").is_visible()

    follow(page, "The whole line")
    assert page.get_by_text(changed).is_visible()
    follow(page, title)
    assert page.url.partition("#")[0] == product.partition("#")[0]


def test_write_to_a_colleague_who_answers_by_mail(network, page, adjoa, script):
    subject = ["Your sheet for clinics", "A visit in spring"][script]
    page.context.add_cookies(adjoa)
    page.goto("/people/?country=KE")
    colleague = page.locator("main .rows a").nth(int(script))
    name = colleague.inner_text()
    colleague.click()
    follow(page, f"Write to {name}")
    page.get_by_label("Subject").fill(subject)
    page.get_by_label("message", exact=False).fill("May we use it, and who keeps it?")
    press(page, "Send to")
    assert page.locator("main [role=status], main .note").first.is_visible()

    brought = network.mail.letter(saying=subject)
    assert "May we use it" in brought.text
    assert ADJOA not in brought.raw.decode("ascii")
    network.mail.answer(brought, "Yes, take it; Njeri keeps it.")
    came = network.mail.letter(ADJOA, saying="Njeri keeps it")
    assert brought.to not in came.raw.decode("ascii")


def test_read_the_line_from_an_adaptation_to_its_problem(page, script):
    page.goto("/")
    adapted = page.locator("main .thr a[href*='/adaptations/']").first
    adapted.click()
    assert "/adaptations/" in page.url

    follow(page, "The whole line")
    assert "/chain/adaptation/" in page.url
    problem = page.locator("#line a[href*='/problems/']").first
    said = problem.inner_text()
    problem.click()
    assert said in page.locator("h1").inner_text()
