import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.ui.prose import text_html


def test_paragraphs_lines_and_links():
    shown = text_html("One\r\ntwo.\n\n\nSee (https://example.org/a_(b)?x=1&y=2), or not.")

    assert shown == (
        '<p dir="auto">One<br>two.</p>'
        '<p dir="auto">See (<a href="https://example.org/a_(b)?x=1&amp;y=2" rel="nofollow ugc" dir="ltr">'
        "https://example.org/a_(b)?x=1&amp;y=2</a>), or not.</p>"
    )


@pytest.mark.parametrize("text", ["", None, "\n \n\t\n"])
def test_nothing_is_nothing(text):
    assert text_html(text) == ""


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org"])
def test_only_web_addresses_become_links(text):
    assert "<a" not in text_html(text)


@given(st.text(alphabet="<>\"'&/:=ahtps. \n", max_size=80))
def test_whatever_is_written_stays_text(text):
    tree = html5lib.parse(text_html(text), namespaceHTMLElements=False)

    assert {one.tag for one in tree.iter() if isinstance(one.tag, str)} <= {
        "html",
        "head",
        "body",
        "p",
        "br",
        "a",
    }
    for link in tree.iter("a"):
        assert link.get("href").lower().startswith(("http://", "https://"))
        assert set(link.attrib) == {"href", "rel", "dir"}
    shown = "".join(tree.find("body").itertext())
    assert "".join(shown.split()) == "".join(text.split())
