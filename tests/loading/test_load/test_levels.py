"""The real history of membership: each country's level, and the totals that were published."""

from __future__ import annotations

from datetime import date

import pytest

from jln.countries.models import Statement
from jln.membership import command, queries
from jln.membership.rules.levels import Sureness, Total
from jln.membership.terms import Level
from jln.parameters.models import Parameter
from jln.parameters.terms import DEFINITIONS
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
A, F, M = Level.ASSOCIATE, Level.FULL, Level.MEMBER
FIRST = {"GH", "ID", "IN", "KE", "ML", "MY", "NG", "PH", "VN"}
ELECTORS = {"BD", "ET", "KR", "MN", "MX", "SD", "SN"}


def at(code, day):
    return queries.record(queries.country(code)).on(day)


def full_on(day, *, surely=True):
    found = {}
    for one in queries.records():
        found[one.country.code] = one.on(day)
    if surely:
        return {code for code, standing in found.items() if standing.is_surely(F)}
    return {code for code, standing in found.items() if F in standing.levels}


def test_sixteen_voted_in_march_2017_and_seventeen_were_full_in_july_2018():
    assert full_on(date(2015, 12, 31)) == FIRST
    assert full_on(date(2017, 3, 31)) == full_on(date(2017, 3, 31), surely=False)
    assert full_on(date(2017, 3, 31)) == FIRST | ELECTORS
    assert full_on(date(2018, 7, 31)) == FIRST | ELECTORS | {"LR"}
    assert full_on(date(2018, 9, 30)) == FIRST | ELECTORS | {"LR"}


def test_in_february_2017_one_source_says_nine_and_another_sixteen():
    day = date(2017, 2, 28)

    assert full_on(day) == FIRST
    assert full_on(day, surely=False) == FIRST | ELECTORS
    for code in ELECTORS:
        record = queries.record(queries.country(code))
        assert [str(on) for on in record.disputed] == ["2017-02"]
        assert record.on(day).levels == (A, F)
        both = [(one.value, one.confidence) for one in record.said if str(one.as_of) == "2017-02"]
        assert both == [("associate", "seen"), ("full", "inferred")]
    assert [one.country.code for one in queries.records() if one.disputed] == sorted(ELECTORS)


def test_liberia_rose_after_the_ballot():
    assert at("LR", date(2017, 3, 31)).levels == (A,)
    assert at("LR", date(2017, 9, 1)).levels == (A, F)
    assert at("LR", date(2018, 7, 31)).levels == (F,)


def test_levels_that_no_source_gives_are_unknown():
    assert at("TJ", date(2023, 11, 30)).sureness is Sureness.UNKNOWN
    assert at("TJ", date(2023, 6, 30)).levels == (None, M)
    assert at("PT", date(2023, 6, 30)).levels == (None,)
    assert at("TH", date(2010, 6, 30)).levels == (None, M)
    assert at("TH", date(2013, 12, 31)).levels == (Level.FORMER,)


PUBLISHED = {
    # what was published, what follows from the countries one by one, and by how much it differs
    ("member countries", "2013-12"): (9, Total(9, 9), 0),
    ("member countries", "2015-12"): (24, Total(24, 24), 0),
    ("member countries", "2017-02"): (27, Total(27, 27), 0),
    ("full members", "2017-03"): (16, Total(16, 16), 0),
    ("member countries", "2018-01"): (30, Total(30, 32), 0),
    ("full members", "2018-07"): (17, Total(17, 17), 0),
    ("member countries", "2018-07"): (31, Total(30, 32), 0),
    ("member countries", "2018-09"): (32, Total(32, 32), 0),
    ("member countries", "2018-10"): (33, Total(32, 32), 1),
    ("member countries", "2020-12"): (34, Total(32, 33), 1),
    ("member countries", "2024-01"): (37, Total(35, 39), 0),
    ("member countries", "2024-10"): (40, Total(35, 39), 1),
    ("member countries", "2025-10"): (41, Total(39, 39), 2),
}
"""The difference is what no source names: one or two members after September 2018."""


def test_every_published_total_is_reproduced_or_its_difference_is_on_record():
    found = {
        (one.statement.about, str(one.statement.as_of)): (one.value, one.total, one.difference)
        for one in queries.published(queries.records())
    }

    assert found == PUBLISHED
    counted = Statement.objects.filter(country=None, about__in=queries.COUNTED)
    assert len(found) == counted.count()


def test_what_the_lists_say_is_possible_on_every_day_they_speak_of():
    for one in queries.records():
        for row in one.said:
            assert Level(row.value) in one.on(row.as_of.first).levels, (one.country, row.as_of)
            assert Level(row.value) in one.on(row.as_of.last).levels, (one.country, row.as_of)


def test_the_numbers_of_the_rules_begin_with_the_history():
    assert set(Parameter.objects.values_list("code", flat=True)) == set(DEFINITIONS)


def test_the_figures_say_where_fewer_are_known_by_name(client):
    said = text_of(page_of(client, "/insights/"))

    assert "41 October 2025 By name, at most 39 are on record here." in said
    assert said.count("By name, at most") == 4
    assert "32 (17 full + 15 associate) September 2018 Source" in said


def told(capsys, *words):
    assert command.main(list(words)) == 0
    return capsys.readouterr().out


def test_the_command_explains_a_level_with_its_sources(capsys):
    said = told(capsys, "explain", "sn", "--on", "2018-09-30")

    assert said.startswith(
        "Senegal on 30 September 2018: Full Member.\n"
        "  certain; how it is known: follows from what was read\n"
    )
    assert (
        "  February 2017    Associate Member\n"
        "      read in the source\n"
        "      https://www.slideshare.net/slideshow/what-is-joint-learning/74572041\n"
    ) in said
    assert (
        "  February 2017    Full Member\n"
        "      follows from what was read: inferred: 16 Full Members voted from February 2017;"
    ) in said
    assert "  Full Member      since some day from 1 January 2016 to 1 March 2017\n" in said
    assert "  Sources differ about February 2017: all are kept.\n" in said


def test_the_command_says_what_is_not_certain(capsys):
    said = told(capsys, "explain", "SN", "--on", "2017-02")
    assert said.startswith(
        "Senegal on 28 February 2017: Associate Member or Full Member.\n"
        "  not certain: more than one level is possible on this day;"
    )
    assert "  the level is unknown; " in told(capsys, "explain", "KH", "--on", "2025")
    assert told(capsys, "explain", "PT", "--on", "2025").endswith(
        "Nothing is on record of its membership.\n"
    )


def test_the_command_lists_full_members_beside_what_was_published(capsys):
    said = told(capsys, "full", "--on", "2017-03")
    assert said.startswith("Full Members on 31 March 2017: 16 for certain.\n  BD  Bangladesh\n")
    assert "Perhaps" not in said
    assert "  Full Members, March 2017: 16; by name 16: agrees.\n" in said

    before = told(capsys, "full", "--on", "2017-02-28")
    assert before.startswith("Full Members on 28 February 2017: 9 for certain.\n")
    assert "Perhaps, 7 more:\n  BD  Bangladesh: Associate Member or Full Member\n" in before
    assert "  Member countries, February 2017: 27 (9 full + 18 associate); by name 27" in before

    late = told(capsys, "full", "--on", "2025-10-15")
    assert "  Member countries, October 2025: 41; by name 39: differs by +2.\n" in late


def test_what_the_command_does_not_know_is_refused_with_a_sentence(capsys):
    assert command.main(["explain", "ZZ"]) == 2
    assert "There is no country 'ZZ' here: write its code of two letters" in capsys.readouterr().err
    for words in (["explain", "SN", "--on", "soon"], ["full", "--on", "2017-02-30"]):
        with pytest.raises(SystemExit) as stopped:
            command.main(words)
        assert stopped.value.code == 2
        assert "is no date: write 2016, 2016-07 or 2016-07-09" in capsys.readouterr().err
