"""Django as the server calls it. One thing is ours: a path is looked up among the routes once."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import ResolverMatch, get_resolver

if TYPE_CHECKING:
    from django.http import HttpRequest


LONGEST = 120  # characters of a path that is remembered; a stranger may send longer ones


class Handler(WSGIHandler):
    """Routes are tried one after the other: for the last of fifty that costs as much as a query."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """As Django's; no request here has routes of its own."""
        path = request.path_info
        match = _remembered(path) if len(path) <= LONGEST else _match(path)
        request.resolver_match = match
        return match


def _match(path: str) -> ResolverMatch:
    return get_resolver(settings.ROOT_URLCONF).resolve(path)


_remembered = lru_cache(maxsize=1_000)(_match)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jln.settings")
django.setup(set_prefix=False)
application = Handler()
