"""A load repeated, corrected or in part wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jln.activities.models import Activity
from jln.facts.models import Fact
from jln.library.models import Adaptation, AdaptationEvidence, Product
from jln.membership.models import CountryMembership
from tests import factories as f
from tests.loading.history import NOON, change, dump, levels_on, load

pytestmark = pytest.mark.django_db


def test_a_second_load_changes_nothing():
    before = dump()

    report = load(at=NOON + timedelta(hours=1))

    assert (report.made, report.changed, report.refused) == (0, 0, [])
    assert dump() == before
    assert Fact.objects.filter(kind="network.loaded", told_at__isnull=False).count() == 1


def test_a_changed_row_updates_its_row_and_nothing_else(folder):
    before = dump()
    change(
        folder,
        "products.csv",
        where=("slug", "costing-manual"),
        licence="CC BY 4.0",
        co_producing_countries="GH;VN",
    )

    report = load(folder)

    after = dump()
    assert (report.made, report.changed) == (2, 1)
    assert Product.objects.get(slug="costing-manual").licence == "CC BY 4.0"
    assert {name for name in after if after[name] != before[name]} == {
        "jln_product",
        "jln_product_countries",
        "jln_fact",
        "jln_version",
    }


def test_a_corrected_status_moves_the_periods(folder):
    change(folder, "countries.csv", where=("iso2", "KR"), status_2018_09="associate")

    load(folder)

    assert list(
        CountryMembership.objects.filter(country__code="KR").values_list("level", "ends")
    ) == [("associate", None)]
    assert levels_on(date(2018, 9, 30)) == {"full": 16, "associate": 16, "former": 1}


def test_what_was_confirmed_here_stays_confirmed(folder):
    Product.objects.filter(slug="closing-gap").update(confidence="confirmed", confirmed_at=NOON)

    report = load(folder)

    assert report.changed == 0
    assert Product.objects.get(slug="closing-gap").confidence == "confirmed"


def test_members_who_advanced_an_adaptation_know_more_than_the_file():
    mine = Adaptation.objects.get(product__slug="phcpm-qi", country__code="LR")
    AdaptationEvidence.objects.create(
        adaptation=mine, depth="tried", dated="2026", by=f.person(), created_at=NOON
    )
    Adaptation.objects.filter(pk=mine.pk).update(state="under_way", depth="tried")

    report = load()

    mine.refresh_from_db()
    assert (report.changed, mine.state, mine.depth) == (0, "under_way", "tried")


BAD_EVENTS = {
    "shifted": "Workshop,2016-04,,workshop,Accra,,,phc,phc-mfi,GH;MX,,http://one.example,seen",
    "short": "Workshop,2016-04",
    "country": "Workshop,2016-04,,workshop,Accra,phc,phc-mfi,GH;QQ,,http://one.example,seen",
    "group": "Workshop,2016-04,,workshop,Accra,phc,nowhere,GH,,http://one.example,seen",
    "date": "Workshop,April 2016,,workshop,Accra,phc,phc-mfi,GH,,http://one.example,seen",
    "format": "Workshop,2016-04,,picnic,Accra,phc,phc-mfi,GH,,http://one.example,seen",
    "title": ",2016-04,,workshop,Accra,phc,phc-mfi,GH,,http://one.example,seen",
    "twice": "Founding workshop,2010-02,,in-person,Manesar,,,GH,,http://one.example,seen",
}


@pytest.mark.parametrize(
    ("which", "reason"),
    [
        ("shifted", "13 values for 11 columns: the columns are shifted"),
        ("short", "2 values for 11 columns: the columns are shifted"),
        ("country", "there is no country 'QQ'"),
        ("group", "there is no learning group 'nowhere'"),
        ("date", "'April 2016' is no date: write 2016, 2016-07 or 2016-07-09"),
        ("format", "format: Value 'picnic' is not a valid choice."),
        ("title", "the title is missing"),
        ("twice", "founding-workshop is there twice"),
    ],
)
def test_a_bad_row_costs_only_itself(folder, which, reason):
    path = folder / "events.csv"
    path.write_text(
        path.read_text("utf-8").rstrip("\n")
        + "\n"
        + BAD_EVENTS[which]
        + "\nLater workshop,2016-05,,workshop,Accra,,,GH,,http://one.example,seen\n",
        "utf-8",
    )

    report = load(folder)

    assert [str(refusal) for refusal in report.refused] == [f"events.csv:34: {reason}"]
    assert Activity.objects.count() == 33
    assert Activity.objects.get(slug="founding-workshop").countries.count() == 6
    assert load(folder).has_changed is False
