from __future__ import annotations

from datetime import timedelta

import pytest

from jln.demonstration import clock as command
from jln.demonstration import links
from jln.kit import clock
from tests import factories as f


@pytest.fixture
def own_clock(settings, tmp_path, monkeypatch):
    """A data folder of its own, so that no other test sees the time move."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_offset", timedelta())
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)


@pytest.mark.parametrize(
    ("text", "by"),
    [("+12h", timedelta(hours=12)), ("+7d", timedelta(days=7)), (" +2w ", timedelta(weeks=2))],
)
def test_a_distance_is_hours_days_or_weeks(text, by):
    assert command.distance(text) == by


@pytest.mark.parametrize("text", ["7d", "-7d", "+7", "+d", "+7m", "+401d", "+58w", "", "+7d+7d"])
def test_anything_else_says_what_to_write(text):
    with pytest.raises(ValueError, match=r"goes forward only|At most 400 days"):
        command.distance(text)


@pytest.mark.django_db
@pytest.mark.usefixtures("own_clock")
def test_the_clock_moves_forward_and_says_the_time(capsys):
    f.network(is_demonstration=True)
    before = clock.now()

    assert command.main(["+2d"]) == 0

    ahead = clock.now() - before
    assert timedelta(days=2) <= ahead < timedelta(days=2, minutes=5)
    said = capsys.readouterr().out
    assert f"It is {clock.now():%A %d %B %Y}" in said
    assert "jobs done on the way." in said


@pytest.mark.django_db
@pytest.mark.usefixtures("own_clock")
def test_without_a_distance_it_only_says_the_time(capsys):
    f.network(is_demonstration=True)

    assert command.main([]) == 0

    assert not clock._path().exists()
    assert capsys.readouterr().out.startswith("It is ")


@pytest.mark.django_db
@pytest.mark.usefixtures("own_clock")
def test_what_is_not_understood_moves_nothing(capsys):
    f.network(is_demonstration=True)

    assert command.main(["-3d"]) == 2

    assert not clock._path().exists()
    assert "The clock goes forward only." in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.usefixtures("own_clock")
@pytest.mark.parametrize(("main", "words"), [(command.main, ["+1d"]), (links.main, [])])
def test_a_real_network_has_neither_a_movable_clock_nor_links(main, words, capsys):
    f.network(is_demonstration=False)

    assert main(words) == 2

    assert capsys.readouterr().out == ""
    assert not clock._path().exists()
