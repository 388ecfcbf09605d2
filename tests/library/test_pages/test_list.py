"""The list of products: ordered and narrowed by the reader, the same cost for one and many."""

import re

import html5lib
import pytest

from jln.kit.partial import PartialDate
from jln.library.findable import product_entry
from jln.search import index
from tests import factories as f
from tests.pages import for_visitors, links_of, page_of, prose, public, record, text_of

pytestmark = pytest.mark.django_db


def titles(html):
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        "".join(h3.itertext()) for h3 in tree.find(".//main").iter("h3") if h3.get("class") == "tt"
    ]


def choices(html, name):
    """Label and count of each choice of a facet."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    found = {}
    for label in tree.find(".//main").iter("label"):
        box = label.find("input")
        if box is not None and box.get("name") == name:
            found[box.get("value")] = int(label[-1].text)
    return found


@pytest.fixture
def shelf():
    ppm, phc = f.initiative("ppm"), f.initiative("phc", name="Primary Health Care")
    manual = f.product(
        "manual",
        title="Costing manual",
        type="manual",
        initiative=ppm,
        published=PartialDate(2014),
        licence="CC BY-SA 4.0",
        adaptation_count=1,
    )
    toolkit = f.product(
        "toolkit",
        title="Payment toolkit",
        type="toolkit",
        initiative=ppm,
        published=PartialDate(2017, 4),
    )
    brief = f.product(
        "brief",
        title="A brief on clinics",
        type="brief",
        initiative=phc,
        published=PartialDate(2021),
        language="fr",
    )
    manual.countries.add(f.country(), f.country("VN", "Vietnam"))
    toolkit.countries.add(f.country())
    f.adaptation(**public(product=manual, country=f.country("KE", "Kenya")))
    f.adaptation(product=toolkit, country=f.country("MN", "Mongolia"), space=record())
    for one in (manual, toolkit, brief):
        index.put(product_entry(one))
    return manual, toolkit, brief


def test_the_most_adapted_stand_first_then_the_newest(client, shelf):
    assert titles(page_of(client, "/library/")) == [
        "Costing manual",
        "A brief on clinics",
        "Payment toolkit",
    ]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("newest", ["A brief on clinics", "Payment toolkit", "Costing manual"]),
        ("title", ["A brief on clinics", "Costing manual", "Payment toolkit"]),
        ("nonsense", ["Costing manual", "A brief on clinics", "Payment toolkit"]),
    ],
)
def test_the_reader_orders_the_list(client, shelf, order, found):
    assert titles(page_of(client, f"/library/?o={order}")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("t=manual", ["Costing manual"]),
        ("t=manual&t=brief", ["Costing manual", "A brief on clinics"]),
        ("i=ppm", ["Costing manual", "Payment toolkit"]),
        ("i=ppm&t=toolkit", ["Payment toolkit"]),
        ("c=VN", ["Costing manual"]),
        ("a=KE", ["Costing manual"]),
        ("l=en", ["Costing manual", "A brief on clinics", "Payment toolkit"]),
        ("y=2015", ["Payment toolkit"]),
        ("r=known", ["Costing manual"]),
        ("r=unknown", ["A brief on clinics", "Payment toolkit"]),
        ("q=toolkit", ["Payment toolkit"]),
        ("q=provider", ["Payment toolkit", "Costing manual"]),
        ("q=costing&t=brief", []),
    ],
)
def test_each_facet_narrows_the_list(client, shelf, query, found):
    assert titles(page_of(client, f"/library/?{query}")) == found


def test_a_facet_counts_what_the_others_leave(client, shelf):
    html = page_of(client, "/library/?i=ppm")
    assert choices(html, "i") == {"ppm": 2, "phc": 1}
    assert choices(html, "t") == {"manual": 1, "toolkit": 1}
    assert choices(html, "r") == {"known": 1, "unknown": 1}
    assert choices(html, "c") == {"GH": 2, "VN": 1}


def test_no_facet_tells_of_an_adaptation_that_is_not_public(client, shelf):
    for who in (None, f.person()):
        if who:
            f.sign_in(client, who)
        html = page_of(client, "/library/")
        assert choices(html, "a") == {"KE": 1}
        assert titles(page_of(client, "/library/?a=MN")) == []


def test_each_choice_can_be_taken_away(client, shelf):
    html = page_of(client, "/library/?q=toolkit&i=ppm&t=toolkit")
    links = links_of(html)
    assert "/library/?t=toolkit&i=ppm" in links
    assert "/library/?q=toolkit&t=toolkit" in links
    assert "/library/?q=toolkit&i=ppm" in links
    assert "/library/" in links


def test_what_was_asked_for_is_marked_and_shown_back_safely(client, shelf):
    html = page_of(client, "/library/?q=toolkit")
    assert "Payment <mark>toolkit</mark>" in html
    html = page_of(client, "/library/?q=%3Cscript%3E&t=%22%3E%3Cb%3E&i=x")
    assert "<script>" not in html.partition("<main")[2]
    assert "<b>&" not in html
    assert "No product fits all of this." in text_of(html)


def test_results_stand_before_the_facets_in_the_source(client, shelf):
    html = page_of(client, "/library/")
    assert html.index("Costing manual") < html.index('id="narrow"')


def shelf_of(count):
    group = f.group()
    for at in range(count):
        one = f.product(
            title=f"{prose(-at, 70)} {at}",
            abstract=prose(at, 240),
            initiative=None,
            group=group,
            published=PartialDate(2000 + at % 20),
        )
        one.countries.add(f.country(f"A{at % 9}", f"Land {at % 9}"))
        f.adaptation(**public(product=one, country=f.country("KE", "Kenya")))


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_costs_the_same_however_long(client, count, django_assert_num_queries):
    shelf_of(count)
    with django_assert_num_queries(for_visitors(10)):
        page_of(client, "/library/")


def test_pages_show_every_product_once(client):
    shelf_of(60)
    seen, path = [], "/library/"
    for _page in range(12):
        html = page_of(client, path)
        found = titles(html)
        assert 0 < len(found) <= 20
        seen += found
        onward = re.search(r'href="([^"]*)" rel="next"', html)
        if not onward:
            break
        path = onward[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 60


def test_what_is_no_page_is_the_nearest(client, shelf):
    for number in ("0", "99999", "x", "-3", "1e9"):
        assert len(titles(page_of(client, f"/library/?page={number}"))) == 3


def test_an_empty_library_says_so(client):
    assert "No product fits" in text_of(page_of(client, "/library/"))
