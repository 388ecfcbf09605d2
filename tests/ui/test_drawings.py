import re
from dataclasses import dataclass

import pytest
from django.utils import translation

from jln.ui.gallery import COUNTRIES, Country
from jln.ui.icons import SHAPES, icon
from jln.ui.tiles import mini, tiles
from jln.ui.weave import DYES, MOST, dye, weave


def test_the_map_is_a_list_of_links_in_reading_order():
    drawn = tiles(
        reversed(COUNTRIES),
        'Who "wrote" it',
        marks={"KE": "y"},
        say={"y": "adapted it"},
        href=lambda one: f"/{one.code}",
    )

    assert re.findall(r">([A-Z]{2})<", drawn) == [
        "MX",
        "MA",
        "SN",
        "BD",
        "GH",
        "NG",
        "ET",
        "VN",
        "PH",
        "KE",
        "MY",
        "ID",
    ]
    assert (
        '<li class="r5 c6"><a href="/KE" class="y" aria-label="KE Kenya, adapted it">KE</a></li>'
        in drawn
    )
    assert 'aria-label="Who &#34;wrote&#34; it"' in drawn
    assert "style" not in drawn


def test_the_map_speaks_the_language_and_leaves_out_who_has_no_place():
    with translation.override("fr"):
        drawn = tiles([COUNTRIES[2], Country("AR", None, None, {"en": "Argentina"})], "x")

    assert "SN Sénégal" in drawn
    assert "AR" not in drawn


def test_the_small_map_has_a_square_for_each_country():
    drawn = mini(COUNTRIES, "Who", {"GH": "y", "KE": "b", "VN": "b"})

    assert drawn.count("h9v9h-9z") == len(COUNTRIES)
    assert 'viewBox="0 0 109 49"' in drawn
    assert re.search(r"<path class=b [^>]*>", drawn)[0].count("M") == 2


def test_a_cover_shows_the_record():
    cover = weave("pp", 8, 10, 5)
    up, even, odd, gold = re.findall(r' d="([^"]*)"', cover)

    assert (up.count("M"), even.count("M") + odd.count("M"), gold.count("M")) == (8, 10, 5)
    assert cover.startswith('<svg class="wv pp" viewBox="0 0 64 80" aria-hidden="true">')


@pytest.mark.parametrize(
    ("countries", "sessions", "knots"),
    [(0, 0, 0), (1, 0, 0), (2, 4, 3), (3, 3, 99), (200, 200, 40)],
)
def test_a_cover_is_drawn_for_any_record(countries, sessions, knots):
    drawn = weave("hf", countries, sessions, knots)

    assert "nan" not in drawn
    assert "inf" not in drawn
    assert drawn.count("M") <= MOST * 2 + 450
    assert 'class="k"' in drawn or not knots


def test_colours_follow_successors():
    @dataclass
    class Initiative:
        slug: str

    assert {slug: dye(Initiative(slug)) for slug in ("ppm", "pp", "phc", "phc25", "pte", "dhis", "rhf", "something")} == {
        "ppm": "pp", "pp": "pp", "phc": "sd", "phc25": "sd", "pte": "pt", "dhis": "ie", "rhf": "hf", "something": "hf",
    }  # fmt: skip
    assert all(dye(code) == code for code in DYES)
    assert "wv hf" in weave('"><script>', 4)


@pytest.mark.parametrize("name", SHAPES)
def test_an_icon_is_decoration(name):
    assert icon(name).count('aria-hidden="true"') == 1
    assert ("flip" in icon(name)) == (name in {"reply", "go"})
