"""A round of priorities on the demonstration's clock: from ballots by mail and page to fates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.facts.models import Fact
from jln.kit import clock
from jln.notify import actions as notify
from jln.priorities import queries, tasks
from jln.priorities.models import Priority
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.pages import page_of
from tests.priorities.world import DAY, World

pytestmark = pytest.mark.django_db
CLINICS, CLAIMS = "Comment payer les centres à temps", "How to check claims quickly"


@pytest.fixture(autouse=True)
def own_clock(settings, tmp_path, monkeypatch):
    """A data folder of its own, so that no other test sees the time move."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_offset", timedelta())
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)


def tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def by_mail(kind, person, text):
    tell()
    answered(newest(kind, person), text, at=clock.now())
    answered(newest("mail.question", person), "OK", at=clock.now())


def test_from_ballots_to_fates(client):
    world = World()
    place = f"/priorities/{world.round.code}/"
    by_mail("priority.opened", world.people["GH"][0], f"1. {CLINICS}")
    by_mail("priority.opened", world.people["GH"][1], f"1. {CLINICS}\n2. {CLAIMS}")
    f.sign_in(client, world.people["IN"][0])
    client.post(f"{place}mine/", {"first": CLAIMS})

    clock.advance(3 * DAY)
    tasks.on_their_day.call()
    by_mail("priority.listed", world.leads["GH"], "1")
    f.sign_in(client, world.leads["IN"])
    client.post(f"{place}list/", {"way": "points"})

    clock.advance(2 * DAY)
    tasks.on_their_day.call()
    texts = [one.text for one in queries.listed(world.round)]
    assert texts == [CLINICS, CLAIMS, CLAIMS]
    by_mail("priority.asked", world.leads["KE"], "1: 10")
    by_mail("priority.asked", world.leads["IN"], "1: 3\n3: 7")
    client.post(f"{place}points/", {"points": "3: 10"})  # India's coordinator thinks again

    clock.advance(2 * DAY)
    tasks.on_their_day.call()
    tasks.on_their_day.call()
    assert [one.priority.text for one in queries.outcomes_of(world.now()) if one.by_shares] == [
        CLINICS,
        CLAIMS,
    ]
    f.group("claims", name="Claims that pay")
    f.sign_in(client, world.staff)
    for one in Priority.objects.filter(place__isnull=False):
        said = (
            {"fate": "yes", "what": "/work/claims/"}
            if one.text == CLAIMS
            else {"fate": "no", "reason": "Nobody can host it this year."}
        )
        client.post(f"{place}fates/{one.code}/", said)
    tell()
    assert "Claims that pay" in newest("priority.fate", world.leads["IN"]).text
    assert queries.waiting_for_staff(at=clock.now()) == []
    client.cookies.clear()
    html = page_of(client, place)
    for words in (CLINICS, CLAIMS, "Taken up", "Nobody can host it this year."):
        assert words in html
