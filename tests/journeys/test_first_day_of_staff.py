"""The first day of somebody of staff, by real letters: in, a second step, what is dangerous, lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from jln.accounts import totp
from jln.accounts.models import Authenticator
from jln.kit import clock
from jln.mail import seals
from jln.mail.models import OutgoingMail
from jln.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
CHEN = "chen@manager.example"


def letter(kind, who):
    found = OutgoingMail.objects.filter(kind=kind, person=who).order_by("-pk")[0]
    return seals.reveal(found.text, found.sealed)


def by_mail(browser, who, there):
    """Signed in by the code of the letter; where that leads."""
    browser.post("/sign-in/", {"email": CHEN, "next": there})
    code = re.search(r"\b\d{6}\b", letter("account.sign_in", who))[0]
    return browser.post("/sign-in/code/", {"code": code})["Location"]


def test_from_the_first_code_to_the_last_recovery(settings):
    f.network(is_demonstration=False)
    chen, ama = f.staff("Chen"), f.person("Ama")
    chen.addresses.update(address=CHEN)
    browser = Client()

    # in by the mailbox, which is not enough: the first thing is a second step
    led = by_mail(browser, chen, "/desk/")
    assert led == "/sign-in/second/?next=%2Fdesk%2F"
    assert browser.get("/desk/").status_code == 302
    page = browser.get(led, follow=True)
    assert page.redirect_chain[-1][0] == "/me/security/?next=%2Fdesk%2F"
    browser.post("/me/security/", {"deed": "app", "next": "/desk/"})
    app = Authenticator.objects.get(person=chen)
    now = totp.code_of(totp.secret_of(app), totp.step_at(clock.now()))
    done = browser.post("/me/security/app/", {"code": now, "next": "/desk/"})
    codes = re.findall(r"<code>([\w-]{14})</code>", done.content.decode())
    assert browser.get("/desk/").status_code == 200
    assert "added to your account" in letter("account.second", chen)

    # whoever reads the mailbox is led to the step, and has none
    thief = Client()
    led = by_mail(thief, chen, "/desk/")
    for wrong in ("000000", "123456", codes[0][:-1] + "!"):
        answer = thief.post(led.partition("?")[0], {"code": wrong})
        assert "That is not right" in answer.content.decode()
    assert thief.get("/desk/").status_code == 302
    assert "Chen" not in thief.get("/").content.decode()

    # later that day: keeping somebody out asks again, and keeps the reason
    chen.sessions.update(proved_at=clock.now() - timedelta(hours=3))
    path = f"/desk/people/{ama.code}/"
    from jln.web import versions

    versions.bump(f"person:{chen.pk}")
    led = browser.post(path, {"because": "Letters in another's name."})["Location"]
    assert led.startswith("/sign-in/second/")
    there = browser.post("/sign-in/second/", {"code": codes[1], "next": path})["Location"]
    assert "Letters in another" in browser.get(there).content.decode()
    assert browser.post(path, {"because": "Letters in another's name."}).status_code == 302
    assert Person.objects.get(pk=ama.pk).status == "suspended"

    # the phone is lost, and the paper with it: two colleagues, and everything begins anew
    colleagues = [Client(), Client()]
    for number, one in enumerate(colleagues):
        f.sign_in(one, f.staff(f"Colleague {number}"))
    lost = f"/desk/people/{chen.code}/second/"
    assert colleagues[0].post(lost, {"because": "I know their voice."}).status_code == 302
    assert colleagues[1].post(lost, {"answer": "yes"}).status_code == 302
    assert browser.get("/desk/").status_code == 302
    assert "Two of staff" in letter("account.second", chen)
    again = Client()
    assert again.get(by_mail(again, chen, "/desk/"))["Location"].startswith("/me/security/")
