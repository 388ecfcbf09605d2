from __future__ import annotations

import csv
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction

from jln.activities.models import Activity
from jln.countries.models import Country, CountryCoreGroup, Statement
from jln.facts.models import Fact
from jln.governance.models import Decision, Meeting
from jln.initiatives.models import GroupCountry, Initiative, LearningGroup
from jln.kit.sourced import Sourced
from jln.library.models import Adaptation, AdaptationEvidence, Product, ProductOrigin, Release
from jln.loading.files import PACKAGED
from jln.loading.network import load_network
from jln.membership.models import CountryMembership
from jln.people.models import Institution, InstitutionRole, Theme
from jln.spaces.models import Space
from tests import factories as f

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def load(folder=PACKAGED, at=NOON):
    return load_network(f.network(), folder, by=None, at=at)


def dump():
    """Every row of every table, as the database has it."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            tables[model._meta.db_table] = sorted(map(repr, cursor.fetchall()))
    return tables


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The history, loaded once for all tests of this file; each takes back what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        first = load()
        yield first
        transaction.set_rollback(True)


@pytest.fixture
def folder(tmp_path):
    """A copy of the files that a test may change."""
    return shutil.copytree(PACKAGED, tmp_path / "history")


def change(folder, name, **columns):
    """Change the first row of a file whose key is given as `where=(column, value)`."""
    column, value = columns.pop("where")
    path = folder / name
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    row = next(row for row in rows if row[column] == value)
    row.update(columns)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def levels_on(day: date) -> dict[str, int]:
    counts: dict[str, int] = {}
    for country in Country.objects.prefetch_related("memberships"):
        begun = [one for one in country.memberships.all() if one.starts.first <= day]
        if begun:
            level = max(begun, key=lambda one: one.starts).level
            counts[level] = counts.get(level, 0) + 1
    return counts


def test_every_row_of_the_history_is_taken(loaded):
    assert loaded.refused == []
    assert {
        model.__name__: model.objects.count()
        for model in (
            Theme,
            Country,
            CountryCoreGroup,
            Institution,
            Initiative,
            LearningGroup,
            Product,
            Release,
            Activity,
            Meeting,
            Adaptation,
        )
    } == {
        "Theme": 25,
        "Country": 47,
        "CountryCoreGroup": 18,
        "Institution": 42,
        "Initiative": 16,
        "LearningGroup": 25,
        "Product": 66,
        "Release": 66,
        "Activity": 32,
        "Meeting": 8,
        "Adaptation": 19,
    }
    assert Statement.objects.filter(country=None).count() == 28


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2010, 12, 31), {"member": 7}),
        (date(2013, 12, 31), {"member": 9, "former": 1}),
        (date(2015, 12, 31), {"full": 9, "associate": 15, "former": 1}),
        (date(2017, 2, 28), {"full": 9, "associate": 18, "former": 1}),
        (date(2018, 9, 30), {"full": 17, "associate": 15, "former": 1}),
        (date(2026, 11, 20), {"full": 17, "associate": 15, "member": 7, "former": 1}),
    ],
)
def test_members_are_as_many_as_was_published(day, counts):
    assert levels_on(day) == counts


def test_the_lists_stay_beside_what_was_derived_from_them():
    seen = Statement.objects.filter(about="membership level")
    assert {
        str(on): seen.filter(as_of=on).count()
        for on in ("2013-12", "2015-12", "2017-02", "2018-09")
    } == {"2013-12": 9, "2015-12": 24, "2017-02": 27, "2018-09": 32}
    assert list(
        seen.filter(country__code="KR").order_by("as_of").values_list("value", flat=True)
    ) == ["associate", "associate", "full"]
    korea = CountryMembership.objects.get(country__code="KR", level="full")
    assert (str(korea.starts), korea.ends, korea.confidence) == ("2017-03", None, "inferred")
    assert (
        korea.confidence_note
        == "between Feb 2017 and Sep 2018 (16 full members in Mar 2017, 17 in Jul 2018)"
    )


def test_every_member_has_its_own_place_on_the_map():
    members = Country.objects.exclude(joined=None)
    places = set(members.values_list("tile_row", "tile_column"))
    assert len(places) == members.count() == 40
    assert (None, None) not in places
    assert not Country.objects.filter(joined=None).exclude(tile_row=None).exists()


def test_countries_have_names_in_five_languages():
    kosovo, sao_tome = Country.objects.get(code="XK"), Country.objects.get(code="ST")
    assert kosovo.names == {
        "en": "Kosovo",
        "fr": "Kosovo",
        "es": "Kosovo",
        "ar": "كوسوفو",
        "pt": "Kosovo",
    }
    assert sao_tome.names["pt"] == "São Tomé e Príncipe"
    assert Country.objects.get(code="VN").names["pt"] == "Vietname"
    assert all(set(one.names) == {"en", "fr", "es", "pt", "ar"} for one in Country.objects.all())


def test_organisations_have_dated_roles_without_the_names_of_people():
    roles = InstitutionRole.objects.filter(institution__slug="access").order_by("pk")
    assert [(one.role, str(one.starts), str(one.ends)) for one in roles] == [
        ("co-founder", "2010", "2018"),
        ("network coordinator", "2010", "2018"),
        ("technical facilitator", "2010", "2018"),
        ("administered the Joint Learning Fund", "2010", "2018"),
    ]
    everything = " ".join(
        str(value)
        for model in (Institution, InstitutionRole)
        for row in model.objects.values_list()
        for value in row
    )
    assert not [name for name in ("Otoo", "Hussein", "Onguti", "Reddy") if name in everything]
    assert list(
        CountryCoreGroup.objects.get(country__code="NG")
        .institutions.order_by("slug")
        .values_list("slug", flat=True)
    ) == ["fmoh-ng", "nhis-ng", "nphcda"]


def test_initiatives_know_what_they_follow_on_from():
    assert set(Initiative.objects.get(slug="sdq").successor_of.values_list("slug", flat=True)) == {
        "phc",
        "quality",
    }
    assert list(Initiative.objects.get(slug="it").successors.values_list("slug", flat=True)) == [
        "ie"
    ]


def test_groups_keep_planned_and_actual_dates_and_who_took_part():
    pandemic = LearningGroup.objects.get(slug="pandemic")
    assert (
        str(pandemic.starts),
        str(pandemic.ends),
        pandemic.planned_duration,
        pandemic.country_count_stated,
    ) == ("2020-12", "2022-02-08", "6 months", 8)
    assert pandemic.countries.count() == 8
    assert dict(
        GroupCountry.objects.filter(group__slug="phc-fp-1").values_list("country__code", "role")
    ) == {"AR": "resource", "CL": "resource", "ID": "learner"}


def test_products_keep_what_is_unknown_unknown():
    manual = Product.objects.get(slug="costing-manual")
    assert (manual.licence, str(manual.published), manual.group.slug) == (
        "",
        "2014-10-19",
        "costing",
    )
    assert Product.objects.exclude(licence="").count() == 6
    packet = Product.objects.get(slug="member-packet")
    assert (packet.url, packet.sources) == ("", "Prospective Member Packet (about 2019)")
    toolkit = Product.objects.get(slug="data-analytics-toolkit")
    assert set(toolkit.countries.values_list("code", flat=True)) == {
        "GH",
        "IN",
        "ID",
        "KE",
        "MY",
        "PH",
        "VN",
    }
    assert {
        (origin.group and origin.group.slug) or origin.activity.slug
        for origin in toolkit.origins.all()
    } == {"data-analytics", "data-analytics-collaborative-meeting"}
    assert ProductOrigin.objects.filter(activity__isnull=False).count() == 13


def test_decisions_are_single_and_admissions_linked():
    assert list(Decision.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, Decision.objects.count() + 1)
    )
    admitted = Decision.objects.get(text__contains="admitted")
    assert set(admitted.admits.values_list("code", flat=True)) == {"LA", "LB", "ZA"}
    assert Decision.objects.filter(meeting__number=7).count() == 2
    assert Decision.objects.filter(meeting__mode="ballot").count() == 1


def test_adaptations_have_a_depth_only_by_dated_evidence():
    assert dict(
        Adaptation.objects.filter(product__slug="phcpm-qi").values_list("country__code", "state")
    ) == {"LR": "intended", "PH": "intended", "ZA": "intended"}
    assert not Adaptation.objects.filter(state="intended").exclude(depth="").exists()
    assert Adaptation.objects.filter(state="intended").count() == 4
    india = AdaptationEvidence.objects.get(
        adaptation__product__slug="medical-audit-toolkit", adaptation__country__code="IN"
    )
    assert (india.depth, str(india.dated), india.adaptation.depth, india.adaptation.state) == (
        "at_scale",
        "2021",
        "at_scale",
        "under_way",
    )
    assert Product.objects.get(slug="medical-audit-toolkit").adaptation_count == 4
    assert set(Adaptation.objects.values_list("visibility", "space__visibility")) == {
        ("public", "public")
    }


def test_what_has_no_day_keeps_none():
    assert list(
        Statement.objects.filter(as_of=None).order_by("pk").values_list("about", "qualifier")
    ) == [
        ("documented uses of products", "undated; more than"),
        ("shareable outputs of shorter teams", "undated; more than"),
        ("people to be reached with coverage", "target; more than"),
    ]


def test_every_row_of_history_says_where_it_comes_from():
    for model in apps.get_models():
        if issubclass(model, Sourced):
            unsaid = model.objects.filter(sources="").exclude(confidence="memory")
            assert list(unsaid) == []
    assert not Product.objects.filter(sources__contains="seed ").exists()


def test_spaces_stand_for_life_and_close_with_their_owners():
    assert {
        kind: Space.objects.filter(kind=kind).count()
        for kind in ("network", "record", "steering", "staff", "country", "initiative", "group")
    } == {
        "network": 1,
        "record": 1,
        "steering": 1,
        "staff": 1,
        "country": 40,
        "initiative": 16,
        "group": 25,
    }
    assert Space.objects.get(slug="ghana").name == "Country Core Group of Ghana"
    assert Space.objects.get(slug="costing").closed_at == datetime(2015, 1, 1, tzinfo=UTC)
    assert Space.objects.get(slug="medical-audits").closed_at == datetime(2018, 1, 1, tzinfo=UTC)
    assert Space.objects.get(slug="foundational").closed_at is None


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
