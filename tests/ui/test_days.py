"""A day that is over is refused where a day to come is asked for; today is still to come."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from jln.conversations.forms import AskForm
from jln.kit import clock
from jln.kit.time import day
from jln.newsletter.forms import ComposeForm
from jln.web.forms import to_come

DAY = timedelta(days=1)


def test_a_day_that_is_over_is_refused(db):
    today = day(clock.now())
    to_come(today)
    with pytest.raises(ValidationError, match=r"Choose a day to come\."):
        to_come(today - DAY)


@pytest.mark.parametrize(("form", "field"), [(AskForm, "need_by"), (ComposeForm, "send_on")])
def test_forms_refuse_it(db, form, field):
    assert form({field: "2020-01-01"}).errors[field] == ["Choose a day to come."]
    assert field not in form({field: (day(clock.now()) + DAY).isoformat()}).errors
