"""The whole line on one page: every step in its order, from wherever it is followed."""

import pytest

from jln.kit.partial import PartialDate
from jln.library.models import Release
from tests import factories as f
from tests.chain.test_pages.steps import address, in_order, origin, shown
from tests.pages import links_of, page_of, public, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["problem", "product", "adaptation"])
def test_a_line_shows_every_step_in_date_order_from_wherever_it_is_followed(client, line, kind):
    text = text_of(page_of(client, address(kind, line[kind])))
    assert "4 years 1 session 1 product 1 adaptation The line" in text
    text = text[text.index("The line") :]
    in_order(
        text,
        "Problem · 2014",
        "Payers cannot tell when payment goes wrong.",
        "Solving it together · June 2014 to 2016",
        "Session · July 2015 · Manila",
        "Product · 20 April 2017",
        "Adapted once",
        "Kenya 2018 ·",
        "Six indicators on one page",
        "2019: Two districts",
        "Not yet",
    )


def test_a_product_is_found_by_its_code_too(client, line):
    from jln.kit.codes import code_of

    page_of(client, f"/chain/product/{code_of(line['product'].pk)}/")


def test_a_line_that_forks_names_each_product(client, line):
    other = f.product("second", title="A second product", published=PartialDate(2020))
    origin(other, problem=line["problem"])
    f.adaptation(
        **public(product=other, country=f.country("MN", "Mongolia"), starts=PartialDate(2021))
    )
    text = text_of(page_of(client, address("problem", line["problem"])))
    text = text[text.index("The line") :]
    in_order(
        text,
        "Product · 20 April 2017",
        "since 2018",
        "Kenya 2018 ·",
        "Product · 2020",
        "since 2021",
        "Mongolia 2021 ·",
    )


def test_an_adaptation_never_stands_before_its_product(client, line):
    line["adaptation"].starts = PartialDate(2014)
    line["adaptation"].save()
    in_order(
        text_of(page_of(client, address("product", line["product"]))),
        "Product · 20 April 2017",
        "since 2014",
    )


def test_passed_on_names_who_handed_it_on(client, line):
    shown(line["adaptation"], "passed_on", 2021, "Taught to a neighbour")
    text = text_of(page_of(client, address("product", line["product"])))
    assert "Passed on Handed on by KE Kenya" in text
    assert "Not yet" not in text


def test_a_newer_release_is_named(client, line):
    Release.objects.create(
        product=line["product"],
        version="1.3",
        released=PartialDate(2027, 3),
        languages=["en", "fr"],
    )
    assert "now version 1.3" in text_of(page_of(client, address("product", line["product"])))


def test_an_outcome_says_how_it_is_known(client, line):
    line["adaptation"].outcome = "Nine clinics reopened"
    line["adaptation"].confidence = "confirmed"
    line["adaptation"].save()
    text = text_of(page_of(client, address("product", line["product"])))
    assert "Nine clinics reopened confirmed by the network" in text


@pytest.mark.parametrize(
    "path",
    [
        "/chain/idea/000001/",
        "/chain/problem/zzzzzz/",
        "/chain/product/nothing/",
        "/chain/adaptation/1/",
        "/chain/problem/what/",
    ],
)
def test_what_is_no_line_is_not_found(client, path):
    f.network()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("kind", ["problem", "product", "adaptation"])
def test_letters_that_mean_something_to_a_browser_are_shown_as_written(client, line, kind):
    line["problem"].statement = 'Costs & <b>fees</b> "rise"'
    line["problem"].save()
    line["product"].title = "Fees & <i>costs</i>"
    line["product"].save()
    html = page_of(client, address(kind, line[kind]))
    assert 'Costs & <b>fees</b> "rise"' in text_of(html)
    assert "Fees & <i>costs</i>" in text_of(html)
    assert "&amp;amp;" not in html
    assert "&amp;lt;" not in html


def test_arabic_runs_from_right_to_left(client, line):
    html = page_of(client, f"/ar{address('product', line['product'])}")
    assert '<html lang="ar" dir="rtl">' in html


def test_from_an_adaptation_a_stranger_reaches_the_problem_in_three_links(client, line):
    goal = f"/problems/{line['problem'].code}/"
    start = f"/adaptations/{line['adaptation'].code}/"
    reached, seen = {start}, {start}
    for _click in range(3):
        found = {
            href.partition("#")[0]
            for path in reached
            for href in links_of(page_of(client, path))
            if href.startswith("/")
        }
        if goal in found:
            break
        reached = {
            path
            for path in found - seen
            if path.startswith(("/chain/", "/library/", "/adaptations/", "/problems/"))
            and "?" not in path
            and not path.endswith(("/adapt/", ".jsonld", ".bib"))
        }
        seen |= reached
    else:
        pytest.fail("the problem is further away than three links")
    page_of(client, goal)
