"""Every public page in every language, for search engines (sitemaps.org, with hreflang)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from jln.activities.models import Activity
from jln.conversations import queries as conversations
from jln.conversations.queries.cards import visible_cards
from jln.elections.models import Election
from jln.governance.models import Decision, Meeting
from jln.initiatives.models import Initiative, LearningGroup
from jln.library.models import Product
from jln.membership import queries as membership
from jln.newsletter.editions import path_of
from jln.newsletter.models import Issue
from jln.people.models import Institution
from jln.priorities.models import PriorityRound
from jln.web import network
from jln.web.language import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
FIXED = (
    "/",
    "/library/",
    "/countries/",
    "/work/",
    "/events/",
    "/newsletter/",
    "/opportunities/",
    "/steering-group/",
    "/steering-group/decisions/",
    "/steering-group/elections/",
    "/priorities/",
    "/ask/cards/",
    "/dialogues/",
    "/institutions/",
    "/insights/",
    "/about/",
    "/about/membership/",
    "/join/",
    "/about/privacy/",
    "/conduct/",
    "/about/permissions/",
    "/about/charter/",
    "/strategy/",
    "/working-groups/",
    "/about/rules/",
    "/about/accessibility/",
    "/network-manager/",
)


def paths() -> Iterator[str]:
    """The English path of every public page."""
    yield from FIXED
    for row in membership.present():
        yield f"/countries/{row.country.code.lower()}/"
        yield f"/countries/{row.country.code.lower()}/membership/"
    for things, pattern in (
        (Product.objects.all(), "/library/%s/"),
        (Initiative.objects.all(), "/work/initiatives/%s/"),
        (LearningGroup.objects.all(), "/work/%s/"),
        (Activity.objects.all(), "/events/%s/"),
        (Meeting.objects.all(), "/steering-group/meetings/%s/"),
        (Institution.objects.filter(is_invented=False), "/institutions/%s/"),
    ):
        for slug in things.order_by("pk").values_list("slug", flat=True):
            yield pattern % slug
    for number in Decision.objects.order_by("number").values_list("number", flat=True):
        yield f"/steering-group/decisions/{number}/"
    for election in Election.objects.order_by("pk"):
        yield f"/steering-group/elections/{election.code}/"
    for card in visible_cards(None).filter(retired_at=None).order_by("pk"):
        yield f"/ask/cards/{card.code}/"
    gone = Issue.objects.filter(begun_at__isnull=False, stopped_at=None)
    yield from map(path_of, gone.order_by("pk"))
    yield from (f"/dialogues/{code}/" for code in conversations.published_codes())
    for one in PriorityRound.objects.exclude(closed_at=None).order_by("pk"):
        yield f"/priorities/{one.code}/"


def written() -> str:
    """The whole file."""
    return HEAD + "".join(_entries(path) for path in paths()) + "</urlset>\n"


def _entries(path: str) -> str:
    addresses = {code: escape(network.link(_in(code, path))) for code in CODES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in addresses.items()
    )
    return "".join(f"<url><loc>{one}</loc>{others}</url>\n" for one in addresses.values())


def _in(code: str, path: str) -> str:
    return path if code == "en" else f"/{code}{path}"
