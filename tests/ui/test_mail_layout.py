import html5lib
import pytest

from jln.ui.mail_layout import MOST, html_of

TEXT = """Which of these do you use? Answer by Monday 22 March, 18:00 in Dhaka.

***
1. Do you use it? [use]
   a) yes
   b) not yet
1 =
***

This sentence is long enough to be wrapped by a program that counts columns,
and goes on here. See https://example.org/short/m4x?a=1&b=2.

| كتبت مريم هذا <b>

--\x20
You get this because you hold the seat of Bangladesh.
Fewer: answer LESS."""


def paragraphs(html):
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return [(one.get("class"), one.get("dir"), "".join(one.itertext())) for one in tree.iter("p")]


def test_the_words_are_those_of_the_text():
    shown = paragraphs(html_of(TEXT, "en"))

    assert shown[0] == (
        None,
        None,
        "Which of these do you use? Answer by Monday 22 March, 18:00 in Dhaka.",
    )
    assert shown[1:4] == [
        ("form", None, "***"),
        (
            "form",
            None,
            "1. Do you use it? [use]\n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}a) yes\n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}b) not yet\n1 =",
        ),
        ("form", None, "***"),
    ]
    assert shown[4][2] == TEXT.split("\n\n")[2].replace("\n", " ")
    assert shown[5] == ("said", "auto", "كتبت مريم هذا <b>")
    assert (
        shown[6][2] == "You get this because you hold the seat of Bangladesh.\nFewer: answer LESS."
    )


def test_addresses_are_links_and_buttons_stand_before_the_foot():
    html = html_of(TEXT, "en", [("Cast Bangladesh's vote", "https://example.org/short/m4v")])

    assert 'href="https://example.org/short/m4x?a=1&amp;b=2"' in html
    assert html.index("short/m4v") < html.index('<div class="f">')


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_language_and_direction_are_said(language, direction):
    assert f'<html lang="{language}" dir="{direction}">' in html_of("x", language)


def test_nothing_is_fetched_and_nothing_is_a_table():
    html = html_of(TEXT, "en")

    for forbidden in ("<img", "<table", "<script", "<link", "url("):
        assert forbidden not in html


def test_a_long_mail_stays_light_and_says_that_it_is_cut():
    html = html_of(
        "\n\n".join("word " * 100 for _ in range(60)), "en", [("Read it", "https://example.org/")]
    )

    assert len(html.encode()) <= MOST
    assert "The rest is in the plain text of this message" in html
    assert "The rest is" not in html_of(TEXT, "en")


def test_only_what_was_wrapped_is_joined():
    text = "You get a receipt at once. Until the vote closes you can change it by\nanswering again, or on the page:\n  https://example.org/short/m4v\n\n  FOR\n  AGAINST"

    assert [words for _kind, _dir, words in paragraphs(html_of(text, "en"))] == [
        "You get a receipt at once. Until the vote closes you can change it by answering again, or on the page:\n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}https://example.org/short/m4v",
        "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}FOR\n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}AGAINST",
    ]


def test_what_somebody_said_is_set_apart_also_without_an_empty_line():
    text = "A moderator asks you:\n| Say where.\n|\n| And when.\nAnswer this letter.\n    | Deep.\n    https://example.org/"

    assert paragraphs(html_of(text, "en")) == [
        (None, None, "A moderator asks you:"),
        ("said", "auto", "Say where.And when."),
        (None, None, "Answer this letter."),
        ("said", "auto", "Deep."),
        (None, None, "\N{NO-BREAK SPACE}" * 4 + "https://example.org/"),
    ]


def test_a_line_above_numbers_and_a_numbered_title_are_bold():
    text = "FROM THE NETWORK\n1. One\n2. Two\n\n1. A piece\nIts words.\n\n1. Alone\n\nJust\nlines"
    tree = html5lib.parse(html_of(text, "en"), namespaceHTMLElements=False)

    assert [one.text for one in tree.iter("b")] == ["FROM THE NETWORK", "1. A piece"]
