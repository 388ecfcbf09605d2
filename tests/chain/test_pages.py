"""The whole line on one page: in order, with honest tombstones, the same for machines."""

import json
from datetime import timedelta

import pytest

from jln.activities.models import Activity
from jln.initiatives.models import GroupCountry
from jln.kit.partial import PartialDate
from jln.library.models import AdaptationEvidence, ProductOrigin, Release
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
QUERIES = 15


def origin(product, **thing):
    return ProductOrigin.objects.create(product=product, **thing)


def shown(adaptation, depth="tried", year=2019, text="Two districts"):
    return AdaptationEvidence.objects.create(
        adaptation=adaptation, depth=depth, dated=PartialDate(year), text=text, created_at=f.NOON
    )


@pytest.fixture
def line():
    """A problem of Ghana that became a product, which Kenya adapted; all public."""
    known_network()
    problem = f.problem(
        **public(statement="Payers cannot tell when payment goes wrong.", stated=PartialDate(2014))
    )
    group = f.group(starts=PartialDate(2014, 6), ends=PartialDate(2016))
    GroupCountry.objects.create(group=group, country=f.country("VN", "Vietnam"))
    session = Activity.objects.create(
        slug="manila",
        title="Five days in Manila",
        starts=PartialDate(2015, 7),
        place="Manila",
        group=group,
    )
    product = f.product(
        "monitoring",
        title="Using data to monitor payment",
        published=PartialDate(2017, 4, 20),
        group=group,
    )
    product.countries.add(f.country())
    origin(product, problem=problem)
    origin(product, group=group)
    kenya = f.country("KE", "Kenya", tile_row=5, tile_column=6)
    adaptation = f.adaptation(
        **public(
            product=product,
            country=kenya,
            change="Six indicators on one page",
            starts=PartialDate(2018),
        )
    )
    shown(adaptation)
    return {
        "problem": problem,
        "group": group,
        "session": session,
        "product": product,
        "adaptation": adaptation,
    }


def address(kind, thing):
    return f"/chain/{kind}/{getattr(thing, 'slug', '') or thing.code}/"


def in_order(text, *words):
    places = [text.find(word) for word in words]
    assert -1 not in places, words[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["problem", "product", "adaptation"])
def test_a_line_shows_every_step_in_date_order_from_wherever_it_is_followed(client, line, kind):
    text = text_of(page_of(client, address(kind, line[kind])))
    assert "4 years 1 session 1 product 1 adaptation The line" in text
    text = text[text.index("The line") :]
    in_order(
        text,
        "Problem · 2014",
        "Payers cannot tell when payment goes wrong.",
        "Solving it together · June 2014 to 2016",
        "Session · July 2015 · Manila",
        "Product · 20 April 2017",
        "Adapted once",
        "Kenya 2018 ·",
        "Six indicators on one page",
        "2019: Two districts",
        "Not yet",
    )


def test_a_product_is_found_by_its_code_too(client, line):
    from jln.kit.codes import code_of

    page_of(client, f"/chain/product/{code_of(line['product'].pk)}/")


def test_a_topic_in_confidence_leaves_a_tombstone_and_nothing_else(client, line):
    topic = f.topic(space=closed(), title="Who was bribed", started_at=f.NOON.replace(year=2016))
    origin(line["product"], topic=topic)
    html = page_of(client, address("product", line["product"]))
    assert html.count('class="gone"') == 1
    assert "A step here is not public" in html
    assert "bribed" not in html
    assert f"/ask/{topic.code}" not in html
    in_order(
        text_of(html), "Session · July 2015", "A step here is not public", "Product · 20 April 2017"
    )


def test_hidden_neighbours_share_one_tombstone(client, line):
    for at in range(3):
        origin(
            line["product"],
            topic=f.topic(
                space=closed(), title=f"Confidence {at}", started_at=f.NOON.replace(year=2016)
            ),
        )
    assert page_of(client, address("product", line["product"])).count('class="gone"') == 1


def test_who_is_on_the_roll_reads_the_step(client, line):
    ama = f.person("Ama")
    topic = f.topic(space=closed(), title="What we measured first")
    origin(line["product"], topic=topic)
    f.on_roll(closed(), ama)
    f.sign_in(client, ama)
    html = page_of(client, address("product", line["product"]))
    assert "What we measured first" in html
    assert 'class="gone"' not in html


def test_members_steps_are_theirs(client, line):
    topic = f.topic(space=f.space(), title="What do you look at first?")
    origin(line["product"], topic=topic)
    visitor = page_of(client, address("product", line["product"]))
    assert "look at first" not in visitor
    assert visitor.count('class="gone"') == 1
    f.sign_in(client, f.person())
    member = page_of(client, address("product", line["product"]))
    assert "look at first" in member
    assert 'class="gone"' not in member


def test_a_removed_topic_stays_as_removed_for_those_who_read_the_space(client, line):
    topic = f.topic(space=f.space(), title="Somebody's salary", hidden_at=f.NOON)
    origin(line["product"], topic=topic)
    visitor = page_of(client, address("product", line["product"]))
    assert "A step here is not public" in visitor
    assert "Removed on" not in visitor
    f.sign_in(client, f.person())
    member = page_of(client, address("product", line["product"]))
    assert "Removed on 20 November 2026" in member
    assert "salary" not in visitor + member


def test_hidden_adaptations_leave_one_tombstone_without_their_countries(client, line):
    for code, name in (("MN", "Mongolia"), ("PH", "Philippines")):
        f.adaptation(
            product=line["product"],
            country=f.country(code, name),
            space=record(),
            change="A secret thing",
        )
    visitor = page_of(client, address("product", line["product"]))
    assert visitor.count('class="gone"') == 1
    assert "secret" not in visitor
    assert "Mongolia" not in visitor
    assert "Adapted once" in visitor
    f.sign_in(client, f.person())
    member = page_of(client, address("product", line["product"]))
    assert "Mongolia" in member
    assert "Adapted 3 times" in member
    assert 'class="gone"' not in member


def test_an_adaptation_taken_back_at_once_was_never_there_and_later_leaves_a_mark(client, line):
    adaptation = line["adaptation"]
    adaptation.withdrawn_at = adaptation.created_at + timedelta(days=2)
    adaptation.save()
    soon = page_of(client, address("product", line["product"]))
    assert 'class="gone"' not in soon
    adaptation.withdrawn_at = adaptation.created_at + timedelta(days=20)
    adaptation.save()
    later = page_of(client, address("problem", line["problem"]))
    assert "Removed on 10 December 2026" in later
    assert "Six indicators" not in soon + later
    page_of(client, address("adaptation", adaptation), status=404)


def test_a_problem_that_is_not_public_leaves_a_tombstone_at_the_head(client, line):
    line["problem"].visibility = Visibility.MEMBERS
    line["problem"].save()
    for kind in ("product", "adaptation"):
        text = text_of(page_of(client, address(kind, line[kind])))
        in_order(text, "The line", "A step here is not public", "Solving it together")
        assert "Payers cannot" not in text
    page_of(client, address("problem", line["problem"]), status=404)


def test_an_adaptation_for_a_problem_of_its_own_shows_that_problem(client, line):
    own = f.problem(
        **public(statement="Kenya pays clinics late.", country=f.country("KE", "Kenya"))
    )
    line["adaptation"].problem = own
    line["adaptation"].save()
    html = page_of(client, address("adaptation", line["adaptation"]))
    assert "Kenya pays clinics late." in html
    own.visibility = Visibility.MEMBERS
    own.save()
    versions.bump("public")
    html = page_of(client, address("adaptation", line["adaptation"]))
    assert "pays clinics late" not in html
    assert html.count('class="gone"') == 1


def test_a_line_that_forks_names_each_product(client, line):
    other = f.product("second", title="A second product", published=PartialDate(2020))
    origin(other, problem=line["problem"])
    f.adaptation(
        **public(product=other, country=f.country("MN", "Mongolia"), starts=PartialDate(2021))
    )
    text = text_of(page_of(client, address("problem", line["problem"])))
    text = text[text.index("The line") :]
    in_order(
        text,
        "Product · 20 April 2017",
        "since 2018",
        "Kenya 2018 ·",
        "Product · 2020",
        "since 2021",
        "Mongolia 2021 ·",
    )


def test_an_adaptation_never_stands_before_its_product(client, line):
    line["adaptation"].starts = PartialDate(2014)
    line["adaptation"].save()
    in_order(
        text_of(page_of(client, address("product", line["product"]))),
        "Product · 20 April 2017",
        "since 2014",
    )


def test_passed_on_names_who_handed_it_on(client, line):
    shown(line["adaptation"], "passed_on", 2021, "Taught to a neighbour")
    text = text_of(page_of(client, address("product", line["product"])))
    assert "Passed on KE Kenya" in text
    assert "Not yet" not in text


def test_a_newer_release_is_named(client, line):
    Release.objects.create(
        product=line["product"],
        version="1.3",
        released=PartialDate(2027, 3),
        languages=["en", "fr"],
    )
    assert "now version 1.3" in text_of(page_of(client, address("product", line["product"])))


def test_an_outcome_says_how_it_is_known(client, line):
    line["adaptation"].outcome = "Nine clinics reopened"
    line["adaptation"].confidence = "confirmed"
    line["adaptation"].save()
    text = text_of(page_of(client, address("product", line["product"])))
    assert "Nine clinics reopened confirmed by the network" in text


def grow(product, count):
    for at in range(count):
        problem = f.problem(
            **public(
                statement=f"Problem number {at} of a long line.", topic=f.topic(space=f.space())
            )
        )
        origin(product, problem=problem)
        origin(product, topic=f.topic(space=closed()))
        origin(
            product,
            activity=Activity.objects.create(
                slug=f"s{at}-{product.pk}", title=f"Session {at}", starts=PartialDate(2015)
            ),
        )
        adaptation = f.adaptation(
            **public(
                product=product,
                country=f.country(f"A{at}", f"Land {at}"),
                problem=problem,
                change=prose(at, 300),
                outcome=prose(-at, 300),
            )
        )
        shown(adaptation)
        Release.objects.create(
            product=product, version=f"2.{at}", released=PartialDate(2018), languages=["en"]
        )
        f.adaptation(product=product, country=f.country(f"B{at}", f"Land {at}"), space=record())


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("kind", ["problem", "product"])
def test_a_line_costs_the_same_however_long(client, line, kind, count, django_assert_num_queries):
    grow(line["product"], count)
    with django_assert_num_queries(for_visitors(QUERIES)):
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


@pytest.mark.parametrize(
    "path",
    [
        "/chain/idea/000001/",
        "/chain/problem/zzzzzz/",
        "/chain/product/nothing/",
        "/chain/adaptation/1/",
        "/chain/problem/what/",
    ],
)
def test_what_is_no_line_is_not_found(client, path):
    f.network()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("kind", ["problem", "product", "adaptation"])
def test_letters_that_mean_something_to_a_browser_are_shown_as_written(client, line, kind):
    line["problem"].statement = 'Costs & <b>fees</b> "rise"'
    line["problem"].save()
    line["product"].title = "Fees & <i>costs</i>"
    line["product"].save()
    html = page_of(client, address(kind, line[kind]))
    assert 'Costs & <b>fees</b> "rise"' in text_of(html)
    assert "Fees & <i>costs</i>" in text_of(html)
    assert "&amp;amp;" not in html
    assert "&amp;lt;" not in html


def test_nonsense_for_a_page_is_the_first(client, line):
    path = address("product", line["product"])
    first = page_of(client, path)
    for number in ("0", "-1", "x", "99999999"):
        assert text_of(page_of(client, f"{path}?page={number}")) == text_of(first)


def test_arabic_runs_from_right_to_left(client, line):
    html = page_of(client, f"/ar{address('product', line['product'])}")
    assert '<html lang="ar" dir="rtl">' in html


# For machines


def twin(client, path):
    answer = client.get(f"{path.removesuffix('/')}.jsonld")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/ld+json"
    return json.loads(answer.content)


def test_the_twin_says_the_line_in_the_terms_of_prov(client, line):
    data = twin(client, address("product", line["product"]))
    assert data["@context"]["prov"] == "http://www.w3.org/ns/prov#"
    nodes = {node["@id"]: node for node in data["@graph"]}
    problem, product = (
        nodes[f"http://testserver/problems/{line['problem'].code}/"],
        nodes["http://testserver/library/monitoring/"],
    )
    adaptation, kenya = (
        nodes[f"http://testserver/adaptations/{line['adaptation'].code}/"],
        nodes["http://testserver/countries/ke/"],
    )
    assert problem["@type"] == "prov:Entity"
    assert problem["prov:wasAttributedTo"] == [{"@id": "http://testserver/countries/gh/"}]
    assert product["prov:wasDerivedFrom"] == [{"@id": problem["@id"]}]
    assert [one["@id"] for one in product["prov:wasGeneratedBy"]] == [
        "http://testserver/work/costing/",
        "http://testserver/events/manila/",
    ]
    assert nodes["http://testserver/work/costing/"]["@type"] == "prov:Activity"
    assert nodes["http://testserver/work/costing/"]["prov:used"] == [{"@id": problem["@id"]}]
    assert adaptation["prov:wasDerivedFrom"] == [{"@id": product["@id"]}]
    assert adaptation["prov:wasAttributedTo"] == [{"@id": kenya["@id"]}]
    assert adaptation["prov:qualifiedAttribution"]["prov:hadRole"]["rdfs:label"] == "adapted"
    assert kenya["@type"] == ["prov:Agent", "schema:Country"]


def test_every_thing_the_twin_points_to_is_in_it(client, line):
    data = twin(client, address("problem", line["problem"]))
    nodes = {node["@id"] for node in data["@graph"]}

    def pointed(value):
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                yield value["@id"]
            for inner in value.values():
                yield from pointed(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from pointed(inner)

    assert set(pointed(data["@graph"])) <= nodes


def test_the_twin_keeps_what_the_page_keeps(client, line):
    topic = f.topic(space=closed(), title="Who was bribed", started_at=f.NOON.replace(year=2016))
    origin(line["product"], topic=topic)
    f.adaptation(
        product=line["product"],
        country=f.country("MN", "Mongolia"),
        space=record(),
        change="A secret thing",
    )
    said = json.dumps(twin(client, address("product", line["product"])))
    assert said.count("A step here is not public") == 2
    for word in ("bribed", "secret", "Mongolia", f"/ask/{topic.code}"):
        assert word not in said
    f.sign_in(client, f.person())
    assert "A secret thing" in json.dumps(twin(client, address("product", line["product"])))


def test_a_twin_of_what_one_may_not_read_is_not_found(client, line):
    line["problem"].visibility = Visibility.MEMBERS
    line["problem"].save()
    assert client.get(f"/chain/problem/{line['problem'].code}.jsonld").status_code == 404


# Three links


def test_from_an_adaptation_a_stranger_reaches_the_problem_in_three_links(client, line):
    goal = f"/problems/{line['problem'].code}/"
    start = f"/adaptations/{line['adaptation'].code}/"
    reached, seen = {start}, {start}
    for _click in range(3):
        found = {
            href.partition("#")[0]
            for path in reached
            for href in links_of(page_of(client, path))
            if href.startswith("/")
        }
        if goal in found:
            break
        reached = {
            path
            for path in found - seen
            if path.startswith(("/chain/", "/library/", "/adaptations/", "/problems/"))
            and "?" not in path
            and not path.endswith(("/adapt/", ".jsonld", ".bib"))
        }
        seen |= reached
    else:
        pytest.fail("the problem is further away than three links")
    page_of(client, goal)
