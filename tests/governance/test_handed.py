"""What somebody of a Core Group took on goes to who follows in her seat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.seats import actions as seats
from jln.seats import moving
from jln.seats.terms import Way
from tests import factories as f
from tests.governance import groups as g

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    f.network()
    return g.member()


def handed_over(esi, seat, *, stays=False):
    at, chair = clock.now(), f.person("Abena")
    f.seat(SeatKind.CCG_CHAIR, chair, country=seat.country)
    if stays:
        f.seat(SeatKind.POINT_OF_CONTACT, esi, country=seat.country)
    efua = f.person("Efua", country=seat.country)
    handover = seats.end(seat, at.date(), by=esi, at=at)
    seats.name(handover, seats.Successor(efua), by=chair, at=at)
    seats.confirm(handover, by=efua, at=at, way=Way.PAGE)
    seats.second(handover, by=f.staff(), at=at)
    seats.on_their_day(at=at + timedelta(days=1))
    return efua


@pytest.mark.parametrize("stays", [False, True])
def test_open_actions_go_to_who_follows_unless_she_stays_in_the_group(ghana, stays):
    esi = g.in_group("Esi", SeatKind.CCG_MEMBER)
    seat = esi.seats.get()
    action = g.action(g.noted(g.group(ghana)), esi)
    assert [one.title for one in moving.pending(seat, esi).things] == [action.text]

    efua = handed_over(esi, seat, stays=stays)

    action.refresh_from_db()
    assert action.owner == (esi if stays else efua)
