"""What staff confirmed, corrected or removed is not undone by the next load."""

from __future__ import annotations

import pytest

from jln.desk import actions, columns, queries
from jln.desk.actions import Said
from jln.initiatives.models import LearningGroup
from jln.kit.partial import PartialDate
from jln.library.models import Product
from jln.membership.models import CountryMembership
from tests import factories as f
from tests.loading.history import NOON, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen():
    return f.staff()


def say(by, kind, row, verdict, **values):
    said = Said(verdict, values, "It stands otherwise.", "The archive")
    return actions.check(kind, row.pk, said, by=by, at=NOON)


def stands(kind, row):
    return columns.now(kind, queries.history(kind).get(pk=row.pk))


@pytest.mark.parametrize(
    ("kind", "find", "values"),
    [
        ("product", {"slug": "closing-gap"}, {"title": "Another", "countries": ["GH"]}),
        ("learninggroup", {"slug": "costing"}, {"starts": "2011", "countries": ["GH", "KE"]}),
        ("institution", {"slug": "msh"}, {"name": "MSH", "ends": "2023-06"}),
        (
            "activity",
            {"place__gt": "", "starts__isnull": False},
            {"place": "Nairobi", "starts": "2001"},
        ),
        ("meeting", {"place__gt": ""}, {"place": "Nairobi", "starts": "2001"}),
        ("statement", {"about": "full members"}, {"value": "99", "as_of": "2001"}),
        ("countrymembership", {"ends": None, "level": "full"}, {"starts": "2001"}),
    ],
)
def test_what_was_corrected_stays_and_is_not_brought_a_second_time(chen, kind, find, values):
    row = queries.history(kind).filter(**find).order_by("pk")[0]
    say(chen, kind, row, "wrong", **values)
    before, count = stands(kind, row), queries.history(kind).count()
    assert before | values == before

    report = load()

    assert (report.made, report.changed, report.refused) == (0, 0, [])
    assert (stands(kind, row), queries.history(kind).count()) == (before, count)


def test_what_was_removed_stays_away_and_the_report_says_why(chen):
    product = next(
        one for one in Product.objects.order_by("pk") if queries.rests_on("product", one) == []
    )
    say(chen, "product", product, "remove")

    report = load()

    assert not Product.objects.filter(slug=product.slug).exists()
    assert "it was removed here: It stands otherwise." in [
        refused.reason for refused in report.refused
    ]


def test_a_period_that_was_removed_stays_away(chen):
    row = CountryMembership.objects.filter(level="former")[0]
    say(chen, "countrymembership", row, "remove")

    report = load()

    assert not CountryMembership.objects.filter(pk=row.pk).exists()
    assert (report.made, report.refused) == (0, [])


def test_what_was_taken_back_is_loaded_as_before(chen):
    group = LearningGroup.objects.get(slug="costing")
    noted = say(chen, "learninggroup", group, "wrong", starts="2001")
    actions.take_back(noted, by=chen, at=NOON)

    load()

    group.refresh_from_db()
    assert group.starts != PartialDate(2001)
