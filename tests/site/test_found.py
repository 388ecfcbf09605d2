"""What a hit of the search says: the thing's own words in its language, and small facts in hers."""

from __future__ import annotations

import html5lib
import pytest

from jln.conversations.findable import topic_entry
from jln.governance.models import Meeting
from jln.kit.partial import PartialDate
from jln.library.findable import adaptation_entry, product_entry
from jln.library.models import ProductTheme
from jln.people.models import Theme
from jln.problems.findable import entry_of
from jln.search import index
from jln.site.findable import country_entry, entries
from tests import factories as f
from tests.pages import for_visitors, known_network, page_of, public

pytestmark = pytest.mark.django_db
GHANA = {"en": "Ghana", "fr": "le Ghana", "ar": "غانا"}


@pytest.fixture(autouse=True)
def _network():
    known_network()


@pytest.fixture
def costing():
    names = {"en": "Costing", "fr": "Calcul des coûts", "ar": "حساب التكاليف"}
    return Theme.objects.create(code="costing", names=names, words="step-down")


def found(client, query, prefix=""):
    """Of each hit: kind of list, its title, its excerpt and its facts."""
    html = page_of(client, f"{prefix}/search/?q={query}")
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    said = []
    for item in tree.findall(".//main//ul[@class='rows']/li"):
        parts = [" ".join(" ".join(part.itertext()).split()) for part in item]
        said.append((item.find("h3").get("lang") or "", *parts))
    return said


def test_a_product_says_its_kind_and_its_subjects_in_the_readers_language(client, costing):
    product = f.product(
        "manual", title="A practical manual", type="manual", published=PartialDate(2015)
    )
    ProductTheme.objects.create(product=product, theme=costing)
    index.put(product_entry(product))

    assert found(client, "step-down") == [("", "A practical manual", "Manual Costing 2015")]
    assert found(client, "co%C3%BBts", "/fr") == [
        ("en", "A practical manual", "Manuel Calcul des coûts 2015")
    ]


def test_an_adaptation_is_shown_by_its_product_and_where_it_stands(client, costing):
    ghana = f.country()
    ghana.names = GHANA
    ghana.save()
    product = f.product("manual", title="A practical manual")
    ProductTheme.objects.create(product=product, theme=costing)
    one = f.adaptation(
        **public(
            product=product,
            country=ghana,
            change="Deux feuilles suffisent.",
            language="fr",
            depth="in_use",
            starts=PartialDate(2020),
        )
    )
    index.put(adaptation_entry(one))
    expected = ("", "A practical manual", "Deux feuilles suffisent.", "Ghana in use 2020")

    assert found(client, "ghana") == [expected]
    assert found(client, "%D8%BA%D8%A7%D9%86%D8%A7") == [expected]
    assert found(client, "feuille") == [expected]
    assert found(client, "costing") == [expected]


def test_no_excerpt_shows_what_a_thing_is_only_found_by(client, costing):
    lives = public()
    problem = f.problem(statement="Nobody knows the price.", theme=costing, **lives)
    topic = f.topic(title="Who has done it?", space=lives["space"], theme=costing)
    index.put(entry_of(problem))
    index.put(topic_entry(topic))

    shown = found(client, "calcul des coûts")

    assert len(shown) == 2
    assert not [text for hit in shown for text in hit if "coûts" in text or "Costing" in text]


def test_a_country_and_a_meeting_are_named_in_the_readers_language(client):
    ghana = f.country()
    ghana.names = GHANA
    ghana.save()
    index.put(country_entry(ghana))
    Meeting.objects.create(slug="accra", starts=PartialDate(2013, 11, 6), place="Accra")
    for entry in entries():
        index.put(entry)

    assert found(client, "ghana", "/fr") == [("", "le Ghana")]
    assert found(client, "accra") == [("", "Steering Group, 6 November 2013", "Accra")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_hits_cost_the_same_however_many(client, costing, count, django_assert_num_queries):
    for at in range(count):
        product = f.product(f"manual-{at}", title="A manual of costs")
        ProductTheme.objects.create(product=product, theme=costing)
        one = f.adaptation(**public(product=product, country=f.country(), used="The costs"))
        index.put(product_entry(product))
        index.put(adaptation_entry(one))
    page_of(client, "/library/")
    with django_assert_num_queries(for_visitors(14)):
        page_of(client, "/search/?q=costs")
