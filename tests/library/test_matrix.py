"""Library, problems and chain answer each principal as their tables say."""

import pytest

from jln.countries.terms import SeatKind
from tests import factories as f
from tests.chain.matrix import MATRIX as CHAIN
from tests.library.matrix import ALL, MATRIX
from tests.problems.matrix import MATRIX as PROBLEMS

pytestmark = pytest.mark.django_db


def principal(who):
    if who == "visitor":
        return None
    if who == "staff":
        return f.staff()
    person = f.person(who, country=f.country("KE", "Kenya") if who == "other" else f.country())
    if who == "coordinator":
        f.seat(SeatKind.CCG_COORDINATOR, person, country=person.country)
    if who == "administrator":
        f.seat(SeatKind.ADMINISTRATOR, person)
    return person


@pytest.mark.parametrize("who", ALL)
def test_every_door_opens_to_whom_the_table_says(client, who):
    f.network()
    person = principal(who)
    if person:
        f.sign_in(client, person)
    wrong = []
    for place, method, statuses in MATRIX + PROBLEMS + CHAIN:
        path = place() if callable(place) else place
        status = getattr(client, method)(path).status_code
        if status != statuses[who]:
            wrong.append((method, path, status, statuses[who]))
    assert wrong == []
