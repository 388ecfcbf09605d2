from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from jln.ui import gallery
from jln.ui.menus import Network, Reader
from jln.web import addresses, jinja

READER = Reader("Adjoa", "GH", "Ghana", waiting=3)


@pytest.fixture(autouse=True)
def _routes(settings):
    settings.ROOT_URLCONF = "tests.ui.routes"


@pytest.fixture
def asked():
    """A request for a path, as the middleware leaves it."""

    def make(path="/library/", language="en", **extra):
        request = RequestFactory().get(path if language == "en" else f"/{language}{path}", **extra)
        request.prefix = "" if language == "en" else f"/{language}"
        request.resolver_match = resolve(path)
        return request

    return make


@pytest.fixture
def shown(asked):
    """A part of the gallery as a reader of a language gets it."""

    def make(part="marks", language="en", reader=None, path="/library/", **extra):
        request = asked(path, language, **extra)
        with translation.override(language):
            token = addresses.SHOWN.set(request)
            context = gallery.context(part)
            addresses.SHOWN.reset(token)
            network = Network(purpose="for Universal Health Coverage", is_demonstration=True)
            return jinja.render(
                f"ui/gallery_{part}.html",
                context | {"request": request, "reader": reader, "network": network},
            )

    return make
