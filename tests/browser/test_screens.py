"""The page of pictures forgets no screen, and every screen has been looked at."""

from tests.architecture.test_house import patterns
from tests.browser.screens import entries, index
from tests.browser.shown import SCREENS
from tests.gates.routes import ROUTES


def test_every_route_is_shown_and_nothing_that_does_not_exist():
    shown = {screen.route for screen in SCREENS.values()}
    assert set(ROUTES) <= shown <= {pattern.name for pattern in patterns()}


def test_each_screen_says_what_differs_and_what_was_done():
    said = entries()
    assert set(said) == set(SCREENS)
    for name, points in said.items():
        assert points, name
        for point in points:
            assert "Mended" in point or "Left" in point, f"{name}: {point}"


def test_a_screen_stands_beside_its_drawing_where_there_is_one(tmp_path):
    drawn = tmp_path / "drawings"
    drawn.mkdir()
    (drawn / "portal-390.png").touch()
    index(tmp_path, drawn)
    text = (tmp_path / "index.html").read_text()
    beside = [
        section.partition('"')[0]
        for section in text.split('<section id="')[1:]
        if 'src="drawn/portal-390.png"' in section
    ]
    assert beside == [name for name, screen in SCREENS.items() if screen.drawn == "portal"] != []
    assert text.count('src="drawn/') == len(beside)  # and no picture of a drawing that is not there
    assert all(f'src="{name}-{width}.png"' in text for name in SCREENS for width in (390, 1280))
