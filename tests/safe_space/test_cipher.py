"""Keys and boxes: what opens what, what lies on the disk, and that it costs to try."""

from __future__ import annotations

import stat

import pytest

from jln.safe_space import cipher, keys
from tests.safe_space.world import HARD, PASSPHRASE


def test_a_box_is_opened_by_its_own_key_alone_and_no_two_are_alike():
    private, public = cipher.make_pair()
    other, _public = cipher.make_pair()
    boxes = [cipher.close_box(public, b"17") for _time in range(3)]
    assert len({box[:8] for box in boxes}) == len({box[-8:] for box in boxes}) == 3
    assert cipher.open_box(private, boxes[0]) == b"17"
    with pytest.raises(ValueError, match="another key"):
        cipher.open_box(other, boxes[0])


def test_what_waits_is_of_the_same_length_for_texts_of_similar_length():
    key = bytes(32)
    sealed = [cipher.seal(key, {"text": "x" * count}) for count in (1, 300, 900)]
    assert len({len(one) for one in sealed}) == 1
    assert len({one[:20] for one in sealed}) == 3
    assert cipher.unseal(key, sealed[1]) == {"text": "x" * 300}
    with pytest.raises(ValueError, match="another key"):
        cipher.unseal(b"\1" * 32, sealed[1])


def test_a_passphrase_costs_a_guesser_64_megabytes_a_try():
    assert HARD["n"] * HARD["r"] * 128 >= 64 * 1024 * 1024


def test_the_files_are_for_the_server_alone_and_never_hold_the_key_in_the_open(tmp_path):
    keys.make(7, keys.new(PASSPHRASE))
    folder = tmp_path / keys.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {"7.keeper", "7.pool"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    private = keys.private(7, PASSPHRASE)
    written = (folder / "7.keeper").read_bytes()
    assert private not in written
    assert private.hex().encode() not in written
    assert keys.private(7, f" {PASSPHRASE}  ") == private
    assert keys.private(7, "other words of some length") is None


def test_a_key_is_overwritten_before_it_is_removed(tmp_path):
    keys.make(7, keys.new(PASSPHRASE))
    pool = keys.pool(7)
    file = tmp_path / keys.FOLDER / "7.pool"
    with file.open("rb") as kept:  # as a disk that still has the blocks
        keys.destroy(7)
        kept.seek(0)
        left = kept.read()
    assert len(left) == len(pool)
    assert left != pool
    assert not keys.numbers()
    keys.destroy(7)
    with pytest.raises(keys.KeysGone):
        keys.pool(7)


def test_handing_over_leaves_nothing_that_the_passphrase_before_opens(tmp_path):
    keys.make(7, keys.new(PASSPHRASE))
    private = keys.private(7, PASSPHRASE)
    word, wrap = keys.for_the_next(private)
    keys.hand_over(7, wrap)
    assert keys.private(7, PASSPHRASE) == private  # until the word is used
    before = tmp_path / keys.FOLDER / "7.keeper"
    with before.open("rb") as kept:
        assert keys.wrapped_anew(7, "0" * 20, "other words of some length") is None
        keys.take_over(7, keys.wrapped_anew(7, word.upper(), "other words of some length"))
        kept.seek(0)
        assert b"salt" not in kept.read()
    assert keys.private(7, PASSPHRASE) is None
    assert keys.private(7, "other words of some length") == private
    assert keys.wrapped_anew(7, word, "other words of some length") is None
