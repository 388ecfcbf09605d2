"""An election on the demonstration's clock: called, stood for by mail, secret, certified."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from jln.accounts.models import Session
from jln.countries.terms import SeatKind
from jln.elections import tasks
from jln.elections.effects import SEATS
from jln.elections.models import Ballot, BallotLink, Election
from jln.governance.models import Decision, Motion, SteeringTerm
from jln.governance.queries import decided
from jln.kit import clock
from jln.mail import seals
from tests import factories as f
from tests.elections.world import DAY, World
from tests.governance import sitting as s
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
    world, seats = World(), sitting()
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
    certify(client, world, seats)
    terms = SteeringTerm.objects.filter(starts_on=Election.objects.get().starts_on)
    assert sorted(terms.values_list("country__code", flat=True)) == ["GH", "IN"]
    html = page_of(client, place)
    for words in ("certified", "3 of 5 countries voted.", Election.objects.get().proof):
        assert words in html


def sitting():
    """Those who sit there until the new terms begin: Kenya, which convenes, and Indonesia."""
    s.room()
    seats = {}
    for code in ("KE", "ID"):
        seats[code] = s.speaks(s.place(f.country(code)), f"Rep {code}")
    f.seat(SeatKind.CONVENER, seats["KE"], country=f.country("KE"))
    return seats


def certify(client, world, seats):
    """The result comes on the agenda by itself, is put to the vote and decided by mail."""
    meeting = s.called(3, by=world.staff)
    item = meeting.items.get(matter_kind=SEATS)
    f.sign_in(client, world.staff)
    said = {"taking": "vote"}
    assert client.post(f"/steering-group/items/{item.code}/motion/", said).status_code == 302
    motion = Motion.objects.get()
    assert (motion.kind, motion.meeting) == (SEATS, meeting)
    settle = f"/steering-group/motions/{motion.code}/settle/"
    assert not SteeringTerm.objects.filter(starts_on=Election.objects.get().starts_on).exists()
    for who in seats.values():
        came = answered(newest("motion.opened", who), "FOR", name=who.name, at=clock.now())
        assert came.reason == "answered"
    f.sign_in(client, world.staff)
    now = dict.fromkeys(("started_at", "seen_at", "proved_at"), clock.now())
    Session.objects.filter(person=world.staff).update(**now)  # their second step, just shown
    said = client.post(settle, {"deed": "count"})
    assert said.headers["Location"] == f"/steering-group/motions/{motion.code}/"
    decision = Decision.objects.get()
    assert (decision.kind, decision.motion, decision.meeting) == (SEATS, motion, meeting)
    assert Election.objects.get().decision == decision
    assert decided.fault() is None


def vote(client, person, choices):
    """By the link in the newest letter, as it is put in when the letter is handed over."""
    letter = newest("election.opened", person)
    text = seals.reveal(letter.text, letter.sealed)
    path = re.search(r"/steering-group/ballot/\w+/", text)[0]
    f.sign_in(client, person)
    assert client.post(path, {"ballot": choices}).status_code == 302
