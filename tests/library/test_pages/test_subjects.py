"""Subjects on the pages: a choice of the list, a line of the product, the home page's way in."""

from __future__ import annotations

import pytest

from jln.library.models import ProductTheme
from jln.people.models import Theme
from tests import factories as f
from tests.pages import links_of, page_of, text_of

pytestmark = pytest.mark.django_db
NAMES = {
    "en": "Costing",
    "fr": "Calcul des coûts",
    "es": "Costeo",
    "pt": "Cálculo de custos",
    "ar": "حساب التكاليف",
}


@pytest.fixture
def costing():
    return Theme.objects.create(code="costing", names=NAMES)


@pytest.fixture
def manual(costing):
    one = f.product("manual", title="A manual of unit costs")
    ProductTheme.objects.create(product=one, theme=costing, confidence="seen")
    audit = f.theme("medical-audit", "Medical audit")
    ProductTheme.objects.create(product=one, theme=audit, confidence="editorial")
    f.product("another", title="Another product")
    return one


@pytest.mark.parametrize("language", list(NAMES))
def test_the_home_page_leads_to_the_products_of_a_subject(client, manual, language):
    prefix = "" if language == "en" else f"/{language}"
    home = page_of(client, f"{prefix}/")
    href = f"{prefix}/library/?s=costing"

    assert f'<a href="{href}">{NAMES[language]}</a>' in home
    shown = page_of(client, href)
    assert "A manual of unit costs" in shown
    assert "Another product" not in shown
    assert f"{NAMES[language]}" in text_of(shown)


def test_the_list_counts_subjects_and_narrows_by_one(client, manual):
    whole = page_of(client, "/library/")

    assert 'name="s" value="costing"' in whole
    assert "Another product" in whole
    assert "Another product" not in page_of(client, "/library/?s=medical-audit")
    assert "No product fits all of this." in page_of(client, "/library/?s=astrology")


def test_a_product_names_its_subjects_and_who_put_it_there(client, manual):
    html = page_of(client, "/library/manual/")

    assert [link for link in links_of(html) if "?s=" in link] == [
        "/library/?s=costing",
        "/library/?s=medical-audit",
    ]
    assert "Subjects Costing and Medical audit (as the editors put it)" in text_of(html)


def test_machines_read_what_it_is_about(client, manual):
    assert '"about":["Costing","Medical audit"]' in page_of(client, "/library/manual/").replace(
        '", "', '","'
    ).replace('": ', '":')
