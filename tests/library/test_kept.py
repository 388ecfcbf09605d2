"""What is kept for many readers: right at once when something changes, and never another's."""

import pytest

from jln.kit.partial import PartialDate
from jln.library import actions
from jln.library.models import ProductOrigin
from jln.library.rules import Answers
from jln.web import versions
from jln.web.kept import Kept
from tests import factories as f
from tests.pages import closed, page_of, public, record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def product():
    f.network()
    record()
    versions.bump("public")
    versions.bump("network")
    return f.product("monitoring", title="Using data", published=PartialDate(2017))


def reader(client, who):
    client.cookies.clear()
    f.sign_in(client, who)
    return page_of(client, "/library/monitoring/")


def test_a_report_is_on_the_page_of_every_member_at_once(client, product):
    ama, bo = f.person("Ama"), f.person("Bo", country=f.country("KE", "Kenya"))
    assert "Six indicators" not in reader(client, bo)
    actions.report(product, ama.country, Answers(changed="Six indicators"), by=ama, at=f.NOON)
    assert "Six indicators" in reader(client, bo)
    assert "Six indicators" in reader(client, ama)
    client.cookies.clear()
    assert "Six indicators" not in page_of(client, "/library/monitoring/")


def test_what_one_reader_may_see_is_never_shown_to_another(client, product):
    ama, bo = f.person("Ama"), f.person("Bo")
    f.on_roll(closed(), ama)
    topic = f.topic(space=closed(), title="What we measured first")
    ProductOrigin.objects.create(product=product, topic=topic)
    for _time in range(2):
        assert "What we measured first" in reader(client, ama)
        assert "What we measured first" not in reader(client, bo)
    f.on_roll(closed(), bo)
    versions.bump(f"person:{bo.pk}")
    assert "What we measured first" in reader(client, bo)


def test_each_language_and_each_question_has_its_own_list(client, product):
    f.product("other", title="Another thing", published=PartialDate(2020))
    versions.bump("public")
    f.sign_in(client, f.person())
    for _time in range(2):
        assert "Another thing" in page_of(client, "/library/?y=2020")
        assert "Using data" not in page_of(client, "/library/?y=2020")
        assert "Using data" in page_of(client, "/library/?y=2015")
        assert 'href="/fr/library/monitoring/"' in page_of(client, "/fr/library/")
        assert 'href="/library/monitoring/"' in page_of(client, "/library/")


def test_a_public_adaptation_is_counted_at_once(client, product):
    assert "1 adaptation" not in page_of(client, "/library/")
    one = f.adaptation(**public(product=product, visibility="members", reported_by=f.person()))
    actions.publish(one, by=f.staff(), at=f.NOON)
    assert "1 adaptation" in page_of(client, "/library/")


def test_the_least_used_goes_first_and_a_change_makes_all_anew():
    made = []

    def value(key):
        made.append(key)
        return key

    kept = Kept(2)
    for key in ("a", "b", "a", "c", "b"):
        assert kept.get(key, lambda key=key: value(key)) == key
    assert made == ["a", "b", "c", "b"]
    assert len(kept.values) == 2
    before = len(made)
    versions.bump("public")
    kept.get("b", lambda: value("b"))
    assert len(made) == before + 1
