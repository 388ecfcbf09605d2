"""Two people at the same moment, each with a connection of her own: one effect."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.loading.migrate import create_if_empty
from jln.seats import actions
from jln.seats.models import Handover
from jln.seats.terms import Way
from tests import factories as f
from tests.seats.network import DAY, NOON, TODAY, Ghana

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_a_disk(transactional_db, tmp_path):
    """SQLite in memory is one connection's; here each thread has its own, as in the product."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, named = connections["default"], connection.settings_dict["NAME"]
    del connections["default"]
    connections.settings["default"]["NAME"] = str(tmp_path / "jln.sqlite3")
    create_if_empty()
    yield
    connections["default"].close()
    connections.settings["default"]["NAME"] = named
    connections["default"] = in_memory


def at_once(*deeds):
    """Everybody starts together; what each ended with."""
    start, ends = Barrier(len(deeds)), []

    def run(deed):
        try:
            start.wait(10)
            deed()
            ends.append("done")
        except RuleBroken as broken:
            ends.append(type(broken).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(ends)


def begun():
    return Fact.objects.filter(kind=Kind.SEAT_BEGUN).count()


def test_yes_and_agreement_at_the_same_moment_begin_one_seat():
    ghana = Ghana()
    handover = ghana.named()

    ends = at_once(
        lambda: actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.MAIL),
        lambda: actions.second(handover, by=ghana.chen, at=NOON),
    )

    assert ends == ["done", "done"]
    assert Seat.objects.filter(person=ghana.efua).count() == begun() == 1


def test_three_second_people_and_two_duties_have_one_effect():
    ghana = Ghana()
    handover = ghana.named()
    actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.MAIL)

    ends = at_once(*[lambda by=by: actions.second(handover, by=by, at=NOON) for by in (ghana.chen, ghana.yaw, f.staff("Zawadi"))])  # fmt: skip
    assert ends == ["done"] * 3
    assert begun() == 1

    later = NOON + DAY
    assert at_once(*[lambda: actions.on_their_day(at=later)] * 2) == ["done", "done"]
    assert Fact.objects.filter(kind=Kind.HANDOVER_MOVED).count() == 1


def test_two_ends_of_one_seat_are_one_hand_over():
    ghana = Ghana()
    ends = at_once(
        lambda: actions.end(ghana.seat, TODAY, by=ghana.yaw, at=NOON),
        lambda: actions.end(ghana.seat, TODAY, by=ghana.abena, at=NOON),
    )
    assert ends == ["done", "done"]
    assert Handover.objects.count() == 1
    assert Fact.objects.filter(kind=Kind.SEAT_ENDED).count() == 1


def test_two_hand_overs_to_one_chair_end_in_one_holder():
    """Two seats of the same kind that ended; both successors are agreed to at once."""
    ghana = Ghana()
    first = ghana.named()
    past = f.seat(SeatKind.CCG_COORDINATOR, ghana.esi, country=ghana.country, ends_on=TODAY)
    other = Handover.objects.create(
        seat=past, opened_at=NOON, successor=f.person("Ama"), named_by=ghana.abena, named_at=NOON
    )
    actions.confirm(first, by=ghana.efua, at=NOON, way=Way.MAIL)
    actions.confirm(other, by=other.successor, at=NOON, way=Way.MAIL)

    ends = at_once(
        lambda: actions.second(first, by=ghana.chen, at=NOON),
        lambda: actions.second(other, by=ghana.chen, at=NOON),
    )

    assert ends == ["RuleBroken", "done"]
    held = Seat.objects.held_on(TODAY + DAY).filter(kind=SeatKind.CCG_COORDINATOR)
    assert held.count() == begun() == 1
