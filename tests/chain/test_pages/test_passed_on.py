"""An adaptation that began where another had arrived: every page of the line knows it."""

from __future__ import annotations

import pytest

from jln.kit.partial import PartialDate
from jln.library.models import PassedOn
from tests import factories as f
from tests.chain.test_pages.steps import address
from tests.pages import links_of, page_of, public, record, text_of

pytestmark = pytest.mark.django_db
SAID = "Uganda began where Kenya had arrived."


@pytest.fixture
def later(line):
    """Uganda did as Kenya had done."""
    one = f.adaptation(
        **public(
            product=line["product"],
            country=f.country("UG", "Uganda"),
            change="As in Kenya, on half a page",
            starts=PartialDate(2022),
        )
    )
    PassedOn.objects.create(earlier=line["adaptation"], later=one)
    return one


@pytest.mark.parametrize("kind", ["problem", "product", "adaptation"])
def test_the_line_ends_with_who_learned_from_whom(client, line, later, kind):
    text = text_of(page_of(client, address(kind, line[kind])))

    assert f"Passed on {SAID}" in text
    assert "Not yet" not in text


def test_it_is_on_the_line_of_the_one_that_learned(client, line, later):
    html = page_of(client, address("adaptation", later))

    assert "Adapted 2 times" in text_of(html)
    assert f"Passed on {SAID}" in text_of(html)


def test_the_product_and_both_adaptations_say_it_and_lead_there(client, line, later):
    own, first = f"/adaptations/{later.code}/", f"/adaptations/{line['adaptation'].code}/"

    assert SAID in text_of(page_of(client, "/library/monitoring/"))
    assert first in links_of(page_of(client, own))
    assert own in links_of(page_of(client, first))


def test_who_may_not_read_the_later_one_is_told_nothing_of_it(client, line):
    hidden = f.adaptation(
        product=line["product"],
        country=f.country("UG", "Uganda"),
        change="In confidence",
        space=record(),
    )
    PassedOn.objects.create(earlier=line["adaptation"], later=hidden)
    pages = [address("product", line["product"]), address("adaptation", line["adaptation"])]

    for path in (*pages, "/library/monitoring/", f"/adaptations/{line['adaptation'].code}/"):
        html = page_of(client, path)
        assert "Uganda" not in html
        assert hidden.code not in html
    assert "Not yet" in text_of(page_of(client, pages[0]))

    f.sign_in(client, f.person())
    assert SAID in text_of(page_of(client, pages[0]))


def test_another_product_may_have_been_what_was_learned_from(client, line):
    other = f.product("second", title="A second product")
    later = f.adaptation(**public(product=other, country=f.country("UG", "Uganda")))
    PassedOn.objects.create(earlier=line["adaptation"], later=later)

    product = text_of(page_of(client, address("product", line["product"])))
    own = text_of(page_of(client, address("adaptation", later)))

    assert "Adapted once" in product
    assert SAID in product
    assert "Using data to monitor payment" in own
    assert SAID in own


def test_machines_read_that_it_derives_from_the_other(client, line, later):
    document = client.get(f"/chain/product/{line['product'].slug}.jsonld").json()
    (node,) = (one for one in document["@graph"] if one["@id"].endswith(f"/{later.code}/"))

    derived = [one["@id"].removeprefix("http://testserver") for one in node["prov:wasDerivedFrom"]]
    assert derived == ["/library/monitoring/", f"/adaptations/{line['adaptation'].code}/"]
