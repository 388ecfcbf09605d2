"""All templates of the product: what a look at their source can find before a page is opened."""

import re

import pytest
from jinja2 import nodes

from jln.ui import sheet
from jln.web import jinja

NAMES = sorted(jinja.environment().list_templates())
MACROS = jinja.environment().globals["ui"]


def source(name):
    return jinja.environment().loader.get_source(jinja.environment(), name)[0]


def calls(name):
    """Every `ui.macro(...)` of a template, with the number of its plain arguments and its keywords."""
    for call in jinja.environment().parse(source(name)).find_all(nodes.Call):
        made = call.node
        if (
            isinstance(made, nodes.Getattr)
            and isinstance(made.node, nodes.Name)
            and made.node.name == "ui"
        ):
            yield made.attr, len(call.args), [one.key for one in call.kwargs]


def test_there_are_templates():
    assert "base.html" in NAMES
    assert sum(1 for name in NAMES for _call in calls(name)) > 100


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_and_calls_macros_as_they_are(name):
    jinja.environment().get_template(name)
    for macro, plain, keywords in calls(name):
        known = getattr(MACROS, macro)
        assert plain <= len(known.arguments), f"ui.{macro} takes {known.arguments}"
        assert set(keywords) <= set(known.arguments), f"ui.{macro} takes {known.arguments}"


MODULE = re.compile(r"<script type=\"module\" src=\"{{ static\(\"[a-z]+\.js\"\) }}\"></script>")
"""How a page asks for more than the frame brings: our own file, by its name with its version."""
FILES = {"accounts/export.html"}  # read from a disk, where no style sheet is served


@pytest.mark.parametrize(
    "name",
    [
        one
        for one in NAMES
        if one.endswith(".html") and not one.startswith("mail/") and one not in FILES
    ],
)
def test_a_page_brings_no_style_and_no_script_of_its_own(name):
    written = source(name)

    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<style", written)
    inline = MODULE.sub("", written)
    assert re.findall(r"<script(?![^>]*type=\"application/ld\+json\")", inline) == (
        ["<script"] if name == "base.html" else []
    )


@pytest.mark.parametrize(
    "name", [one for one in NAMES if one.endswith(".html") and not one.startswith("mail/")]
)
def test_every_class_of_a_page_is_in_the_sheet(name):
    known = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", sheet.SHEET)))
    used = {
        word for words in re.findall(r'class="([^"{}]*)"', source(name)) for word in words.split()
    }

    assert used - known == set()
