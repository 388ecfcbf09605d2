"""A passkey in a real browser, with a device that the browser itself pretends to have."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.browser.live import WAIT, Live
from tests.trees import plant

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def network(browser, made, tmp_path_factory):
    """As the other journeys have it, under a name: browsers take no passkeys for a number."""
    tree = plant(tmp_path_factory.mktemp("named") / "network")
    shutil.copytree(made.folder, tree.folder, dirs_exist_ok=True)
    live = Live(tree)
    live.url = tree.env["JLN_PUBLIC_URL"] = f"http://localhost:{live.served.port}"
    live.served.start()
    yield live
    live.served.web.terminate()
    live.served.web.wait(30)
    tree.end()


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def test_a_passkey_from_the_first_to_the_last(browser, network):
    context = browser.new_context(base_url=network.url)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    device = wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    page.goto(network.links()["Adjoa"])
    press(page, "Sign in")
    page.wait_for_url(network.url + "/")
    page.goto("/me/security/")
    page.get_by_label("What you call this device").fill("My phone")
    press(page, "Add a passkey")
    page.wait_for_selector("text=Write them down now")
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I have them").click()
    kept = wire.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [one["rpId"] for one in kept] == ["localhost"]

    # out, and in by the passkey alone
    context.clear_cookies()
    page.goto("/sign-in/?next=/me/security/")
    press(page, "Use a passkey")
    page.wait_for_url(network.url + "/me/security/")
    assert page.locator("main .tt").inner_text() == "My phone"

    # by the mailbox, then the passkey as the second step
    context.clear_cookies()
    page.goto(network.links()["Adjoa"])
    press(page, "Sign in")
    page.wait_for_url(re.compile("/sign-in/second/"))
    press(page, "Use a passkey")
    page.wait_for_url(network.url + "/")
    page.goto("/me/")
    assert page.locator("h1").is_visible()

    # a device that does not answer is said, and the other way leads on
    context.clear_cookies()
    wire.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto(network.links()["Adjoa"])
    press(page, "Sign in")
    page.wait_for_url(re.compile("/sign-in/second/"))
    press(page, "Use a passkey")
    page.get_by_text("The passkey did not answer").wait_for()
    page.get_by_label("Code from your app, or a recovery code").fill(codes[0])
    press(page, "Go on")
    page.wait_for_url(network.url + "/")

    page.goto("/me/security/")
    press(page, "Remove")
    page.get_by_text("More than a mailbox").wait_for()
    assert complaints == []
    context.close()
