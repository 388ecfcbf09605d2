"""Numbers of rules: which holds on a day, over time, and what a network starts with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.loading import init
from jln.parameters import queries
from jln.parameters.actions import begin
from jln.parameters.models import Parameter
from jln.parameters.rules import number_on, numbers_on
from jln.parameters.terms import DEFINITIONS, PARTS
from jln.parameters.words import shown
from tests.loading.test_init import WORDS

STARTED = date(2023, 11, 20)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def row(code, value, since, **values):
    return Parameter(code=code, value=value, valid_from=PartialDate.parse(since), **values)


@pytest.mark.django_db
def test_a_network_starts_with_every_number_and_says_which_are_defaults():
    assert begin(STARTED) == len(DEFINITIONS) == sum(len(part.numbers) for part in PARTS)

    packet = Parameter.objects.get(code="full_min_months")
    assert (packet.value, packet.valid_from, packet.is_default) == (12, PartialDate(2019), False)
    assert "Prospective Member Packet" in packet.source
    default = Parameter.objects.get(code="ccg_min_institutions")
    assert (default.value, default.valid_from) == (3, PartialDate(2023, 11, 20))
    assert (default.is_default, default.source) == (True, "")


@pytest.mark.django_db
def test_what_has_a_row_is_never_written_again():
    begin(STARTED)
    Parameter.objects.filter(code="sharing_min").update(value=5)
    Parameter.objects.filter(code="hosting_min").delete()

    assert begin(date(2026, 1, 1)) == 1
    assert begin(date(2026, 1, 2)) == 0
    assert queries.value("sharing_min", on=date(2026, 6, 1)) == 5
    assert Parameter.objects.get(code="hosting_min").valid_from == PartialDate(2026, 1, 1)


@pytest.mark.django_db
def test_jln_init_begins_them():
    init.main(WORDS)

    assert set(Parameter.objects.values_list("code", flat=True)) == set(DEFINITIONS)


@pytest.mark.django_db
def test_the_number_of_a_day_is_the_newest_that_had_begun(django_assert_num_queries):
    begin(STARTED)
    Parameter.objects.create(
        code="sharing_min", value=4, valid_from=PartialDate(2026, 3), source="Decision 2026/02"
    )

    with django_assert_num_queries(1):
        assert queries.value("sharing_min", on=date(2026, 2, 28)) == 3
    assert queries.value("sharing_min", on=date(2026, 3, 1)) == 4
    assert [one.value for one in queries.history("sharing_min")] == [4, 3]
    with django_assert_num_queries(1):
        held = queries.all_on(date(2026, 3, 31))
    assert (held["sharing_min"].value, held["sharing_min"].source) == (4, "Decision 2026/02")
    assert held["sharing_min"].is_default is False
    assert set(held) == set(DEFINITIONS)


@pytest.mark.django_db
def test_numbers_looked_up_once_are_those_of_their_day_only(django_assert_num_queries):
    begin(STARTED)
    Parameter.objects.create(code="sharing_min", value=4, valid_from=PartialDate(2026, 3))

    with queries.looked_up(date(2026, 2, 1)), django_assert_num_queries(1):
        assert queries.value("sharing_min", on=date(2026, 2, 1)) == 3
        assert queries.value("sharing_min", on=date(2026, 3, 1)) == 4
    with django_assert_num_queries(1):
        assert queries.value("sharing_min", on=date(2026, 2, 1)) == 3


@pytest.mark.django_db
def test_before_the_first_number_the_definition_holds_and_says_that_none_is_on_record():
    begin(STARTED)

    held = queries.all_on(date(2017, 2, 28))
    assert (held["sg_country_seats"].value, held["sg_country_seats"].since) == (12, None)
    assert queries.all_on(date(2017, 3, 1))["sg_country_seats"].since == PartialDate(2017, 3)


@pytest.mark.django_db
def test_a_number_there_is_not_is_no_number():
    with pytest.raises(KeyError):
        queries.value("sharing_max", on=STARTED)


@given(day=DAYS, later=st.lists(st.tuples(DAYS, st.integers(0, 99)), max_size=6), own=DAYS)
def test_a_number_set_for_later_never_changes_an_earlier_day(day, later, own):
    rows = [row("sharing_min", 3, str(PartialDate.of(own)))]
    more = [row("sharing_min", value, str(PartialDate.of(on))) for on, value in later if on > day]

    assert numbers_on(rows, day) == numbers_on(rows + more, day)


@given(day=DAYS, of=st.dictionaries(DAYS, st.integers(0, 99), max_size=6))
def test_the_number_of_a_day_is_one_that_was_set_and_not_for_later(day, of):
    rows = [row("sharing_min", value, str(PartialDate.of(on))) for on, value in of.items()]
    held = number_on(DEFINITIONS["sharing_min"], rows, day)

    begun = [on for on in of if on <= day]
    assert held.value == (of[max(begun)] if begun else 3)
    assert (held.since is None) == (not begun)


def test_numbers_are_written_as_readers_write_them():
    def said(code, value):
        return shown(DEFINITIONS[code], value)

    assert said("full_min_months", 12) == "12 months"
    assert said("full_min_months", 1) == "1 month"
    assert said("profiles_percent", 80) == "80%"
    assert said("majority_thirds", 2) == "2/3"
    assert said("full_cap", 0) == "no limit"
    assert said("full_cap", 40) == "40"
    assert said("hosting_min", 0) == "0"
