"""Copies that are made ahead: signed on every core while earlier ones are handed over.

An RSA signature is most of what a copy costs, and is made outside of Python's lock: threads
are enough. They end with the turn, and with the process, however it ends; what they made and
nobody handed over is made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from jln.mail.copies import Draft, Press
    from jln.mail.models import OutgoingMail

AT_A_TIME = 5  # copies that one thread signs before it takes others


class Ahead:
    """The copies of the letters that were read last."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "signs")
        self._made: dict[int, tuple[Future[list[bytes | Exception]], int]] = {}
        self._broken: dict[int, Exception] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)

    def begin(self, letters: Iterable[OutgoingMail], *, at: datetime) -> None:
        """Begin the copies of these letters; those begun before are forgotten."""
        self._made.clear()
        self._broken.clear()
        some: list[tuple[int, Draft]] = []
        for letter in letters:
            try:
                some.append((letter.pk, self._press.begun(letter, at=at)))
            except Exception as error:  # noqa: BLE001 -- raised where this copy is taken
                self._broken[letter.pk] = error
            if len(some) == AT_A_TIME:
                self._sign(some)
                some = []
        self._sign(some)

    def take(self, letter: OutgoingMail) -> bytes:
        """The finished copy of one of them; raises what making it raised."""
        if letter.pk in self._broken:
            raise self._broken[letter.pk]
        future, place = self._made[letter.pk]
        made = future.result()[place]
        if isinstance(made, Exception):
            raise made
        return made

    def _sign(self, some: list[tuple[int, Draft]]) -> None:
        if not some:
            return
        drafts = [draft for _pk, draft in some]
        future = self._threads.submit(self._finished, drafts)
        for place, (pk, _draft) in enumerate(some):
            self._made[pk] = future, place

    def _finished(self, drafts: list[Draft]) -> list[bytes | Exception]:
        return [self._one(draft) for draft in drafts]

    def _one(self, draft: Draft) -> bytes | Exception:
        try:
            return self._press.finished(draft)
        except Exception as error:  # noqa: BLE001 -- as above: it is this copy's alone
            return error
