"""The network's time: the machine's, and as far ahead as a demonstration was moved."""

from datetime import UTC, datetime, timedelta

import pytest

from jln.kit import clock


@pytest.fixture(autouse=True)
def _clock(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_read", clock._read.__wrapped__)
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)
    yield
    monkeypatch.undo()
    clock._looked_at = -clock.LOOK_EVERY


def test_without_a_file_it_is_the_machines_time():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert clock.now().tzinfo is UTC


def test_moves_add_up():
    clock.advance(timedelta(days=7))
    at = clock.advance(timedelta(hours=1))
    assert abs(at - datetime.now(UTC) - timedelta(days=7, hours=1)) < timedelta(seconds=1)


def test_another_process_moves_it_within_a_second(tmp_path, monkeypatch):
    assert clock.offset() == timedelta()
    (tmp_path / "clock").write_text("3600\n")
    assert clock.offset() == timedelta()
    monkeypatch.setattr(clock, "_looked_at", clock._looked_at - clock.LOOK_EVERY)
    assert clock.offset() == timedelta(hours=1)


def test_it_never_goes_back():
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))


def test_it_is_cheap():
    import timeit

    assert timeit.timeit(clock.now, number=10_000) / 10_000 < 20e-6
