"""The subjects of products, with where each comes from."""

from __future__ import annotations

import pytest

from jln.library.models import Product, ProductTheme
from tests.loading.history import change, load

pytestmark = pytest.mark.django_db


def test_a_subject_of_the_title_and_one_that_the_editors_gave():
    said = ProductTheme.objects.filter(product__slug="costing-toolkit").order_by("pk")

    assert [(one.theme.code, one.confidence, one.sources) for one in said] == [
        ("costing", "seen", "The title of the product itself"),
        ("provider-payment", "editorial", "The editors of this history"),
    ]
    assert all(one.is_sure for one in said)


def test_nearly_every_product_has_a_subject():
    without = Product.objects.exclude(themes__isnull=False).values_list("initiative__slug", "slug")

    assert {initiative for initiative, _slug in without} <= {None, "pp"}
    assert Product.objects.filter(themes__isnull=False).distinct().count() == 53


def test_a_subject_that_is_none_is_refused(folder):
    change(folder, "product_themes.csv", where=("product", "openhdd"), theme="astrology")

    (refusal,) = load(folder).refused

    assert "there is no theme 'astrology'" in str(refusal)


def test_another_history_is_not_judged_by_our_subjects(folder):
    (folder / "product_themes.csv").unlink()
    change(folder, "products.csv", where=("slug", "openhdd"), slug="another-tool")

    assert not [one for one in load(folder).refused if "product_themes" in str(one)]
