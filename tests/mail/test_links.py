"""A letter leads to the page in its own language, also who is not signed in."""

from __future__ import annotations

import pytest
from django.conf import settings
from tests import factories as f

from jln.mail import links, outgoing

pytestmark = pytest.mark.django_db
HERE = settings.PUBLIC_URL


@pytest.mark.parametrize(
    "path",
    ["/", "/library/costing/", "/countries/gh/?on=2026-01-01", "/about/charter/#ends", "/events/"],
)
def test_a_public_page_is_named_in_the_language_of_the_letter(path):
    for language in ("fr", "ar"):
        said = f"Voir : {HERE}{path}\n({HERE}{path})."
        led = links.led(said, language)
        assert led == said.replace(HERE, f"{HERE}/{language}")
        assert links.led(led, language) == led
    assert links.led(f"See: {HERE}{path}", "en") == f"See: {HERE}{path}"


@pytest.mark.parametrize(
    "line",
    [
        f"Vos lettres : {HERE}/me/mail/",
        f"La discussion : {HERE}/ask/k3f/",
        f"Cesser : {HERE}/mail/stop/abc/",
        f"Nulle part : {HERE}/no/such/page/",
        "Ailleurs : https://elsewhere.example/library/costing/",
        f"{HERE}1/library/costing/",
        f"| Lisez {HERE}/library/costing/",
        f"> {HERE}/library/costing/",
        f"***\n1. Le lien : {HERE}/library/costing/\n***",
    ],
)
def test_members_pages_words_of_people_and_forms_stay(line):
    assert links.led(line, "fr") == line


def test_below_a_form_links_are_led_again():
    said = f"***\n1. {HERE}/library/\n***\n\n{HERE}/library/"
    assert links.led(said, "fr") == f"***\n1. {HERE}/library/\n***\n\n{HERE}/fr/library/"


def test_who_follows_a_french_letter_lands_on_the_french_page(client):
    f.network()
    reader = f.person("Awa", language="fr")
    letter = outgoing.put(
        "post.written",
        reader,
        subject="x",
        text=f"Voir {HERE}/about/membership/\n",
        because="follower",
    )
    path = letter.text.split()[1].removeprefix(HERE)
    page = client.get(path)
    assert path == "/fr/about/membership/"
    assert page["Content-Language"] == "fr"
