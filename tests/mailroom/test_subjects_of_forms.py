"""What a form's letter is called, and how the thing it is about is named."""

import pytest
from django.apps import apps
from django.utils import translation

from jln.kit.codes import code_of
from jln.mailroom import queries, table
from jln.mailroom.forms import titled

ABOUT_A_THING = sorted(name for name, entry in table.ENTRIES.items() if entry.subject)


@pytest.mark.parametrize(
    ("title", "about", "subject"),
    [
        ("How far did it go?", "Costing manual", "How far did it go? Costing manual"),
        ("إلى أي مدى وصل؟", "Costing manual", "إلى أي مدى وصل؟ Costing manual"),
        ("Say thanks", "Paying clinics", "Say thanks: Paying clinics"),
        ("Your profile", "", "Your profile"),
    ],
)
def test_a_question_takes_no_colon_after_its_mark(title, about, subject):
    with translation.override("en"):
        assert titled(title, about) == subject


@pytest.mark.parametrize("action", ABOUT_A_THING)
def test_a_thing_is_found_by_each_name_that_a_page_may_send(action):
    model = apps.get_model(table.ENTRIES[action].subject)
    own = {"slug": "a-name", "code": "KE"}
    has = {field.name for field in model._meta.fields}
    thing = model(pk=7, **{name: own[name] for name in own if name in has})

    for name in {"slug", "code"} & set(dir(thing)) | {"pk"}:
        sent = code_of(7) if name == "pk" else getattr(thing, name)
        found = queries.named(model, sent)
        assert any(getattr(thing, key) == it for one in found for key, it in one.items()), sent


def test_a_name_is_looked_up_as_what_it_can_be():
    assert len(ABOUT_A_THING) > 50
    assert queries.named(apps.get_model("jln.Country"), "KE") == [{"code": "KE"}, {"pk": 0}]
    assert queries.named(apps.get_model("jln.Topic"), "../") == [{"pk": 0}]
