"""A problem waits before anybody is told; taken back after that, those who were told hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.countries.terms import SeatKind
from jln.facts.models import Fact
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.mailroom import form_letters, table
from jln.notify import actions as notify
from jln.notify.rights import why_not_now
from jln.problems import actions, rules
from jln.problems.actions import Words
from tests import factories as f
from tests.mailroom.letters import answered
from tests.pages import known_network, page_of, record, text_of

pytestmark = pytest.mark.django_db
LONG = (
    "Clinics are paid three months late because no office knows which claims another has seen " * 2
)


@pytest.fixture
def adjoa():
    known_network()
    record()
    adjoa, esi = f.person("Adjoa"), f.person("Esi")
    f.seat(SeatKind.CCG_MEMBER, esi, country=f.country())
    return adjoa


def tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def stated(by, *, ago=timedelta(), statement="Clinics are paid three months late."):
    at = clock.now() - ago
    made = actions.state(f.country(), Words(statement), by=by, at=at)
    tell()
    return made


def sent():
    OutgoingMail.objects.update(state=OutgoingState.SENT)


def test_letters_about_a_problem_wait_while_it_can_be_taken_back(adjoa):
    made = stated(adjoa)
    letter = OutgoingMail.objects.get()
    assert letter.not_before == made.created_at + rules.LETTERS_WAIT

    actions.withdraw(made, by=adjoa, at=clock.now())
    tell()
    letter.refresh_from_db()
    assert (letter.state, OutgoingMail.objects.count()) == (OutgoingState.WITHHELD, 1)


def test_the_subject_of_the_letter_is_cut_at_a_word(adjoa):
    stated(adjoa, statement=LONG)
    letter = OutgoingMail.objects.get()
    assert len(letter.subject) < 110
    assert letter.subject.endswith("…")
    assert letter.subject.removesuffix("…").rsplit(" ", 1)[1] in LONG.split()
    assert LONG.rsplit(maxsplit=1)[-1] in letter.text


def test_who_was_told_hears_that_it_was_taken_back(adjoa):
    made = stated(adjoa, ago=timedelta(hours=1))
    sent()
    actions.withdraw(made, by=adjoa, at=clock.now())
    tell()

    _first, letter = OutgoingMail.objects.order_by("pk")
    assert letter.person.name == "Esi"
    assert "took back the problem" in letter.text
    assert made.statement not in letter.text
    assert why_not_now([letter]) == {}


def test_the_page_of_a_problem_taken_back_says_so_to_members(client, adjoa):
    made = stated(adjoa, ago=timedelta(hours=1))
    actions.withdraw(made, by=adjoa, at=clock.now())
    path = f"/problems/{made.code}/"
    assert client.get(path).status_code == 404

    f.sign_in(client, f.person("Bo", country=f.country("KE", "Kenya")))
    html = page_of(client, path, status=410)
    assert "Problem taken back" in html
    assert made.statement not in html


def test_what_was_undone_before_anybody_was_told_was_never_there(client, adjoa):
    made = stated(adjoa)
    actions.withdraw(made, by=adjoa, at=clock.now())
    f.sign_in(client, f.person("Bo", country=f.country("KE", "Kenya")))
    assert client.get(f"/problems/{made.code}/").status_code == 404


def test_a_problem_in_confidence_leaves_no_stone_for_others(client, adjoa):
    closed = f.space("closed", visibility="roll")
    made = f.problem(stated_by=adjoa, space=closed, visibility="roll", withdrawn_at=clock.now())
    f.sign_in(client, f.person("Bo", country=f.country("KE", "Kenya")))
    assert client.get(f"/problems/{made.code}/").status_code == 404


def test_the_form_says_who_will_be_told(client, adjoa):
    f.sign_in(client, adjoa)
    text = text_of(page_of(client, "/problems/new/"))
    assert "1 person will be told by mail, after a few minutes" in text
    assert "They hold a seat of Ghana. Esi" in text


def test_whoever_is_alone_is_told_that_nobody_is(client, adjoa):
    f.sign_in(client, f.person("Bo", country=f.country("KE", "Kenya")))
    assert "Nobody will be told by mail." in page_of(client, "/problems/new/")


def test_the_page_offers_to_undo_while_nobody_is_told(client, adjoa):
    made = stated(adjoa)
    f.sign_in(client, adjoa)
    assert "Nobody has been told yet." in page_of(client, f"/problems/{made.code}/")
    old = stated(adjoa, ago=timedelta(hours=1), statement="Nobody audits the claims of clinics.")
    assert "Nobody has been told yet." not in page_of(client, f"/problems/{old.code}/")


def test_the_page_that_takes_back_says_that_letters_have_gone(client, adjoa):
    made = stated(adjoa)
    f.sign_in(client, adjoa)
    path = f"/problems/{made.code}/withdrawal/"
    assert "Nobody has been told yet." in page_of(client, path)
    sent()
    assert "1 person has been told of it by mail." in text_of(page_of(client, path))


def test_who_answers_the_letter_of_a_dead_problem_is_told_that_it_is(adjoa):
    made = stated(adjoa, ago=timedelta(hours=1))
    letter = OutgoingMail.objects.get()
    assert "taken back" not in answered(letter, "We have met it too.", name="Esi").receipt.text
    actions.withdraw(made, by=adjoa, at=clock.now())
    came = answered(letter, "We wrote a guide about it.", name="Esi")
    assert "This problem has been taken back already." in came.receipt.text


def test_a_form_about_a_dead_problem_does_nothing_and_says_why(adjoa):
    bo = f.person("Bo", country=f.country("KE", "Kenya"))
    made = stated(adjoa, ago=timedelta(hours=1))
    letter = form_letters.put(table.entry("problem.share"), made, bo, at=clock.now())
    actions.withdraw(made, by=adjoa, at=clock.now())
    came = answered(letter, "yes", name="Bo")
    assert came.reason == "token_dead"
    assert "no longer there" in came.receipt.text
