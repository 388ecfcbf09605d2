"""The same line for machines, in the terms of PROV."""

import json

import pytest

from jln.spaces.terms import Visibility
from tests import factories as f
from tests.chain.test_pages.steps import address, origin
from tests.pages import closed, record

pytestmark = pytest.mark.django_db


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
