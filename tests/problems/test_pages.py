"""The pages of problems."""

import pytest

from jln.countries.terms import SeatKind
from jln.kit.partial import PartialDate
from jln.library.models import ProductOrigin
from jln.problems.models import Problem, ProblemCountry
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.pages import (
    closed,
    for_visitors,
    known_network,
    links_of,
    page_of,
    public,
    record,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _network():
    known_network()


def test_a_public_problem_shows_who_has_it_and_what_came_of_it(client):
    problem = f.problem(
        **public(
            statement="Clinics are paid late.",
            stated=PartialDate(2014),
            theme=f.theme(),
            topic=f.topic(space=closed(), title="In confidence"),
        )
    )
    ProblemCountry.objects.create(problem=problem, country=f.country("KE", "Kenya"))
    product = f.product(title="A guide to paying on time")
    ProductOrigin.objects.create(product=product, problem=problem)
    f.adaptation(**public(problem=problem, product=product, country=f.country("MN", "Mongolia")))
    f.adaptation(problem=problem, product=product, country=f.country("PE", "Peru"), space=record())
    html = page_of(client, f"/problems/{problem.code}/")
    text = text_of(html)
    for words in (
        "Clinics are paid late.",
        "Stated 2014",
        "Stated by GH Ghana Shared by KE Kenya",
        "KE Kenya",
        "A guide to paying on time",
        "Mongolia",
        "Provider payment",
    ):
        assert words in text
    for words in ("In confidence", "Peru", "<form"):
        assert words not in html.partition("<main")[2]
    assert f"/chain/problem/{problem.code}/" in links_of(html)


def test_a_members_problem_is_not_found_by_a_stranger(client):
    problem = f.problem(space=record())
    page_of(client, f"/problems/{problem.code}/", status=404)
    f.sign_in(client, f.person(country=f.country("KE", "Kenya")))
    assert "Clinics are paid late." in page_of(client, f"/problems/{problem.code}/")


@pytest.mark.parametrize("path", ["/problems/zzzzzz/", "/problems/new-thing/", "/problems/1/"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_a_problem_costs_the_same_however_much_came_of_it(client, count, django_assert_num_queries):
    problem = f.problem(**public(topic=f.topic(space=f.space())))
    for at in range(count):
        ProblemCountry.objects.create(problem=problem, country=f.country(f"A{at}", f"Land {at}"))
        product = f.product()
        ProductOrigin.objects.create(product=product, problem=problem)
        f.adaptation(
            **public(problem=problem, product=product, country=f.country(f"A{at}", f"Land {at}"))
        )
    with django_assert_num_queries(for_visitors(9)):
        page_of(client, f"/problems/{problem.code}/")


def test_a_problem_is_stated_on_the_page(client):
    record()
    f.theme()
    f.sign_in(client, f.person("Ama"))
    html = page_of(client, "/problems/new/")
    assert 'name="visibility"' not in html
    assert 'name="shared_with"' not in html
    answer = client.post(
        "/problems/new/",
        {
            "statement": "Clinics are paid three months late.",
            "detail": "Since 2024",
            "theme": "provider-payment",
            "language": "en",
        },
    )
    problem = Problem.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/problems/{problem.code}/")
    html = page_of(client, answer["Location"])
    assert "Your problem is stated." in html
    assert "Since 2024" in html


def test_a_statement_too_short_is_kept_and_explained(client):
    record()
    f.sign_in(client, f.person())
    html = client.post(
        "/problems/new/", {"statement": "Payment", "language": "en"}
    ).content.decode()
    assert "Say the problem in at least 10 letters." in html
    assert ">\nPayment</textarea>" in html
    assert not Problem.objects.exists()


def test_a_problem_is_stated_from_a_conversation(client):
    ama = f.person("Ama")
    topic = f.topic(
        ama,
        space=closed(),
        title="Clinics are paid three months late",
        theme=f.theme(),
        language="fr",
    )
    path = f"/problems/new/?topic={topic.code}"
    f.sign_in(client, f.person())
    assert client.get(path).status_code == 404
    f.on_roll(closed(), ama)
    f.sign_in(client, ama)
    html = page_of(client, path)
    assert "Clinics are paid three months late</textarea>" in html
    assert '<option value="provider-payment" selected>' in html
    assert '<option value="fr" selected>' in html
    client.post(
        path, {"statement": "Clinics are paid three months late", "language": "fr", "theme": ""}
    )
    problem = Problem.objects.get()
    assert (problem.topic, problem.space, problem.visibility) == (topic, closed(), Visibility.ROLL)


def test_the_core_group_chooses_who_reads_it(client):
    record()
    esi = f.person("Esi")
    f.seat(SeatKind.CCG_CHAIR, esi, country=esi.country)
    f.sign_in(client, esi)
    assert 'name="visibility"' in page_of(client, "/problems/new/")
    client.post(
        "/problems/new/",
        {
            "statement": "Clinics are paid three months late.",
            "language": "en",
            "visibility": "public",
        },
    )
    client.cookies.clear()
    assert "three months late" in page_of(client, f"/problems/{Problem.objects.get().code}/")


def test_staff_name_the_countries_that_share_it(client):
    record()
    f.country("KE", "Kenya")
    f.sign_in(client, f.staff())
    assert 'name="shared_with"' in page_of(client, "/problems/new/")
    client.post(
        "/problems/new/",
        {
            "statement": "Clinics are paid three months late.",
            "language": "en",
            "shared_with": ["KE"],
        },
    )
    assert [row.country.code for row in ProblemCountry.objects.all()] == ["KE"]


def test_another_country_shares_it_and_takes_it_back(client):
    problem = f.problem(space=record())
    f.sign_in(client, f.person("Bo", country=f.country("KE", "Kenya")))
    own = f"/problems/{problem.code}/"
    assert "We have this problem too" in page_of(client, own)
    page_of(client, f"{own}countries/")
    assert client.post(f"{own}countries/", {"shares": "yes"})["Location"] == own
    html = page_of(client, own)
    assert "Kenya shares this problem now." in html
    assert "We no longer have this problem" in html
    again = client.post(f"{own}countries/", {"shares": "yes"}).content.decode()
    assert "This country shares the problem already." in again
    client.post(f"{own}countries/", {"shares": "no"})
    assert not ProblemCountry.objects.exists()


def test_the_country_that_stated_it_is_not_asked_to_share_it(client):
    problem = f.problem(space=record())
    f.sign_in(client, f.person())
    assert "We have this problem too" not in page_of(client, f"/problems/{problem.code}/")


def test_the_core_group_opens_it_to_everyone(client):
    problem = f.problem(space=record())
    esi = f.person("Esi")
    f.seat(SeatKind.POINT_OF_CONTACT, esi, country=esi.country)
    f.sign_in(client, esi)
    own = f"/problems/{problem.code}/"
    assert f"{own}public/" in links_of(page_of(client, own))
    page_of(client, f"{own}public/")
    client.post(f"{own}public/", {"sure": "yes"})
    client.cookies.clear()
    page_of(client, own)


def test_a_person_without_a_country_is_told_why(client):
    problem = f.problem(space=record())
    f.sign_in(client, f.person(country=None))
    for path in ("/problems/new/", f"/problems/{problem.code}/countries/"):
        assert "your profile names none" in page_of(client, path, status=403)


def test_arabic_runs_from_right_to_left(client):
    problem = f.problem(**public())
    html = page_of(client, f"/ar/problems/{problem.code}/")
    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="en" dir="auto">Clinics are paid late.' in html


def test_who_speaks_for_no_country_is_led_nowhere_and_told_who_may(client):
    problem = f.problem(**public())
    product = f.product("manual")
    ProductOrigin.objects.create(product=product, problem=problem)
    f.sign_in(client, f.person(country=None))

    for path in (f"/problems/{problem.code}/", f"/chain/problem/{problem.code}/"):
        links = links_of(page_of(client, path))
        assert not [link for link in links if link.endswith(("/adapt/", "/countries/"))], path
    said = text_of(page_of(client, "/problems/new/", status=403))
    assert "Who may speak for one: people of the country" in said


def test_the_chain_does_not_ask_who_has_the_problem_already(client):
    problem = f.problem(**public())
    share = f"/problems/{problem.code}/countries/"
    chain = f"/chain/problem/{problem.code}/"
    assert share in links_of(page_of(client, chain))
    f.sign_in(client, f.person())
    assert share not in links_of(page_of(client, chain))
    f.sign_in(client, f.person(country=f.country("KE", "Kenya")))
    assert share in links_of(page_of(client, chain))
