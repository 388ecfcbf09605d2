"""What has a subject is found by the subject's words in every language, whatever its own is."""

from __future__ import annotations

import pytest

from jln.conversations.findable import topic_entry
from jln.library.findable import adaptation_entry, product_entry
from jln.library.models import ProductTheme
from jln.loading.countries import load_themes
from jln.loading.files import PACKAGED
from jln.loading.run import Run
from jln.people.models import Theme
from jln.problems.findable import entry_of
from jln.search import index, queries
from jln.search.models import SearchEntry
from tests import factories as f
from tests.pages import public

pytestmark = pytest.mark.django_db

WORDS = {
    "costing": [
        "costing",
        "unit cost",
        "calcul des coûts",
        "coûts",
        "cálculo de costos",
        "calculo de custos",
        "custo",
        "حساب التكاليف",
        "تسعير",
    ],
    "provider-payment": [
        "provider payment",
        "paiement des prestataires",
        "paiements",
        "pago a prestadores",
        "pagamento aos prestadores",
        "الدفع لمقدمي الخدمات",
        "تسعير",
    ],
}


@pytest.fixture
def themes():
    load_themes(Run(PACKAGED, f.NOON))
    return {theme.code: theme for theme in Theme.objects.all()}


@pytest.fixture
def things(themes):
    """A product, a problem, a topic and an adaptation of each of two subjects, and of none."""
    found = {}
    for code in (*WORDS, ""):
        theme = themes.get(code)
        product = f.product(f"about-{code or 'nothing'}", title="Advice from implementers")
        if theme:
            ProductTheme.objects.create(product=product, theme=theme)
        lives = public()
        adaptation = f.adaptation(product=product, country=f.country(), used="A sheet", **lives)
        problem = f.problem(statement="We meet it alone", theme=theme, **lives)
        topic = f.topic(title="Who has met it?", space=lives["space"], theme=theme)
        for entry in (
            product_entry(product),
            adaptation_entry(adaptation),
            entry_of(problem),
            topic_entry(topic),
        ):
            index.put(entry)
            found.setdefault(code, set()).add((entry.kind, entry.subject_id))
    return found


@pytest.mark.parametrize(("code", "words"), [(code, one) for code in WORDS for one in WORDS[code]])
def test_each_is_found_by_its_subject_in_five_languages(things, code, words):
    found = {(hit.kind, hit.subject_id) for hit in queries.find(None, words).hits}

    assert things[code] <= found
    assert not things[""] & found


def test_words_of_one_subject_do_not_find_another(things):
    found = {(hit.kind, hit.subject_id) for hit in queries.find(None, "coûts unitaires").hits}

    assert found == things["costing"]


def test_what_is_found_by_a_subject_is_shown_in_its_own_words_only(themes):
    product = f.product("manual", title="Advice", abstract="How to count what care takes.")
    ProductTheme.objects.create(product=product, theme=themes["costing"])
    index.put(product_entry(product))

    (hit,) = queries.find(None, "calcul des coûts").hits

    assert hit.snippet == "How to count what care takes."


def test_an_adaptation_is_shown_in_sentences(themes):
    product = f.product("manual", title="Advice")
    used = f.adaptation(
        product=product,
        country=f.country(),
        used="Two sheets.",
        change="One row for each nurse.",
        place="Ashanti",
        **public(),
    )
    index.put(adaptation_entry(used))

    (hit,) = queries.find(None, "nurse").hits

    assert hit.snippet == "One row for each <mark>nurse</mark>. · Two sheets. · Ashanti"


def test_everything_is_found_anew_and_nothing_twice(things):
    count = index.rebuild()
    index.put(index.Entry("product", 9_999_999, "Met by nobody", reach="public"))

    assert index.rebuild() == count == SearchEntry.objects.count()
    assert queries.find(None, "nobody").hits == []
    found = {(hit.kind, hit.subject_id) for hit in queries.find(None, "costing", limit=99).hits}
    assert things["costing"] <= found
