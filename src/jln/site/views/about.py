"""What the network is, what it asks and gives, and how it treats people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpResponse

from jln.access.policy import POLICY
from jln.accounts.parts import title_of
from jln.kit.privacy import privacy_of
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public
def about(request: PublicRequest) -> HttpResponse:
    """How joint learning works."""
    return page(request, "site/about.html")


@public
def membership_info(request: PublicRequest) -> HttpResponse:
    """What membership asks and gives."""
    return page(request, "site/membership_info.html")


@public
def privacy(request: PublicRequest) -> HttpResponse:
    """What is kept of people, how long: printed from the models themselves."""
    retention = [
        [title_of(model._meta.model_name or ""), privacy_of(model).keep]
        for model in apps.get_app_config("jln").get_models()
        if privacy_of(model).personal
    ]
    return page(request, "site/privacy.html", retention=retention)


@public
def permissions(request: PublicRequest) -> HttpResponse:
    """Who may do what: printed from the one table."""
    return page(request, "site/permissions.html", policy=POLICY)


@public
def accessibility(request: PublicRequest) -> HttpResponse:
    """What works for whom, and what does not yet."""
    return page(request, "site/accessibility.html")
