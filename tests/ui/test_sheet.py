import base64
import gzip
import hashlib
import re

import pytest

from jln.ui import files, sheet


def tokens(css):
    """What a browser reads: names, numbers, marks and strings, without idle space."""
    css = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    return re.findall(r"\"[^\"]*\"|[\w#.%-]+|[^\s\w]", re.sub(r";\s*}", "}", css))


def test_the_small_sheet_says_the_same_as_the_written_one():
    assert tokens(sheet.SHEET) == tokens(sheet.joined())


def test_the_sheet_leaves_room_for_the_page():
    assert len(gzip.compress(sheet.SHEET.encode(), 6)) <= 7_400


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("a :hover { color : red ; }", "a :hover{color : red}"),
        (
            "b { inset: calc(1rem + var(--k)/2 - 1px) 0 }",
            "b{inset:calc(1rem + var(--k)/2 - 1px) 0}",
        ),
        (
            'c::after { content: " <" attr(href) ">; }" }',
            'c::after{content:" <" attr(href) ">; }"}',
        ),
        (
            "/* gone */ d , e > f { margin: 0.5em 10.5px!important; }",
            "d,e>f{margin:.5em 10.5px!important}",
        ),
        (
            "@media (min-width: 40em) and (max-width: 60em) { g { h: i } }",
            "@media (min-width:40em) and (max-width:60em){g{h:i}}",
        ),
        ("j{k:l(#m)}/* a } in a comment */ n{}", "j{k:l(#m)}n{}"),
    ],
)
def test_only_idle_space_goes(written, small):
    assert sheet.minified(written) == small


def test_the_policy_allows_the_sheet_to_the_byte():
    digest = base64.b64encode(hashlib.sha256(sheet.SHEET.encode()).digest()).decode()

    assert (f"'sha256-{digest}'",) == sheet.CSP_HASHES
    assert sheet.SHEET_HASH in sheet.SHEET_NAME


def test_the_sheet_knows_no_left_and_right():
    turning = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|[{;](?:left|right|top|bottom):|text-align: ?(?:left|right)",
        sheet.SHEET,
    )

    four = re.findall(
        r"(?:margin|padding|inset|border-width):([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)",
        sheet.SHEET,
    )
    assert [sides for sides in four if sides[1] != sides[3]] == []
    assert turning == ["text-align:left"]  # of <pre>, which is always from left to right


def test_the_sheet_is_plain():
    assert "@layer" not in sheet.SHEET
    assert "@import" not in sheet.SHEET
    assert "url(" not in sheet.SHEET
    assert "</" not in sheet.SHEET


def test_every_colour_of_light_has_its_dark():
    light, dark = (
        set(
            re.findall(
                r"(--(?:ink2?|line|edge|paper|wash2?|night2?|moon2|link|hover|seen|btn2?|onbtn|goldw|goldk|leafw?|madderw?)):",
                part,
            )
        )
        for part in sheet.SHEET.split("prefers-color-scheme:dark")[:2]
    )

    assert light == dark
    assert len(light) == 22


def test_files_are_named_by_what_they_hold(tmp_path):
    files.place(tmp_path)
    files.place(tmp_path)

    placed = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(placed) == {*files.NAMES.values(), sheet.SHEET_NAME}
    for name, content in placed.items():
        assert hashlib.sha256(content).hexdigest()[:12] == name.split(".")[1]


def test_the_script_is_the_one_that_was_checked():
    script = (sheet._FOLDER.parent / "js" / "htmx.min.js").read_bytes()
    noted = (sheet._FOLDER.parent / "js" / "README").read_text()

    assert f"sha256 {hashlib.sha256(script).hexdigest()}" in noted
    assert len(gzip.compress(script, 6)) <= 20_000
