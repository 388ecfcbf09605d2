"""What two pages say of the same thing they say alike."""

from __future__ import annotations

import html5lib
import pytest

from jln.activities.models import Activity
from jln.kit.partial import PartialDate
from jln.problems.models import ProblemCountry
from tests import factories as f
from tests.chain.test_pages.steps import address
from tests.pages import page_of, public, text_of

pytestmark = pytest.mark.django_db
PAGES = ("/library/monitoring/", "/chain/product/monitoring/")


def thread_of(html):
    """The links of the line on a page, in the order in which they stand."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    line = tree.find(".//ol[@class='thr']")
    if line is None:
        line = tree.find(".//ol[@class='thr mt2']")
    return [a.get("href") for a in line.iter("a") if not a.get("href").startswith(("#", "/c"))]


def test_what_was_held_after_the_release_stands_after_it_on_both_pages(client, line):
    late = Activity.objects.create(
        slug="launch", title="Launch in Hanoi", starts=PartialDate(2020, 10), group=line["group"]
    )
    expected = [
        f"/problems/{line['problem'].code}/",
        f"/work/{line['group'].slug}/",
        f"/events/{line['session'].slug}/",
        "/library/monitoring/",
        f"/adaptations/{line['adaptation'].code}/",
        f"/events/{late.slug}/",
    ]

    product, chain = (thread_of(page_of(client, path)) for path in PAGES)

    assert chain == expected
    assert product == [
        path for path in expected if not path.startswith(("/library/", "/adaptations/"))
    ]


def test_the_countries_of_a_problem_are_the_same_on_every_page(client, line):
    ProblemCountry.objects.create(problem=line["problem"], country=f.country("MN", "Mongolia"))
    expected = "GH Ghana MN Mongolia"

    for path in (*PAGES, address("problem", line["problem"])):
        assert expected in text_of(page_of(client, path))


@pytest.mark.parametrize(
    ("state", "depth", "word", "others"),
    [
        ("under_way", "in_use", "in use", ("under way",)),
        ("finished", "tried", "tried", ("finished ·",)),
        ("stopped", "in_use", "stopped", ("in use",)),
        ("intended", "", "intended", ("under way",)),
    ],
)
def test_an_adaptation_stands_in_one_place_on_every_page(client, line, state, depth, word, others):
    problem = f.problem(**public(statement="Nobody knows where it stands."))
    one = f.adaptation(
        **public(
            product=f.product("other", title="Another product"),
            country=f.country("RW", "Rwanda"),
            problem=problem,
            state=state,
            depth=depth,
            change="A change",
            starts=PartialDate(2021),
        )
    )
    pages = (
        "/library/other/",
        f"/adaptations/{one.code}/",
        address("adaptation", one),
        f"/problems/{problem.code}/",
        "/countries/rw/",
    )

    for path in pages:
        text = text_of(page_of(client, path))
        assert word in text, path
        assert not [other for other in others if other in text], path


def test_its_date_is_the_same_on_every_page(client, line):
    line["adaptation"].starts = None
    line["adaptation"].save()

    for path in (*PAGES, f"/adaptations/{line['adaptation'].code}/"):
        text = text_of(page_of(client, path))
        assert "2019" in text, path  # of its first evidence
        assert "2026" not in text.replace("November 2026", ""), path
