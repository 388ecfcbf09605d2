import gzip
import re

import html5lib
import pytest
from jinja2 import DictLoader

from jln.ui import sheet
from jln.ui.gallery import PARTS, SampleForm
from jln.ui.menus import Reader, main_entries, own_entries
from jln.web import jinja
from tests.ui.conftest import READER

LANGUAGES = ("en", "fr", "es", "pt", "ar")


@pytest.mark.parametrize("reader", [None, READER], ids=["visitor", "member"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_a_page_is_valid_light_and_in_its_language(shown, part, language, reader):
    html = shown(part, language, reader)

    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    root = tree if tree.tag == "html" else tree.find("html")
    assert root.get("lang") == language
    assert root.get("dir") == ("rtl" if language == "ar" else None)
    assert len(list(root.iter("h1"))) == 1
    assert not [
        one
        for one in root.iter()
        if one.get("style") or any(name.startswith("on") for name in one.attrib)
    ]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert len(gzip.compress(html.encode(), 6)) <= 13_600


def test_every_class_in_a_page_is_in_the_sheet(shown):
    known = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", sheet.SHEET)))
    used = {
        name
        for part in PARTS
        for names in re.findall(r'class="([^"]*)"', shown(part, reader=READER) + shown(part))
        for name in names.split()
    }

    assert used - known == set()


def test_a_first_visit_gets_the_sheet_and_the_next_a_link(shown):
    assert f"<style>{sheet.SHEET}</style>" in shown()

    linked = shown(HTTP_COOKIE=f"style={sheet.SHEET_HASH}")
    assert f'<link rel="stylesheet" href="/static/{sheet.SHEET_NAME}">' in linked
    assert "<style" not in linked
    assert "<style" in shown(HTTP_COOKIE="style=of-last-year")


def test_script_is_for_members_who_do_not_save_data(shown):
    assert "<script" not in shown()
    assert re.search(
        r'<script src="/static/htmx\.\w{12}\.js" defer></script>', shown(reader=READER)
    )
    assert "<script" not in shown(reader=READER, HTTP_SAVE_DATA="on")


def test_a_public_page_names_its_languages_in_the_head_and_the_foot(shown, settings):
    settings.PUBLIC_URL = "https://jln.example"
    html = shown(language="fr")

    assert '<link rel="canonical" href="https://jln.example/fr/library/">' in html
    assert re.findall(r'rel="alternate" hreflang="(\w+)"', html) == list(LANGUAGES)
    assert '<a href="/ar/library/" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in html


def test_a_members_page_has_no_other_address(shown):
    assert "hreflang" not in shown(path="/ask/", reader=READER)


def test_the_current_entry_is_marked_once(shown):
    bars = re.findall(r'<nav class="nav".*?</nav>', shown(reader=READER), re.DOTALL)

    assert len(bars) == 1
    assert re.findall(r'href="([^"]+)" aria-current="page"', bars[0]) == ["/library/"]


def test_what_waits_is_said_in_words(shown):
    assert "3 things wait for you" in shown(reader=READER)
    assert "1 thing waits for you" in shown(reader=Reader("Adjoa", waiting=1))


def test_staff_have_the_desk_in_place_of_their_country():
    staff = Reader("Chen", "GH", "Ghana", is_staff=True)

    assert [one.key for one in main_entries(staff)][-1] == "desk"
    assert [one.key for one in main_entries(READER)][-1] == "country"
    assert "desk" not in [one.key for one in own_entries(READER)]


def test_menus_leave_out_what_is_not_there(settings):
    settings.ROOT_URLCONF = "jln.ui.urls"

    assert main_entries(None) == []


def test_a_demonstration_says_so_on_every_page(shown):
    assert "its people and their activity are invented" in shown()


def test_an_unknown_word_in_a_template_is_an_error():
    with pytest.raises(Exception, match="is undefined"):
        jinja.environment().from_string("{{ nothing }}").render()
    with pytest.raises(Exception, match="no attribute 'nothing'"):
        jinja.environment().from_string("{{ ui.nothing() }}").render()


def test_a_block_alone_is_what_an_answer_for_a_part_of_the_page_holds(asked):
    context = {
        "request": asked(),
        "filled": SampleForm(),
        "wrong": SampleForm({}),
        "part": "forms",
        "tabs": [],
    }
    html = jinja.block("ui/gallery_forms.html", "parts", context)

    assert html.lstrip().startswith('<section class="sec"><h2>Fields</h2>')
    assert "<html" not in html


def test_a_block_sees_what_is_set_before_it(monkeypatch):
    pages = {
        "base": "<html>{% block main %}of the frame{% endblock %}",
        "page": "{% extends 'base' %}{% set who = name|upper %}{% block main %}{{ who }}, not {{ super() }}{% endblock %}",
    }
    env = jinja.environment().overlay(loader=DictLoader(pages))
    monkeypatch.setattr(jinja, "environment", lambda: env)

    assert jinja.block("page", "main", {"name": "ama"}) == "AMA, not of the frame"


def test_indentation_is_not_sent_but_pre_keeps_its_own(shown):
    assert not re.search(r"^[ \t]+", shown("lists"), re.MULTILINE)
    assert "lines of 40 characters, so that a phone\nneed not break them" in shown("marks")
