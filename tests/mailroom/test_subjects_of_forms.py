"""What a form's letter is called."""

import pytest
from django.utils import translation

from jln.mailroom.forms import titled


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
