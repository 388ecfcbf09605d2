"""The places of the Steering Group, by rule: who comes, what quorum is, when a term begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.governance import rules
from jln.governance.rules import Coming, Place

THERE, ALTERNATE, NO, NOTHING = "there", "alternate", "no", ""
BOTH = Place(1, 2)


@pytest.mark.parametrize(
    ("place", "first", "second", "coming"),
    [
        (BOTH, THERE, NOTHING, "sure"),
        (BOTH, THERE, NO, "sure"),
        (BOTH, NO, THERE, "sure"),
        (BOTH, NOTHING, THERE, "sure"),
        (BOTH, ALTERNATE, THERE, "sure"),
        (BOTH, ALTERNATE, NOTHING, "open"),
        (BOTH, ALTERNATE, NO, "no"),
        (BOTH, NOTHING, NOTHING, "open"),
        (BOTH, NOTHING, NO, "open"),
        (BOTH, NO, NOTHING, "no"),
        (Place(1, None), ALTERNATE, NOTHING, "no"),
        (Place(1, None), NOTHING, NOTHING, "open"),
        (Place(None, 2), NOTHING, NOTHING, "open"),
        (Place(None, None), NOTHING, NOTHING, "no"),
    ],
)
def test_who_comes(place, first, second, coming):
    assert rules.comes(place, {1: first, 2: second}) == coming


@pytest.mark.parametrize(
    ("places", "percent", "needed"),
    [(12, 50, 6), (13, 50, 7), (11, 50, 6), (12, 67, 9), (1, 50, 1), (0, 50, 1), (12, 0, 1)],
)
def test_how_many_make_a_quorum(places, percent, needed):
    assert rules.needed(places, percent) == needed


SAID = st.sampled_from([THERE, ALTERNATE, NO, NOTHING])
PLACES = st.lists(st.booleans(), min_size=1, max_size=16)


@given(PLACES, st.data())
def test_the_forecast_is_recomputed_from_the_answers(alternates, data):
    places = [Place(n * 2 + 1, n * 2 + 2 if has else None) for n, has in enumerate(alternates)]
    people = [one for place in places for one in (place.representative, place.alternate) if one]
    said = {one: data.draw(SAID) for one in people}
    quorum = rules.forecast(places, [1], said, 50)

    coming = [rules.comes(one, said) for one in places]
    assert (quorum.sure, quorum.open) == (coming.count("sure"), coming.count("open"))
    assert quorum.sure + quorum.open <= quorum.places == len(places)
    if quorum.coming is Coming.SURE:
        assert quorum.sure >= quorum.needed
        assert said[1] == THERE
    # What is open can only become sure or no: a sight of it is never lost by a yes.
    if quorum.coming is not Coming.NO and quorum.convener is Coming.OPEN:
        assert rules.forecast(places, [1], said | {1: THERE}, 50).coming is not Coming.NO


@given(PLACES, st.data())
def test_in_the_room_nothing_is_open(alternates, data):
    places = [Place(n * 2 + 1, n * 2 + 2 if has else None) for n, has in enumerate(alternates)]
    people = [one for place in places for one in (place.representative, place.alternate) if one]
    there = data.draw(st.sets(st.sampled_from(people)))
    quorum = rules.present(places, [1], there, 50)

    filled = sum(bool({one.representative, one.alternate} & there) for one in places)
    assert (quorum.sure, quorum.open) == (filled, 0)
    assert (quorum.coming is Coming.SURE) == (filled >= quorum.needed and 1 in there)


def test_without_anybody_who_convenes_there_is_no_quorum():
    assert rules.present([Place(1), Place(2)], [], {1, 2}, 50).coming is Coming.NO
