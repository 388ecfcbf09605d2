"""The pages of the library: whole, light, the same cost for one and many, nothing leaked."""

import json
import re

import html5lib
import pytest

from jln.activities.models import Activity
from jln.countries.terms import SeatKind
from jln.initiatives.models import GroupCountry
from jln.kit.partial import PartialDate
from jln.library.findable import product_entry
from jln.library.models import Adaptation, AdaptationEvidence, ProductOrigin
from jln.search import index
from jln.spaces.terms import Visibility
from jln.web import versions
from tests import factories as f
from tests.pages import (
    closed,
    for_visitors,
    known_network,
    links_of,
    page_of,
    prose,
    public,
    record,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _network():
    known_network()


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


# The list


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
    with django_assert_num_queries(for_visitors(9)):
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


# A product


@pytest.fixture
def product():
    group = f.group(starts=PartialDate(2014), ends=PartialDate(2016))
    GroupCountry.objects.create(group=group, country=f.country("IN", "India"))
    one = f.product(
        "monitoring",
        title="Using data to monitor payment",
        type="toolkit",
        initiative=f.initiative(),
        group=group,
        published=PartialDate(2017, 4, 20),
        url="https://www.publisher.example/toolkit",
        licence="CC BY-SA 4.0",
    )
    one.countries.add(f.country("GH", "Ghana", tile_row=4, tile_column=4))
    return one


def test_a_product_says_what_it_is_and_where_it_is_kept(client, product):
    text = text_of(page_of(client, "/library/monitoring/"))
    for words in (
        "Open at publisher.example",
        "Toolkit",
        "20 April 2017",
        "CC BY-SA 4.0",
        "GH Ghana",
        "Written by 1 country.",
    ):
        assert words in text
    assert 'href="https://www.publisher.example/toolkit"' in page_of(client, "/library/monitoring/")


def test_an_unknown_licence_is_said_and_never_an_open_one(client, product):
    product.licence = ""
    product.save()
    html = page_of(client, "/library/monitoring/")
    assert "Licence not known: linked, not mirrored." in html
    assert "Its licence is not known." in html
    assert '"license"' not in html


def test_what_is_not_certain_says_so_with_its_source(client, product):
    product.confidence, product.confidence_note, product.sources = (
        "guess",
        "year guessed",
        "https://source.example/x",
    )
    product.save()
    html = page_of(client, "/library/monitoring/")
    assert "Not certain" in html
    assert "plausible, not confirmed: year guessed" in html
    assert 'href="https://source.example/x"' in html


def test_the_provenance_thread_shows_steps_and_hides_what_is_not_public(client, product):
    seen = f.problem(
        **public(statement="Payers cannot tell when payment goes wrong.", stated=PartialDate(2014))
    )
    hidden = f.problem(
        space=closed(), visibility=Visibility.ROLL, statement="A scandal nobody may know of."
    )
    topic = f.topic(space=closed(), title="Who was bribed")
    Activity.objects.create(
        slug="manila", title="Five days in Manila", starts=PartialDate(2015, 7), group=product.group
    )
    for origin in (
        {"problem": seen},
        {"problem": hidden},
        {"topic": topic},
        {"group": product.group},
    ):
        ProductOrigin.objects.create(product=product, **origin)
    html = page_of(client, "/library/monitoring/")
    text = text_of(html)
    for words in (
        "Payers cannot tell when payment goes wrong.",
        "Costing Collaborative",
        "2014 to 2016",
        "IN India",
        "Five days in Manila",
        "July 2015",
    ):
        assert words in text
    assert html.count('class="gone"') == 1
    for words in ("scandal", "bribed"):
        assert words not in html


def test_adaptations_are_shown_to_whom_they_are_open(client, product):
    f.adaptation(
        **public(
            product=product,
            country=f.country("KE", "Kenya"),
            change="Six indicators",
            starts=PartialDate(2018),
        )
    )
    f.adaptation(
        product=product,
        country=f.country("MN", "Mongolia"),
        space=record(),
        change="A members' thing",
    )
    visitor = page_of(client, "/library/monitoring/")
    assert "Adapted by 1 country" in text_of(visitor)
    assert "1 of them was not among the authors." in text_of(visitor)
    assert "Six indicators" in visitor
    assert "members' thing" not in visitor.replace("&#39;", "'")
    assert "Mongolia" not in visitor
    f.sign_in(client, f.person())
    member = page_of(client, "/library/monitoring/")
    assert "Adapted by 2 countries" in text_of(member)
    assert "Mongolia" in member


def test_the_map_tells_who_wrote_and_who_adapted(client, product):
    f.adaptation(**public(product=product, country=f.country("GH")))
    kenya = f.country("KE", "Kenya", tile_row=5, tile_column=6)
    f.adaptation(**public(product=product, country=kenya))
    html = page_of(client, "/library/monitoring/")
    assert 'aria-label="GH Ghana, helped to write it and adapted it"' in html
    assert 'aria-label="KE Kenya, adapted it"' in html


def machine(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_machines_read_what_it_is_based_on_and_no_secret(client, product):
    seen = f.problem(**public())
    ProductOrigin.objects.create(product=product, problem=seen)
    ProductOrigin.objects.create(product=product, topic=f.topic(space=closed()))
    product.title = "A </script><b>title"
    product.save()
    data = machine(page_of(client, "/library/monitoring/"))
    assert data["@type"] == "CreativeWork"
    assert data["name"] == "A </script><b>title"
    assert data["isBasedOn"] == [f"http://testserver/problems/{seen.code}/"]
    assert data["license"] == "CC BY-SA 4.0"
    assert data["datePublished"] == "2017-04-20"
    assert data["locationCreated"] == [{"@type": "Country", "name": "Ghana", "identifier": "GH"}]


def grow(product, count):
    for at in range(count):
        ProductOrigin.objects.create(
            product=product, problem=f.problem(**public(country=f.country(f"P{at}", f"Place {at}")))
        )
        ProductOrigin.objects.create(product=product, topic=f.topic(space=f.space()))
        f.adaptation(
            **public(
                product=product,
                country=f.country(f"A{at}", f"Land {at}", tile_row=1 + at, tile_column=1),
                change=prose(at, 300),
            )
        )
        product.countries.add(f.country(f"W{at}", f"Writer {at}"))
        product.releases.create(version=f"2.{at}", languages=["en", "fr"])


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("signed", [False, True])
def test_a_product_costs_the_same_however_much_came_of_it(
    client, product, count, signed, django_assert_num_queries
):
    grow(product, count)
    if signed:
        f.sign_in(client, f.person())
        page_of(client, "/library/")  # the session is looked up once
    with django_assert_num_queries(15 if signed else for_visitors(14)):
        page_of(client, "/library/monitoring/")


def test_a_product_in_another_language_says_so(client, product):
    assert "This product exists in" in text_of(
        page_of(client, "/fr/library/monitoring/")
    ) or "anglais" in page_of(client, "/fr/library/monitoring/")
    html = page_of(client, "/ar/library/monitoring/")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<h1 lang="en" dir="auto">' in html


def test_citations_as_text_and_as_bibtex(client, product):
    text = client.get("/library/monitoring/cite/")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert (
        text.content.decode()
        == "Joint Learning Network (2017). Using data to monitor payment. Version 1. http://testserver/library/monitoring/\n"
    )
    bib = client.get("/library/monitoring/cite.bib")
    assert bib["Content-Disposition"] == 'attachment; filename="monitoring.bib"'
    assert "  year = {2017}," in bib.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/library/none/",
        "/library/none/cite/",
        "/library/none/cite.bib",
        "/adaptations/zzzzzz/",
        "/adaptations/x/",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


# Adapting


def test_adapting_asks_four_questions_and_where_it_stands(client, product):
    f.sign_in(client, f.person())
    html = page_of(client, "/library/monitoring/adapt/")
    assert html.partition("<main")[2].count("<textarea") == 3
    assert html.partition("<main")[2].count('type="text"') == 1
    assert html.count('type="radio"') == 4
    assert "checked" not in html.partition("<main")[2]


def test_a_report_by_page_goes_to_its_own_page(client, product):
    record()
    ama = f.person("Ama")
    f.sign_in(client, ama)
    answer = client.post(
        "/library/monitoring/adapt/",
        {
            "used": "All",
            "changed": "Three signs only",
            "where": "Two regions",
            "happened": "Nothing yet",
        },
    )
    made = Adaptation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/adaptations/{made.code}/")
    html = page_of(client, answer["Location"])
    for words in (
        "Your adaptation is on record.",
        "Three signs only",
        "Two regions",
        "Nothing yet",
        "under way",
        "No dated evidence yet.",
    ):
        assert words in html


def test_an_empty_report_says_what_is_missing_and_keeps_what_was_typed(client, product):
    record()
    f.sign_in(client, f.person())
    html = client.post("/library/monitoring/adapt/", {"state": "stopped"}).content.decode()
    assert "Answer at least one of the four questions" in html
    assert "Say what happened and why it was stopped" in html
    assert 'value="stopped" checked' in html
    assert not Adaptation.objects.exists()


def test_a_person_without_a_country_is_told_why(client, product):
    f.sign_in(client, f.person(country=None))
    assert "your profile names none" in page_of(client, "/library/monitoring/adapt/", status=403)


@pytest.fixture
def adaptation(product):
    return f.adaptation(
        product=product, space=record(), change="Six indicators", reported_by=f.person("Ama")
    )


def test_members_read_an_adaptation_and_strangers_do_not(client, adaptation):
    page_of(client, f"/adaptations/{adaptation.code}/", status=404)
    f.sign_in(client, f.person(country=f.country("KE", "Kenya")))
    html = page_of(client, f"/adaptations/{adaptation.code}/")
    assert "Six indicators" in html
    assert "Ama" not in html.partition("<main")[2].partition("</main")[0]
    assert "/evidence/" not in html


def test_the_reporter_adds_evidence_stops_and_takes_back(client, adaptation):
    f.sign_in(client, adaptation.reported_by)
    own = f"/adaptations/{adaptation.code}/"
    assert {f"{own}evidence/", f"{own}stop/", f"{own}withdrawal/"} <= set(
        links_of(page_of(client, own))
    )
    page_of(client, f"{own}evidence/")
    wrong = client.post(
        f"{own}evidence/", {"depth": "in_use", "dated": "soon", "text": "A circular"}
    )
    assert "Write a date as 2016" in wrong.content.decode()
    late = client.post(
        f"{own}evidence/", {"depth": "in_use", "dated": "2090", "text": "A circular"}
    )
    assert "Evidence cannot be of a day to come." in late.content.decode()
    assert (
        client.post(
            f"{own}evidence/", {"depth": "in_use", "dated": "2025-07", "text": "A circular"}
        ).status_code
        == 302
    )
    html = page_of(client, own)
    assert "July 2025" in html
    assert "A circular" in html
    page_of(client, f"{own}stop/")
    assert client.post(f"{own}stop/", {"reason": "The fund was closed"}).status_code == 302
    assert "The fund was closed" in page_of(client, own)
    page_of(client, f"{own}withdrawal/")
    assert client.post(f"{own}withdrawal/", {"sure": "yes"})["Location"] == "/library/monitoring/"
    page_of(client, own, status=404)


def test_a_refused_withdrawal_says_what_to_do_instead(client, adaptation):
    AdaptationEvidence.objects.create(
        adaptation=adaptation,
        depth="tried",
        dated=PartialDate(2025),
        by=f.person(),
        created_at=f.NOON,
    )
    f.sign_in(client, adaptation.reported_by)
    html = client.post(
        f"/adaptations/{adaptation.code}/withdrawal/", {"sure": "yes"}
    ).content.decode()
    assert "Stop it instead, and say why." in html
    adaptation.refresh_from_db()
    assert adaptation.withdrawn_at is None


def test_the_core_group_opens_it_to_everyone(client, adaptation):
    esi = f.person("Esi")
    f.seat(SeatKind.CCG_COORDINATOR, esi, country=esi.country)
    f.sign_in(client, esi)
    own = f"/adaptations/{adaptation.code}/"
    assert f"{own}public/" in links_of(page_of(client, own))
    page_of(client, f"{own}public/")
    client.post(f"{own}public/", {"sure": "yes"})
    client.cookies.clear()
    assert "Six indicators" in page_of(client, own)


def test_a_member_cannot_open_what_is_not_hers_to_decide(client, adaptation):
    f.sign_in(client, adaptation.reported_by)
    own = f"/adaptations/{adaptation.code}/"
    assert f"{own}public/" not in links_of(page_of(client, own))
    assert client.post(f"{own}public/", {"sure": "yes"}).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_an_adaptation_costs_the_same_however_much_shows_it(
    client, adaptation, count, django_assert_num_queries
):
    for at in range(count):
        AdaptationEvidence.objects.create(
            adaptation=adaptation,
            depth="tried",
            dated=PartialDate(2010 + at),
            text="x",
            created_at=f.NOON,
        )
        ProductOrigin.objects.create(product=adaptation.product, problem=f.problem())
    f.sign_in(client, f.person())
    page_of(client, "/library/")
    with django_assert_num_queries(9):
        page_of(client, f"/adaptations/{adaptation.code}/")


# Origins


def test_staff_record_what_a_product_came_from(client, product):
    problem = f.problem()
    f.sign_in(client, f.staff())
    assert "Nothing is on record yet." in page_of(client, "/library/monitoring/origins/")
    client.post(
        "/library/monitoring/origins/", {"came_from": f"http://testserver/problems/{problem.code}/"}
    )
    origin = ProductOrigin.objects.get()
    assert problem.statement in page_of(client, "/library/monitoring/origins/")
    wrong = client.post(
        "/library/monitoring/origins/", {"came_from": "/problems/zzzzzz/"}
    ).content.decode()
    assert "There is no such page in this network." in wrong
    client.post("/library/monitoring/origins/", {"origin": origin.pk})
    assert not ProductOrigin.objects.exists()


def test_the_public_pages_change_with_what_they_show(client, product):
    record()
    assert "No adaptation is on record." in page_of(client, "/library/monitoring/")
    f.adaptation(**public(product=product))
    assert "No adaptation is on record." in page_of(client, "/library/monitoring/")  # kept
    versions.bump("public")
    assert "No adaptation is on record." not in page_of(client, "/library/monitoring/")


def test_an_adaptation_is_reported_for_a_problem_and_from_a_conversation(client, product):
    ama = f.person("Ama")
    problem, topic = (
        f.problem(space=record()),
        f.topic(ama, space=f.space(), title="Who has tried it?"),
    )
    f.sign_in(client, ama)
    path = f"/library/monitoring/adapt/?problem={problem.code}&topic={topic.code}"
    text = text_of(page_of(client, path))
    assert "For the problem Clinics are paid late." in text
    assert "From the conversation Who has tried it?" in text
    client.post(path, {"changed": "Three signs only"})
    made = Adaptation.objects.get()
    assert (made.problem, made.topic, made.space) == (problem, topic, topic.space)
    hidden = f.problem(space=closed(), visibility=Visibility.ROLL, country=f.country("KE", "Kenya"))
    page_of(client, f"/library/monitoring/adapt/?problem={hidden.code}", status=404)
    page_of(client, f"/library/monitoring/adapt/?topic={f.topic(space=closed()).code}", status=404)


def test_a_licence_of_white_space_is_not_known(client, product):
    product.licence = " "
    product.save()
    html = page_of(client, "/library/monitoring/")
    assert "Licence not known: linked, not mirrored." in html
    assert '"license"' not in html
