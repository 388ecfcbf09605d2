"""Who is asked to accept what, decided without a database."""

import pytest

from jln.conduct import rules


@pytest.mark.parametrize(
    ("accepted", "for_all", "has_written", "asked"),
    [
        (0, 0, False, True),  # a first message
        (0, 0, True, False),  # of long standing
        (1, 0, False, False),
        (0, 2, True, True),  # a version that everybody is asked about
        (1, 2, True, True),
        (2, 2, True, False),
        (3, 2, False, False),
        (0, 2, False, True),
    ],
)
def test_asked_once_and_those_of_long_standing_only_where_it_matters(
    accepted, for_all, has_written, asked
):
    assert rules.asks(accepted=accepted, for_all=for_all, has_written=lambda: has_written) is asked


def test_who_accepted_is_not_looked_up_further():
    def looked():
        raise AssertionError

    assert not rules.asks(accepted=1, for_all=0, has_written=looked)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, set()),
        ({"newest": 3}, {"published"}),
        ({"english": " "}, {"no_english"}),
        ({"changed": ""}, {"no_change"}),
    ],
)
def test_a_version_follows_the_one_its_writer_saw(values, codes):
    said = {"newest": 2, "after": 2, "english": "Be kind.", "changed": "Shorter."} | values
    assert rules.may_publish(**said).codes == codes
