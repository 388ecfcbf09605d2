"""A page that is packed once unpacks, with each value, to what it would have been."""

import gzip
import string

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from jln.web.cache import PageCache
from jln.web.spliced import Spliced, SplicedResponse

TOKEN, KEY = "f0" * 32, "a1" * 16
PIECES = st.sampled_from(
    [TOKEN, KEY, "<p>من الجنسية</p>", "f0f0f0", "a1a1", "\0", "\0" * 70, "value=" * 50, "é"]
)
LETTERS = st.text(string.ascii_letters, min_size=64, max_size=64)


@settings(max_examples=25)
@given(st.lists(PIECES | st.text("aé1f0 ", max_size=9), max_size=20).map("".join), LETTERS)
def test_packed_once_it_reads_as_if_packed_with_each_value(text, value):
    page = Spliced(text, (TOKEN, KEY))
    for token in (value, value[::-1]):
        whole = text.replace("\0", "\ufffd").replace(TOKEN, token).replace(KEY, token[:32])
        said = {TOKEN: token, KEY: token[:32]}
        assert page.filled(said).decode() == whole
        assert gzip.decompress(page.packed(said)).decode() == whole


def test_a_value_is_as_long_as_its_mark():
    with pytest.raises(ValueError, match="as long"):
        Spliced(f"<p>{KEY}</p>", (KEY,)).filled({KEY: "short"})


def test_only_who_unpacks_gets_it_packed():
    said = {TOKEN: "t" * 64}
    page = Spliced(f"<p>{'Costing ' * 200}{TOKEN}</p>", (TOKEN,))
    layer = PageCache(lambda _request: SplicedResponse(page, said, status=200))
    cookies = {"HTTP_COOKIE": "session=one"}
    plain = layer(RequestFactory(headers={}).get("/ask/", **cookies))
    packed = layer(RequestFactory().get("/ask/", HTTP_ACCEPT_ENCODING="gzip", **cookies))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert int(packed.headers["Content-Length"]) == len(packed.content) < 300 < len(plain.content)
    assert gzip.decompress(packed.content) == plain.content
