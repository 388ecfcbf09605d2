"""What the first load takes from the files, in the words of the network."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from jln.activities.models import Activity
from jln.countries.models import Country, CountryCoreGroup, Statement
from jln.governance.models import Decision, Meeting
from jln.initiatives.models import GroupCountry, Initiative, LearningGroup
from jln.kit.sourced import Sourced
from jln.library.models import Adaptation, AdaptationEvidence, Product, ProductOrigin, Release
from jln.membership.models import CountryMembership
from jln.people.models import Institution, InstitutionRole, Theme
from jln.spaces.models import Space
from tests.loading.history import levels_on

pytestmark = pytest.mark.django_db


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
    } == {"2013-12": 9, "2015-12": 24, "2017-02": 27 + 7, "2018-09": 32}
    of_korea = seen.filter(country__code="KR").order_by("as_of", "pk")
    assert [(str(one.as_of), one.value, one.confidence) for one in of_korea] == [
        ("2015-12", "associate", "seen"),
        ("2017-02", "associate", "seen"),
        ("2017-02", "full", "inferred"),
        ("2018-09", "full", "seen"),
    ]
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
