"""A line costs the same however long, and goes on on the next page."""

import pytest

from tests.chain.test_pages.steps import address, grow
from tests.pages import for_visitors, links_of, page_of, text_of

pytestmark = pytest.mark.django_db

QUERIES = {"problem": 12, "product": 11}


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("kind", ["problem", "product"])
def test_a_line_costs_the_same_however_long(client, line, kind, count, django_assert_num_queries):
    grow(line["product"], count)
    with django_assert_num_queries(for_visitors(QUERIES[kind])):
        page_of(client, address(kind, line[kind]))


def test_a_long_line_goes_on_on_the_next_page(client, line):
    grow(line["product"], 9)
    path, seen = address("product", line["product"]), ""
    for _page in range(9):
        html = page_of(client, path)
        seen += text_of(html)
        following = [href for href in links_of(html) if "page=" in href and "rel" not in href]
        onward = [
            href
            for href in following
            if int(href.rpartition("=")[2])
            > int(path.rpartition("=")[2] or 1 if "=" in path else 1)
        ]
        if not onward:
            break
        path = onward[0]
    for at in range(9):
        assert f"Problem number {at} of a long line." in seen
        assert f"Land {at}" in seen
    assert "Not yet" in seen


def test_nonsense_for_a_page_is_the_first(client, line):
    path = address("product", line["product"])
    first = page_of(client, path)
    for number in ("0", "-1", "x", "99999999"):
        assert text_of(page_of(client, f"{path}?page={number}")) == text_of(first)
