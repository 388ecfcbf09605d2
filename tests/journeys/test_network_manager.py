"""Another Network Manager: decided by vote, its people named, everything moved on a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from jln.access.check import can
from jln.access.permissions import Permission
from jln.accounts.models import Session
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.governance import keys, tasks
from jln.governance.models import Decision, ManagerAppointment, Motion
from jln.governance.queries import decided
from jln.governance.rules import chain
from jln.kit import clock
from jln.mail.copies import text_of
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState
from jln.mailroom import form_letters, table
from jln.seats.models import Handover
from jln.web import network
from jln.web.network import current
from tests import factories as f
from tests.governance import recorded as r
from tests.governance.manager_change import DAY, NOON, TODAY, Change
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db
FIRST = TODAY + 60 * DAY


@pytest.fixture
def it(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    network._kept.clear()
    return Change()


def signed_in(person):
    client = Client()
    f.sign_in(client, person)
    Session.objects.filter(person=person).update(seen_at=clock.now(), proved_at=clock.now())
    return client


def voted(it, now):
    """By the convener's page and three answers by mail."""
    said = {
        "organisation": "new",
        "first_day": FIRST.isoformat(),
        "taking": "written",
        "closes_on": (TODAY + 40 * DAY).isoformat(),
    }
    assert signed_in(it.convener).post("/network-manager/new/", said).status_code == 302
    motion = Motion.objects.get()
    for code in ("GH", "KE", "VN"):
        ask = OutgoingMail.objects.get(kind="motion.opened", person=it.group[code])
        assert answered(ask, "FOR", at=NOON).state == InboundState.DONE
    now["at"] = motion.closes_at + timedelta(minutes=5)
    assert tasks.count_motions.call() == 1
    decision = Decision.objects.get(kind="manager.appoint")
    return ManagerAppointment.objects.get(decision=decision)


def named(it, now):
    """By who heads it; who follows says yes by mail, the convener agrees on the page."""
    convener = signed_in(it.convener)
    answer = convener.post("/network-manager/head/", {"who": "Nia"})
    assert (answer.status_code, answer["Location"]) == (302, "/network-manager/")
    nia = signed_in(it.nia)
    assert "Odette" in nia.get("/network-manager/").content.decode()
    for holder, successor in ((it.chen, "Omar"), (it.odette, "Pia")):
        handover = Handover.objects.get(seat__person=holder, closed_at=None)
        path = f"/handover/{handover.code}/"
        assert nia.post(f"{path}successor/", {"successor": successor}).status_code == 302
        brief = OutgoingMail.objects.get(kind="handover.named", person__name=successor)
        assert answered(brief, "YES", at=now["at"]).state == InboundState.DONE
        assert not Seat.objects.filter(person__name=successor).exists()
        assert nia.post(f"{path}agreement/", {"agreed": "yes"}).status_code != 302
        assert convener.post(f"{path}agreement/", {"agreed": "yes"}).status_code == 302


def test_another_organisation_takes_over_by_vote_on_a_day(it, monkeypatch):
    now = {"at": NOON}
    monkeypatch.setattr(clock, "now", lambda: now["at"])
    r.decision("Every paper is published.")
    old_key = keys.public_key()
    letter = form_letters.put(table.entry("country.contact"), f.country("KE"), it.odette, at=NOON)
    assert "Old Secretariat" in Client().get("/network-manager/").content.decode()
    of = voted(it, now)
    page = Client().get("/network-manager/").content.decode()
    assert "New Secretariat" in page
    assert "Odette" not in page
    named(it, now)

    chen = signed_in(it.chen)
    assert chen.get("/desk/").status_code == 200
    now["at"] = NOON.replace(hour=1) + 60 * DAY
    assert tasks.change_manager.call() > 0
    of.refresh_from_db()
    assert of.moved_at == now["at"]
    assert chen.get("/desk/").status_code == 403
    assert signed_in(it.omar).get("/desk/").status_code == 200
    assert (
        Seat.objects.held_on(FIRST)
        .filter(person=it.pia, kind=SeatKind.NETWORK_OFFICER, country__code="KE")
        .exists()
    )

    assert keys.public_key() != old_key
    r.decision("The next meeting is in May.")
    assert decided.fault() is None
    file = "\n".join(decided.export(whole=True))
    assert chain.check_file(file, keys.public_key()).fault is None
    assert chain.check_file(file, old_key).fault is None
    assert "Network Manager: New Secretariat" in text_of(newest("handover.moved", it.omar))

    mail = answered(letter, "who: The director\nhow: a\nsaid: All is well.", at=now["at"])
    assert (mail.state, mail.reason) == (InboundState.REFUSED, "not_allowed")
    assert b"All is well" in mail.raw
    assert "open to others only" in newest("mail.receipt", it.odette).text
    assert not can(it.odette, Permission.DESK_OPEN, current())
