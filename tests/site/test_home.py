"""The visitor's first page: six steps of one line that is whole."""

from __future__ import annotations

import html5lib
import pytest

from jln.activities.models import Activity
from jln.kit.partial import PartialDate
from jln.library.models import PassedOn, ProductOrigin
from tests import factories as f
from tests.pages import closed, for_visitors, known_network, page_of, public

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _network():
    known_network()


def whole(slug, adapter):
    """A line from a problem to an adaptation, all of it public."""
    group = f.group(slug=f"group-{slug}", name=f"Group of {slug}")
    problem = f.problem(**public(statement=f"We do not know about {slug}."))
    product = f.product(slug, title=f"Guide to {slug}", group=group)
    product.countries.add(f.country(), f.country("VN", "Vietnam"))
    ProductOrigin.objects.create(product=product, problem=problem)
    Activity.objects.create(
        slug=f"at-{slug}", title=f"Workshop on {slug}", starts=PartialDate(2015), group=group
    )
    adaptation = f.adaptation(**public(product=product, country=f.country(*adapter)))
    return {"problem": problem, "product": product, "adaptation": adaptation}


def steps_of(html):
    """Text and links of each of the six steps."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    items = tree.find(".//ol[@class='thr h']").findall("li")
    return [
        (" ".join(" ".join(item.itertext()).split()), [a.get("href") for a in item.iter("a")])
        for item in items
    ]


def test_the_six_steps_are_of_one_line_that_was_passed_on(client):
    line = whole("claims", ("KE", "Kenya"))
    later = f.adaptation(**public(product=line["product"], country=f.country("NG", "Nigeria")))
    PassedOn.objects.create(earlier=line["adaptation"], later=later)
    whole("costs", ("UG", "Uganda"))  # newer, and nobody learned from it

    links = [hrefs for _text, hrefs in steps_of(page_of(client, "/"))]

    assert links == [
        [f"/problems/{line['problem'].code}/"],
        ["/work/group-claims/", "/events/at-claims/"],
        [],
        ["/library/claims/"],
        [f"/adaptations/{line['adaptation'].code}/"],
        [f"/adaptations/{later.code}/"],
    ]
    assert "Written by 2 countries." in page_of(client, "/")


def test_without_one_that_was_passed_on_the_newest_whole_line_stands_there(client):
    whole("claims", ("KE", "Kenya"))
    line = whole("costs", ("UG", "Uganda"))
    f.adaptation(**public(product=f.product("alone"), country=f.country("NG", "Nigeria")))

    steps = steps_of(page_of(client, "/"))

    assert steps[3][1] == ["/library/costs/"]
    assert steps[4][1] == [f"/adaptations/{line['adaptation'].code}/"]
    assert steps[5] == ("To come: Passed on And the next country starts further ahead.", [])


def test_what_is_not_public_is_no_example(client):
    line = whole("claims", ("KE", "Kenya"))
    later = f.adaptation(
        product=line["product"], country=f.country("NG", "Nigeria"), space=closed()
    )
    PassedOn.objects.create(earlier=line["adaptation"], later=later)

    steps = steps_of(page_of(client, "/"))

    assert steps[4][1] == [f"/adaptations/{line['adaptation'].code}/"]
    assert steps[5][1] == []


def test_a_line_whose_problem_is_not_public_is_none_to_show(client):
    line = whole("claims", ("KE", "Kenya"))
    line["problem"].visibility = "members"
    line["problem"].save()

    assert [hrefs for _text, hrefs in steps_of(page_of(client, "/"))] == [[]] * 6


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_however_many_lines_there_are(
    client, count, django_assert_num_queries
):
    for at in range(count):
        line = whole(f"line-{at}", ("KE", "Kenya"))
        later = f.adaptation(**public(product=line["product"], country=f.country("NG", "Nigeria")))
        PassedOn.objects.create(earlier=line["adaptation"], later=later)
    with django_assert_num_queries(for_visitors(16)):
        page_of(client, "/")
