"""What the tests of pages take for well-formed: the words of a page hide nothing wrong in it."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import markup

PAGE = '<!doctype html><html lang="en"><head><title>x</title></head><body>{}</body></html>'


def whole(page):
    """The errors of the page with all its words, in their order."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(page)
    return tuple(code for _place, code, _data in parser.errors)


@pytest.mark.parametrize(
    "wrong",
    [
        "<p>Ghana</div>",
        "<p>Ghana &nosuch; Kenya</p>",
        '<a href="/?a=1&copy=2">Ghana</a>',
        '<a href="/" href="/en/">Ghana</a>',
        "<p>Gha\x01na</p>",
        "<p>Ghana <b><i>Kenya</b></i></p>",
        "<p>1 < 2</p>",
        '<p class="a"id="b">Ghana</p>',
        "<ul><li>Ghana</ul></li>",
    ],
)
def test_what_is_wrong_is_found(wrong):
    assert markup.errors(PAGE.format(wrong)) == whole(PAGE.format(wrong)) != ()


PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<tr>", "<td>", "</td>", "Ghana", " ",
         "&amp;", "&", "<", ">", '<a href="/x">', '<a href="/x?a=1&amp;b=2">', "</a>", "<br>", "é",
         '<input type="hidden" value="a b">', "<h1>", "</h1>", "\x02", "\n"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(PIECES)
def test_a_page_without_its_words_has_the_same_errors(inside):
    page = PAGE.format(inside)
    assert markup.errors(page) == whole(page)
