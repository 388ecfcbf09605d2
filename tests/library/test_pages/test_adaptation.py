"""Reporting an adaptation, and what is done with it afterwards."""

import pytest

from jln.countries.terms import SeatKind
from jln.kit.partial import PartialDate
from jln.library.models import Adaptation, AdaptationEvidence, ProductOrigin
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.pages import closed, links_of, page_of, record, text_of

pytestmark = pytest.mark.django_db


def test_adapting_asks_in_words_and_where_it_stands(client, product):
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
    assert "Answer at least one question about it" in html
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
    with django_assert_num_queries(10):
        page_of(client, f"/adaptations/{adaptation.code}/")


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
