"""The network this process serves: its name, languages, and whether it is a demonstration."""

from __future__ import annotations

from django.conf import settings

from jln.kit import clock
from jln.web import versions
from jln.web.models import Network

_kept: dict[str, tuple[int, Network]] = {}


def current() -> Network:
    """The one row; an unsaved one, named so, before `jln init` or `jln demo`."""
    version = versions.read(["network"])["network"]
    kept = _kept.get("network")
    if kept and kept[0] == version and kept[1].pk:
        return kept[1]
    network = Network.objects.order_by("pk").first() or Network(
        name="Joint Learning Network",
        languages=[code for code, _name in settings.LANGUAGES],
        created_at=clock.now(),
    )
    _kept["network"] = (version, network)
    return network


def link(path: str) -> str:
    """A whole address for a mail or a feed."""
    return f"{settings.PUBLIC_URL}{path}"


def address(local: str) -> str:
    """An address of the network."""
    return f"{local}@{settings.MAIL_DOMAIN}"
