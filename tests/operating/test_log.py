"""What is expected is a line of the log; what is not comes with its trace."""

import logging
import sys

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied


@pytest.mark.parametrize(
    ("error", "has_trace"), [(PermissionDenied("x"), False), (OSError(), True)]
)
def test_a_refused_page_is_a_line(error, has_trace):
    handler = settings.LOGGING["handlers"]["console"]
    (told_in_a_line,) = (settings.LOGGING["filters"][name] for name in handler["filters"])
    try:
        raise error
    except type(error):
        told = logging.LogRecord("django.request", 30, "", 1, "Refused", (), sys.exc_info())
    assert told_in_a_line["callback"](told)
    assert bool(told.exc_info) == has_trace
