import re

import html5lib
import pytest
from django import forms
from django.utils import translation

from jln.ui.fields import shape_of
from jln.ui.gallery import SampleForm
from jln.web.jinja import environment


def drawn(source, **context):
    return environment().from_string(source).render(context)


def test_kinds_follow_the_widgets():
    form = SampleForm()

    assert {name: shape_of(form[name]).kind for name in form.fields} == {
        "institution": "text", "use": "textarea", "mail": "email", "country": "select", "part": "radios",
        "languages": "checks", "since": "date", "photo": "file", "told": "checkbox",
    }  # fmt: skip


def test_what_was_typed_is_kept_and_escaped():
    form = SampleForm(
        {
            "institution": '"><script>',
            "use": "</textarea><b>",
            "country": "KE",
            "part": "room",
            "languages": ["ar", "en"],
            "told": "on",
        }
    )
    html = drawn("{{ ui.fields(form) }}", form=form)

    assert 'value="&#34;&gt;&lt;script&gt;"' in html
    assert "&lt;/textarea&gt;&lt;b&gt;</textarea>" in html
    assert re.findall(r'value="(\w+)" checked', html) == ["room", "en", "ar"]
    assert '<option value="KE" selected>Kenya</option>' in html
    assert re.search(r'name="told"[^>]* checked>', html)


def test_an_error_stands_above_its_field_and_is_tied_to_it():
    html = drawn("{{ ui.field(form['mail']) }}", form=SampleForm({"mail": "nobody"}))

    assert html.index("id_mail_why") < html.index("<input")
    assert 'aria-describedby="id_mail_why" aria-invalid="true"' in html
    assert '<div class="err">' in html


def test_hint_and_error_are_both_read_out():
    html = drawn("{{ ui.field(form['institution']) }}", form=SampleForm({}))

    assert 'aria-describedby="id_institution_hint id_institution_why"' in html


def test_the_summary_leads_to_each_field_and_to_the_first_of_its_choices():
    form = SampleForm({"institution": "x", "use": "y", "country": "GH", "mail": "nobody"})
    form.add_error(None, "Two people with one name.")
    html = drawn("{{ ui.errors(form) }}", form=form)

    assert re.findall(r'href="#(\w+)"', html) == ["id_mail", "id_part_0"]
    assert "<li>Two people with one name.</li>" in html
    assert 'role="alert"' in html
    fields = drawn("{{ ui.fields(form) }}", form=form)
    assert all(f'id="{target}"' in fields for target in ("id_mail", "id_part_0"))


def test_no_summary_without_errors():
    assert drawn("{{ ui.errors(form) }}", form=SampleForm()).strip() == ""


def test_ids_and_labels_are_whole():
    tree = html5lib.parse(
        drawn("{{ ui.fields(form) }}", form=SampleForm()), namespaceHTMLElements=False
    )

    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for label in tree.iter("label"):
        assert label.get("for") in ids or label.find(".//input") is not None


def test_widgets_attributes_pass_but_not_style_and_class():
    class Form(forms.Form):
        code = forms.CharField(
            widget=forms.TextInput(
                attrs={
                    "class": "x",
                    "style": "y",
                    "autocomplete": "one-time-code",
                    "inputmode": "numeric",
                    "autofocus": True,
                    "hidden": False,
                }
            ),
            max_length=9,
        )

    html = drawn("{{ ui.field(form['code']) }}", form=Form())

    assert 'autocomplete="one-time-code"' in html
    assert 'maxlength="9"' in html
    assert " autofocus" in html
    assert "style" not in html
    assert "hidden" not in html


@pytest.mark.parametrize("widget", [forms.PasswordInput(render_value=True), forms.FileInput()])
def test_secrets_and_files_are_never_shown_again(widget):
    class Form(forms.Form):
        it = forms.CharField(widget=widget)

    assert "hush" not in drawn("{{ ui.field(form['it']) }}", form=Form({"it": "hush"}))


def test_groups_of_choices_are_closed():
    html = drawn("{{ ui.field(form['country']) }}", form=SampleForm())

    assert html.count("<optgroup") == html.count("</optgroup>") == 1
    assert html.index("Kenya") < html.index("</optgroup>") < html.index("Vietnam")


def test_hidden_fields_travel_with_the_form():
    class Form(forms.Form):
        version = forms.CharField(widget=forms.HiddenInput, initial="3")

    html = drawn("{% call ui.form('/x/', form) %}{% endcall %}", form=Form())

    assert '<input type="hidden" name="version" id="id_version" value="3">' in html
    assert 'method="post" action="/x/"' in html


def test_labels_are_said_in_the_active_language():
    class Form(forms.Form):
        note = forms.CharField(required=False)

    with translation.override("en"):
        assert "(optional)" in drawn("{{ ui.field(form['note']) }}", form=Form())
