import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from jln.kit.partial import PartialDate
from jln.ui import formats

MARCH = date(2027, 3, 9)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "9 March 2027"),
        ("fr", "9 mars 2027"),
        ("es", "9 de marzo de 2027"),
        ("pt", "9 de março de 2027"),
        ("ar", "9 مارس 2027"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(language, written):
    with translation.override(language):
        assert formats.day(MARCH) == written


@pytest.mark.parametrize(
    ("given_date", "written"),
    [
        (PartialDate(2016), "2016"),
        ("2016-07", "July 2016"),
        (PartialDate(2027, 3, 9), "9 March 2027"),
        (MARCH, "9 March 2027"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_partial_date_says_no_more_than_is_known(given_date, written):
    assert formats.partial(given_date) == written


def test_a_moment_names_its_place():
    at = datetime(2027, 3, 9, 23, 30, tzinfo=UTC)

    assert formats.moment(at) == "9 March 2027, 23:30, UTC"
    assert formats.moment(at, "Asia/Manila") == "10 March 2027, 07:30, Manila"
    with translation.override("fr"):
        assert formats.clock(at, "Africa/Accra") == "23:30, Accra"


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (640, "0.6 KB", "0,6 ko"),
        (9_949, "9.9 KB", "9,9 ko"),
        (420_000, "420 KB", "420 ko"),
        (1_800_000, "1.8 MB", "1,8 Mo"),
    ],
)
def test_a_size_is_always_written_in_units(count, english, french):
    assert formats.size(count) == english
    with translation.override("fr"):
        assert (
            formats.size(count)
            .replace("\N{NARROW NO-BREAK SPACE}", " ")
            .replace("\N{NO-BREAK SPACE}", " ")
            == french
        )


def test_numbers_are_grouped():
    assert formats.number(1184) == "1,184"
    with translation.override("fr"):
        assert formats.number(1184) == "1\N{NARROW NO-BREAK SPACE}184"


def test_lists_are_joined_by_the_language_and_escape_their_parts():
    assert formats.list_of(["Ghana", "Kenya", "<b>"]) == "Ghana, Kenya and &lt;b&gt;"
    assert formats.list_of([Markup("<b>Ghana</b>"), "Kenya"], "or") == "<b>Ghana</b> or Kenya"
    assert formats.list_of([]) == ""
    with translation.override("ar"):
        assert formats.list_of(["غانا", "كينيا"]) == "غانا وكينيا"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
@pytest.mark.parametrize("style", get_args(formats.ListStyle))
def test_every_style_of_list_exists_in_every_language(language, style):
    with translation.override(language):
        for count in range(6):
            joined = formats.list_of(["x"] * count, style)
            assert joined.count("x") == count


@given(st.lists(st.text(alphabet="<>&{}0\"' a"), max_size=4))
def test_no_part_of_a_list_becomes_a_tag_or_a_placeholder(parts):
    joined = formats.list_of(parts)

    assert "<" not in joined
    assert all(str(Markup.escape(part)) in joined for part in parts)


def test_names_come_from_the_language_that_is_active():
    assert formats.language_name("fr") == "French"
    assert formats.language_name("fr", own=True) == "Français"
    assert formats.country_name("XK") == "Kosovo"
    with translation.override("es"):
        assert formats.language_name("fr") == "francés"
        assert formats.country_name("MA") == "Marruecos"


def test_a_language_that_is_unknown_is_shown_in_english_ways():
    with translation.override("xx"):
        assert formats.day(MARCH) == "9 March 2027"
    assert formats.is_rtl("ar")
    assert formats.is_rtl("ar-EG")
    assert not formats.is_rtl("pt-BR")


def test_dates_of_figures_keep_their_order_in_arabic():
    with translation.override("ar"):
        assert formats.in_order("<2016-07> 2016") == '&lt;<bdi dir="ltr">2016-07</bdi>&gt; 2016'
    with translation.override("fr"):
        assert formats.in_order("<2016-07>") == "<2016-07>"


def test_our_own_note_of_a_change_is_said_in_words():
    assert (
        formats.source_note("at some time from 2013-12 to 2015-12")
        == "at some time from December 2013 to December 2015"
    )
    assert formats.source_note("left at some time from 2010 to 2013-12") == (
        "left at some time from 2010 to December 2013"
    )
    assert formats.source_note("year guessed") == "year guessed"
    for word in ("guess", "inferred", "memory"):
        assert formats.source_note(f"{word}: since about 2022") == "since about 2022"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
@pytest.mark.parametrize("unit", ["duration-month", "duration-day", "duration-hour"])
def test_an_amount_of_time_is_in_words_of_every_language(language, unit):
    with translation.override(language):
        for count in (0, 1, 2, 3, 11, 12, 60, 379):
            assert "duration" not in formats.amount(count, unit)


def test_an_amount_has_its_plural():
    assert formats.amount(1, "duration-day") == "1 day"
    assert formats.amount(12, "duration-month") == "12 months"


JOINED = re.compile(r"(?:\}\}|%\}|</bdi>|</a>), (?:\{\{|\{%|<)")


@pytest.mark.parametrize(
    "domain", ["desk", "directory", "elections", "governance", "notify", "seats"]
)
def test_values_are_joined_with_the_comma_of_the_script(domain):
    with translation.override("ar"):
        assert formats.comma() == "، "
    written = Path(formats.__file__).parents[1].joinpath(domain, "templates").rglob("*.*")
    assert [one.name for one in written if JOINED.search(one.read_text())] == []
