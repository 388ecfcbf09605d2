"""A country stands by answering its letter. The ballot never comes by mail."""

from __future__ import annotations

import pytest

from jln.elections.models import Ballot, Candidacy
from jln.mail import seals
from tests.elections.world import DAY, World, voter
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("word", ["YES", "Oui", "نعم"])
def test_a_country_stands_by_mail(world, word):
    who = world.people["KE"]
    answered(newest("election.called", who), f"1. {word}\n2. A seat for the east.", at=world.at)
    assert not Candidacy.objects.exists()
    answered(newest("mail.question", who), "OK", at=world.at)
    stood = Candidacy.objects.get()
    assert (stood.country.code, stood.words, stood.withdrawn_at) == (
        "KE",
        "A seat for the east.",
        None,
    )


def test_no_takes_it_back(world):
    world.stands("KE")
    who = world.people["KE"]
    answered(newest("election.called", who), "1. No", at=world.at)
    answered(newest("mail.question", who), "OK", at=world.at)
    assert Candidacy.objects.get().withdrawn_at


def test_after_the_day_it_is_refused_in_words(world):
    who = world.people["KE"]
    at = world.at + 2 * DAY
    answered(newest("election.called", who), "1. Yes", at=at)
    answered(newest("mail.question", who), "OK", at=at)
    assert not Candidacy.objects.exists()
    assert "The last day to stand is over." in newest("mail.receipt", who).text


def test_the_link_stands_in_no_row_and_an_answer_is_no_vote(world):
    world.stands("KE")
    world.opens()
    who = world.people["ID"]
    letter = newest("election.opened", who)
    mine = voter(world.election, "ID")
    seal = seals.seal("ballot", mine.pk, who.pk, mine.issue)
    assert "{{link}}" in letter.text
    assert seal not in letter.text + str(letter.sealed)
    assert f"/steering-group/ballot/{seal}/" in seals.reveal(letter.text, letter.sealed)
    assert letter.reply_token is None
    assert not Ballot.objects.exists()
