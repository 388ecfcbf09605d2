"""What a country gives in kind: told singly, seen by itself, never added up."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from jln.facts.models import Fact
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mailroom import form_letters, table
from jln.membership import actions
from jln.membership.models import Contribution
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.membership.rising import DAY, Rising
from tests.pages import known_network, page_of

pytestmark = pytest.mark.django_db
PATH = "/countries/gh/contributions/"


@pytest.fixture
def ghana():
    known_network()
    return Rising()


def hall(ghana, on=None):
    said = actions.Given(on or day(clock.now()) - DAY, "A hall", "The costing group", "Two days")
    return actions.contribute(ghana.country, said, by=ghana.esi, at=clock.now())


def test_said_twice_it_is_one_and_taken_back_it_may_be_said_again(ghana):
    one = hall(ghana)
    assert hall(ghana) == one
    for _time in range(2):
        actions.take_back_contribution(one, by=ghana.kofi, at=clock.now())
    assert hall(ghana) != one
    facts = Fact.objects.filter(kind__startswith="contribution").order_by("pk")
    kinds = list(facts.values_list("kind", flat=True))
    assert kinds == ["contribution.recorded", "contribution.withdrawn", "contribution.recorded"]
    with pytest.raises(RuleBroken) as broken:
        hall(ghana, on=day(clock.now()) + DAY)
    assert broken.value.verdict.codes == {"future"}
    said = actions.Given(date(2026, 1, 5), "A hall", "Us")
    for who in (f.staff(), f.person(country=ghana.country)):
        with pytest.raises(PermissionDenied):
            actions.contribute(ghana.country, said, by=who, at=clock.now())


def test_on_its_page_and_in_the_countrys_list(ghana, client, django_assert_num_queries):
    f.sign_in(client, ghana.esi)
    assert "None is on record." in page_of(client, PATH)
    said = {"what": "A hall", "for_whom": "The costing group", "given_on": "2999-01-05"}
    html = client.post(PATH, said).content.decode()
    assert "This day is still to come." in html
    assert 'value="A hall"' in html
    client.post(PATH, said | {"given_on": day(clock.now()) - DAY, "value": "Two days"})
    html = page_of(client, PATH)
    assert "<bdi>Two days</bdi>" in html  # what is typed keeps its own direction
    page = page_of(client, "/countries/gh/membership/")
    assert page.index("Helping in kind") < page.index("A hall")
    assert PATH in page

    with django_assert_num_queries(8):
        page_of(client, PATH)
    one = Contribution.objects.get()
    for number in range(30):
        one.pk, one.what = None, f"Hall {number}"
        one.save()
    with django_assert_num_queries(8):
        page_of(client, PATH)
    assert "A hall" in page_of(client, f"{PATH}?page=2")
    assert client.get(f"{PATH}?page=9").status_code == 404

    newest_one = Contribution.objects.order_by("-pk")[0]
    assert "<bdi>Two days</bdi>" in page_of(client, f"/contributions/{newest_one.code}/")
    client.post(f"/contributions/{newest_one.code}/", {"sure": "yes"})
    assert newest_one.what not in page_of(client, PATH)
    assert client.get(f"/contributions/{newest_one.code}/").status_code == 404
    f.sign_in(client, f.staff())
    html = page_of(client, PATH)
    assert "Hall 28" in html
    assert "<textarea" not in html
    assert "Record what" not in html


def test_by_mail_with_an_undo(ghana):
    entry = table.entry("contribution.record")
    letter = form_letters.put(entry, ghana.country, ghana.esi, at=clock.now())
    on = day(clock.now()) - DAY
    answered(letter, f"1. A hall\n2. The costing group\n3. {on}\n4. Two days", at=clock.now())
    answered(newest("mail.question", ghana.esi), "OK", at=clock.now())
    one = Contribution.objects.get()
    assert (one.what, one.for_whom, one.given_on, one.value) == (
        "A hall",
        "The costing group",
        on,
        "Two days",
    )
    answered(newest("mail.receipt", ghana.esi), "UNDO", at=clock.now())
    one.refresh_from_db()
    assert one.withdrawn_at
