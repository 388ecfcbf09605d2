from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.loading import values
from jln.loading.periods import Seen, periods
from jln.membership.terms import Level


@pytest.mark.parametrize(
    ("text", "code", "note"),
    [
        ("seen", "seen", ""),
        ("", "seen", ""),
        ("seen; year guessed", "guess", "seen; year guessed"),
        ("seen (period inferred)", "inferred", "seen (period inferred)"),
        ("inferred (24 -> 27 members)", "inferred", "inferred (24 -> 27 members)"),
        ("guess: by Nov 2023", "guess", "guess: by Nov 2023"),
        ("memory", "memory", "memory"),
        ("organisation from memory, not seen", "memory", "organisation from memory, not seen"),
        ("planned output seen; title not seen", "guess", "planned output seen; title not seen"),
        ("seen (date not seen)", "seen", "seen (date not seen)"),
        ("one page says three years of work", "seen", "one page says three years of work"),
    ],
)
def test_the_weakest_word_decides_how_sure_a_row_is(text, code, note):
    assert values.confidence_of(text) == (Confidence(code), note)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [("2010-2017", 2010, 2017), ("2011-", 2011, None), ("2023", 2023, 2023), ("", None, None)],
)
def test_a_period_may_be_open_or_unknown(text, starts, ends):
    span = values.span_of(text)

    assert span == (starts and PartialDate(starts), ends and PartialDate(ends))


@pytest.mark.parametrize("text", ["2013-16", "around 2012", "2010 - 2012", "10"])
def test_what_is_no_period_is_refused_in_words(text):
    with pytest.raises(ValueError, match="is no period"):
        values.span_of(text)


def test_a_short_range_is_not_taken_for_a_month():
    assert values.since_of("2013-16") == (PartialDate(2013), "at some time from 2013 to 2016")
    assert values.since_of("2017") == (PartialDate(2017), "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Steering Group (former convener N. Otoo)", "Steering Group (former convener)"),
        ("convener 2016-18 R.H. Tun Hussein; CCG team", "convener 2016-18; CCG team"),
        ("former Steering Group member E. Onguti", "former Steering Group member"),
        ("Site signs posts; leader Jo A Surname", "Site signs posts"),
        ("technical facilitator (PPM, PHC)", "technical facilitator (PPM, PHC)"),
        ("UHC-PHC pilot; author", "UHC-PHC pilot; author"),
        ("co-founder", "co-founder"),
    ],
)
def test_names_of_living_people_are_left_out(text, kept):
    assert values.without_people(text) == kept


def test_decisions_are_single_but_a_ballot_is_one():
    text = "MSH selected; strategy (drafted; revised) launched; closed"

    assert values.decisions_of(text, is_ballot=False) == [
        "MSH selected",
        "Strategy (drafted; revised) launched",
        "Closed",
    ]
    assert values.decisions_of("five new; two leave", is_ballot=True) == ["Five new; two leave"]


@given(st.text(max_size=30))
def test_dates_are_read_or_refused_never_anything_else(text):
    try:
        on = values.dated(text)
    except ValueError as wrong:
        assert "is no date" in str(wrong)
    else:
        assert on is None or str(on) == text.strip()


def test_a_level_begins_after_the_last_list_that_showed_another():
    seen = [
        Seen(PartialDate(2015, 12), Level.ASSOCIATE),
        Seen(PartialDate(2017, 2), Level.ASSOCIATE),
        Seen(PartialDate(2018, 9), Level.FULL),
    ]

    found = periods(
        PartialDate(2014),
        seen,
        "full",
        (Confidence.INFERRED, "inferred (intake); full between Feb 2017 and Sep 2018"),
    )

    assert [
        (one.level, str(one.starts), one.ends and str(one.ends), one.note) for one in found
    ] == [
        ("associate", "2014", "2017-02", "inferred (intake)"),
        ("full", "2017-03", None, "between Feb 2017 and Sep 2018"),
    ]


def test_a_founder_that_no_list_shows_has_left():
    found = periods(PartialDate(2010), [], "former", (Confidence.INFERRED, "absent"))

    assert [(one.level, str(one.starts)) for one in found] == [
        ("member", "2010"),
        ("former", "2013-12"),
    ]
