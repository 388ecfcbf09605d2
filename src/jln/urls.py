"""All pages, by domain. Within a domain the first line that fits a path wins."""

from __future__ import annotations

from django.urls import include, path

from jln.web.bare import bare

DOMAINS = (
    "site",
    "accounts",
    "conduct",
    "spaces",
    "conversations",
    "archives",
    "safe_space",
    "problems",
    "seats",
    "library",
    "chain",
    "activities",
    "elections",
    "priorities",
    "governance",
    "membership",
    "directory",
    "insight",
    "newsletter",
    "parameters",
    "desk",
    "mailroom",
    "uploads",
    "ui",
)

urlpatterns = [
    path("bare/", bare, name="bare"),
    *(path("", include(f"jln.{domain}.urls")) for domain in DOMAINS),
]

handler404 = "jln.web.errors.not_found"
handler403 = "jln.web.errors.not_allowed"
handler500 = "jln.web.errors.broken"
