"""Who can be found by words, now: changed, hidden, closed and erased people at once."""

import pytest

from jln.accounts import actions as accounts
from jln.directory import findable
from jln.people.models import Person
from jln.people.terms import ExpertiseKind
from jln.search import index
from jln.search.queries import find, ids_of
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def wanjiru():
    person = f.person("Wanjiru", address="wanjiru@health.example", about="I count claims.")
    f.position(person, f.institution(), "Actuary")
    index.renew("person", person.pk)
    return person


def found(words):
    return ids_of(f.person(), words, "person")


def test_a_person_is_found_by_name_office_and_words_never_by_address(wanjiru):
    for words in ("Wanjiru", "actuary insurance", "claims", "Ghana"):
        assert found(words) == [wanjiru.pk]
    for words in ("wanjiru@health.example", "health.example"):
        assert found(words) == []
    assert not find(None, "Wanjiru").hits


def test_a_changed_profile_is_found_anew(wanjiru):
    f.theme("medical-audit", "Medical audit")
    accounts.set_expertise(wanjiru, ExpertiseKind.OFFERED, ["medical-audit"], by=wanjiru, at=NOON)
    assert found("audit") == [wanjiru.pk]
    accounts.change_profile(wanjiru, {"name": "Shiru"}, by=wanjiru, at=NOON)
    assert (found("Shiru"), found("Wanjiru")) == ([wanjiru.pk], [])


def test_who_hides_closes_is_suspended_or_erased_is_no_longer_found(wanjiru):
    staff = f.staff()
    accounts.change_profile(wanjiru, {"listing": "spaces"}, by=wanjiru, at=NOON)
    assert found("Wanjiru") == []
    accounts.change_profile(wanjiru, {"listing": "members"}, by=wanjiru, at=NOON)
    accounts.suspend(wanjiru, because="Spam", by=staff, at=NOON)
    assert found("Wanjiru") == []
    accounts.lift(wanjiru, by=staff, at=NOON)
    assert found("Wanjiru") == [wanjiru.pk]
    accounts.erase(Person.objects.get(pk=wanjiru.pk), by=None, at=NOON)
    assert found("Wanjiru") == found("claims") == []


def test_everything_can_be_found_again_from_nothing(wanjiru):
    f.person("Hidden", listing="spaces")
    kinds = {(entry.kind, entry.title) for entry in findable.entries()}
    assert kinds == {("person", "Wanjiru"), ("institution", "National Health Insurance Authority")}
