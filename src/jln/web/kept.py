"""What is the same for many readers, kept in this process while what it was made from stands.

Right by version rows: what is kept was made from public content and the network's own row,
or from what is named. What one reader may see beside that belongs into the key.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db import connection

from jln.kit import clock
from jln.kit.time import day
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Kept(Generic[T]):
    """At most so many values; the least used goes first. Inside a transaction nothing is kept."""

    def __init__(self, most: int, *names: str) -> None:
        self.most = most
        self.names = names or ("public", "network")
        self.values: OrderedDict[Hashable, tuple[dict[str, int], T]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value for this key; made anew when what it was made from has changed."""
        if connection.in_atomic_block:
            return make()
        now = versions.read(self.names)  # before it is made: never newer than what is kept
        with self.lock:
            found = self.values.get(key)
            if found and found[0] == now:
                self.values.move_to_end(key)
                return found[1]
        value = make()
        with self.lock:
            self.values[key] = (now, value)
            self.values.move_to_end(key)
            while len(self.values) > self.most:
                self.values.popitem(last=False)
        return value

    def of(self, reader: int | None, key: Hashable, make: Callable[[], T]) -> T:
        """The same, of what one reader may see: until her rights change, by deed or by date."""
        if reader is None or connection.in_atomic_block:
            return self.get(key, make)
        name = f"person:{reader}"
        return self.get((key, name, versions.read([name])[name], day(clock.now())), make)
