"""A text with places, packed once: what is put in later leaves the rest packed as it is.

A packed body is a run of blocks. What stands between two places is packed into blocks that
may refer to all before them; a place becomes a block that is not packed. Zeros stand for it
meanwhile: no text has any, so no block refers to a place. And a token is never packed beside
what a stranger chose, so the size of a page tells nothing of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from django.http import HttpResponse

LEVEL = 6
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # of gzip (RFC 1952): no name, no time
_RAW = -15  # deflate (RFC 1951) without a head of its own


class Spliced:
    """`marks` are texts nobody else writes; each stands for a value of its own length."""

    def __init__(self, text: str, marks: Iterable[str]) -> None:
        places = "|".join(re.escape(mark) for mark in marks)
        pieces = re.split(f"({places})", text.replace("\0", "\ufffd"))
        self._texts = [piece.encode() for piece in pieces[::2]]
        self._marks = pieces[1::2]

    @property
    def marks(self) -> frozenset[str]:
        """Those that stand in it."""
        return frozenset(self._marks)

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The text with its values."""
        return b"".join(_woven(self._texts, self._said(values)))

    def packed(self, values: Mapping[str, str]) -> bytes:
        """The same, as gzip would unpack it."""
        whole = self.filled(values)
        stored = [_stored(value) for value in self._said(values)]
        end = zlib.crc32(whole).to_bytes(4, "little") + len(whole).to_bytes(4, "little")
        return b"".join([_HEAD, *_woven(self._blocks, stored), end])

    def _said(self, values: Mapping[str, str]) -> list[bytes]:
        said = [values[mark].encode() for mark in self._marks]
        if any(len(one) != len(mark) for one, mark in zip(said, self._marks, strict=True)):
            raise ValueError("a value is not as long as its mark")
        return said

    @cached_property
    def _blocks(self) -> list[bytes]:
        packing = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
        blocks = []
        for text, mark in zip(self._texts, self._marks, strict=False):
            blocks.append(packing.compress(text) + packing.flush(zlib.Z_SYNC_FLUSH))
            packing.compress(bytes(len(mark)))
            packing.flush(zlib.Z_SYNC_FLUSH)
        return [*blocks, packing.compress(self._texts[-1]) + packing.flush()]


class SplicedResponse(HttpResponse):
    """An answer that is packed already."""

    def __init__(self, page: Spliced, values: Mapping[str, str], *, status: int) -> None:
        super().__init__(page.filled(values), status=status)
        self._page, self._values = page, values

    @property
    def packed(self) -> bytes:
        """Its body for a reader who unpacks."""
        return self._page.packed(self._values)


def _woven(texts: list[bytes], between: list[bytes]) -> Iterable[bytes]:
    yield texts[0]
    for value, text in zip(between, texts[1:], strict=True):
        yield value
        yield text


def _stored(value: bytes) -> bytes:
    """A block that is not packed: not the last one, its length, the same turned over, itself."""
    length = len(value)
    return b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + value
