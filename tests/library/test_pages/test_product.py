"""A product's page: what it is, where it came from, who adapted it, and nothing leaked."""

import json
import re

import pytest

from jln.activities.models import Activity
from jln.kit.partial import PartialDate
from jln.library.models import ProductOrigin
from jln.spaces.terms import Visibility
from jln.web import versions
from tests import factories as f
from tests.pages import closed, for_visitors, page_of, prose, public, record, text_of

pytestmark = pytest.mark.django_db


def test_a_product_says_what_it_is_and_where_it_is_kept(client, product):
    text = text_of(page_of(client, "/library/monitoring/"))
    for words in (
        "Open at publisher.example",
        "Toolkit",
        "20 April 2017",
        "CC BY-SA 4.0",
        "GH Ghana",
        "Written by 1 country.",
    ):
        assert words in text
    assert 'href="https://www.publisher.example/toolkit"' in page_of(client, "/library/monitoring/")


def test_an_unknown_licence_is_said_and_never_an_open_one(client, product):
    product.licence = ""
    product.save()
    html = page_of(client, "/library/monitoring/")
    assert "Licence not known: linked, not mirrored." in html
    assert "Its licence is not known." in html
    assert '"license"' not in html


def test_what_is_not_certain_says_so_with_its_source(client, product):
    product.confidence, product.confidence_note, product.sources = (
        "guess",
        "year guessed",
        "https://source.example/x",
    )
    product.save()
    html = page_of(client, "/library/monitoring/")
    assert "Not certain" in html
    assert "plausible, not confirmed: year guessed" in html
    assert 'href="https://source.example/x"' in html


def test_the_provenance_thread_shows_steps_and_hides_what_is_not_public(client, product):
    seen = f.problem(
        **public(statement="Payers cannot tell when payment goes wrong.", stated=PartialDate(2014))
    )
    hidden = f.problem(
        space=closed(), visibility=Visibility.ROLL, statement="A scandal nobody may know of."
    )
    topic = f.topic(space=closed(), title="Who was bribed")
    Activity.objects.create(
        slug="manila", title="Five days in Manila", starts=PartialDate(2015, 7), group=product.group
    )
    for origin in (
        {"problem": seen},
        {"problem": hidden},
        {"topic": topic},
        {"group": product.group},
    ):
        ProductOrigin.objects.create(product=product, **origin)
    html = page_of(client, "/library/monitoring/")
    text = text_of(html)
    for words in (
        "Payers cannot tell when payment goes wrong.",
        "Costing Collaborative",
        "2014 to 2016",
        "IN India",
        "Five days in Manila",
        "July 2015",
    ):
        assert words in text
    assert html.count('class="gone"') == 2  # each where it stands on the line
    for words in ("scandal", "bribed"):
        assert words not in html


def test_adaptations_are_shown_to_whom_they_are_open(client, product):
    f.adaptation(
        **public(
            product=product,
            country=f.country("KE", "Kenya"),
            change="Six indicators",
            starts=PartialDate(2018),
        )
    )
    f.adaptation(
        product=product,
        country=f.country("MN", "Mongolia"),
        space=record(),
        change="A members' thing",
    )
    visitor = page_of(client, "/library/monitoring/")
    assert "Adapted by 1 country" in text_of(visitor)
    assert "1 of them was not among the authors." in text_of(visitor)
    assert "Six indicators" in visitor
    assert "members' thing" not in visitor.replace("&#39;", "'")
    assert "Mongolia" not in visitor
    f.sign_in(client, f.person())
    member = page_of(client, "/library/monitoring/")
    assert "Adapted by 2 countries" in text_of(member)
    assert "Mongolia" in member


def test_the_map_tells_who_wrote_and_who_adapted(client, product):
    f.adaptation(**public(product=product, country=f.country("GH")))
    kenya = f.country("KE", "Kenya", tile_row=5, tile_column=6)
    f.adaptation(**public(product=product, country=kenya))
    html = page_of(client, "/library/monitoring/")
    assert 'aria-label="GH Ghana, helped to write it and adapted it"' in html
    assert 'aria-label="KE Kenya, adapted it"' in html


def machine(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_machines_read_what_it_is_based_on_and_no_secret(client, product):
    seen = f.problem(**public())
    ProductOrigin.objects.create(product=product, problem=seen)
    ProductOrigin.objects.create(product=product, topic=f.topic(space=closed()))
    product.title = "A </script><b>title"
    product.save()
    data = machine(page_of(client, "/library/monitoring/"))
    assert data["@type"] == "CreativeWork"
    assert data["name"] == "A </script><b>title"
    assert data["isBasedOn"] == [f"http://testserver/problems/{seen.code}/"]
    assert data["license"] == "CC BY-SA 4.0"
    assert data["datePublished"] == "2017-04-20"
    assert data["locationCreated"] == [{"@type": "Country", "name": "Ghana", "identifier": "GH"}]


def grow(product, count):
    for at in range(count):
        ProductOrigin.objects.create(
            product=product, problem=f.problem(**public(country=f.country(f"P{at}", f"Place {at}")))
        )
        ProductOrigin.objects.create(product=product, topic=f.topic(space=f.space()))
        f.adaptation(
            **public(
                product=product,
                country=f.country(f"A{at}", f"Land {at}", tile_row=1 + at, tile_column=1),
                change=prose(at, 300),
            )
        )
        product.countries.add(f.country(f"W{at}", f"Writer {at}"))
        product.releases.create(version=f"2.{at}", languages=["en", "fr"])


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("signed", [False, True])
def test_a_product_costs_the_same_however_much_came_of_it(
    client, product, count, signed, django_assert_num_queries
):
    grow(product, count)
    if signed:
        f.sign_in(client, f.person())
        page_of(client, "/library/")  # the session is looked up once
    # In a test's transaction each counter is asked for anew; else it is 11, and 12 for visitors.
    with django_assert_num_queries(13 if signed else for_visitors(15)):
        page_of(client, "/library/monitoring/")


def test_a_product_in_another_language_says_so(client, product):
    assert "This product exists in" in text_of(
        page_of(client, "/fr/library/monitoring/")
    ) or "anglais" in page_of(client, "/fr/library/monitoring/")
    html = page_of(client, "/ar/library/monitoring/")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<h1 lang="en" dir="auto">' in html


def test_citations_as_text_and_as_bibtex(client, product):
    text = client.get("/library/monitoring/cite/")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert (
        text.content.decode()
        == "Joint Learning Network (2017). Using data to monitor payment. Version 1. http://testserver/library/monitoring/\n"
    )
    bib = client.get("/library/monitoring/cite.bib")
    assert bib["Content-Disposition"] == 'attachment; filename="monitoring.bib"'
    assert "  year = {2017}," in bib.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/library/none/",
        "/library/none/cite/",
        "/library/none/cite.bib",
        "/adaptations/zzzzzz/",
        "/adaptations/x/",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_staff_record_what_a_product_came_from(client, product):
    problem = f.problem()
    f.sign_in(client, f.staff())
    assert "Nothing is on record yet." in page_of(client, "/library/monitoring/origins/")
    client.post(
        "/library/monitoring/origins/", {"came_from": f"http://testserver/problems/{problem.code}/"}
    )
    origin = ProductOrigin.objects.get()
    assert problem.statement in page_of(client, "/library/monitoring/origins/")
    wrong = client.post(
        "/library/monitoring/origins/", {"came_from": "/problems/zzzzzz/"}
    ).content.decode()
    assert "There is no such page in this network." in wrong
    client.post("/library/monitoring/origins/", {"origin": origin.pk})
    assert not ProductOrigin.objects.exists()


def test_the_public_pages_change_with_what_they_show(client, product):
    record()
    assert "No adaptation is on record." in page_of(client, "/library/monitoring/")
    f.adaptation(**public(product=product))
    assert "No adaptation is on record." in page_of(client, "/library/monitoring/")  # kept
    versions.bump("public")
    assert "No adaptation is on record." not in page_of(client, "/library/monitoring/")


def test_a_licence_of_white_space_is_not_known(client, product):
    product.licence = " "
    product.save()
    html = page_of(client, "/library/monitoring/")
    assert "Licence not known: linked, not mirrored." in html
    assert '"license"' not in html
