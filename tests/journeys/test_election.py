"""An election on the demonstration's clock: called, stood for by mail, secret, certified."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from jln.elections import tasks
from jln.elections.effects import SEATS
from jln.elections.models import Ballot, BallotLink, Election
from jln.governance import effects
from jln.governance.models import Decision, SteeringTerm
from jln.kit import clock
from jln.kit.matter import Carried, Outcome
from jln.mail import seals
from tests import factories as f
from tests.elections.world import DAY, World
from tests.mailroom.letters import answered, newest
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock(settings, tmp_path, monkeypatch):
    """A data folder of its own, so that no other test sees the time move."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_offset", timedelta())
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)


def test_countries_stand_vote_in_secret_and_take_their_seats(client):
    world = World()
    people, place = world.people, f"/steering-group/elections/{world.election.code}/"
    for code, words in (("GH", "1. YES"), ("KE", "1. Oui"), ("IN", "1. Yes\n2. For Asia.")):
        answered(newest("election.called", people[code]), words, at=clock.now())
        answered(newest("mail.question", people[code]), "OK", at=clock.now())
    f.sign_in(client, people["MY"])
    client.post(f"{place}stand/", {"answer": "yes", "lines": ""})
    client.post(f"{place}stand/", {"answer": "no", "lines": ""})
    html = page_of(client, place)
    assert "For Asia." in html
    assert "no country stands" not in html.lower()

    clock.advance(2 * DAY)
    tasks.on_their_day.call()
    for code, choices in (("GH", ["GH", "IN"]), ("ID", ["IN"]), ("MY", ["KE", "IN"])):
        vote(client, people[code], choices)
    client.post(f"{place}link/")  # Malaysia's contact thinks again
    vote(client, people["MY"], ["GH"])
    assert Ballot.objects.count() == BallotLink.objects.count() == 3

    clock.advance(3 * DAY)
    tasks.on_their_day.call()
    tasks.on_their_day.call()
    assert not Ballot.objects.exists()
    assert "India" in newest("election.counted", people["KE"]).text
    (matter,) = [one for one in effects.waiting() if one.kind == SEATS]
    made = Decision.objects.create(
        number=1, text=matter.text, decided_on="2026-12", line="{}", mark="1"
    )
    effects.carry_out(
        SEATS,
        Carried(matter.subject_id, Outcome.ADOPTED, {}, made.pk, 1, "", clock.now()),
    )
    terms = SteeringTerm.objects.filter(starts_on=Election.objects.get().starts_on)
    assert sorted(terms.values_list("country__code", flat=True)) == ["GH", "IN"]
    html = page_of(client, place)
    for words in ("certified", "3 of 5 countries voted.", Election.objects.get().proof):
        assert words in html


def vote(client, person, choices):
    """By the link in the newest letter, as it is put in when the letter is handed over."""
    letter = newest("election.opened", person)
    text = seals.reveal(letter.text, letter.sealed)
    path = re.search(r"/steering-group/ballot/\w+/", text)[0]
    f.sign_in(client, person)
    assert client.post(path, {"ballot": choices}).status_code == 302
