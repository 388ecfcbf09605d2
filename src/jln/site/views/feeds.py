"""For machines: feeds, sitemap, robots, security contact."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jln.site import queries, sitemap
from jln.web import atom, network
from jln.web.pages import public

if TYPE_CHECKING:
    from jln.kit.partial import PartialDate
    from jln.web.pages import PublicRequest

ENTRIES = 30


@public
def products_feed(request: PublicRequest) -> HttpResponse:
    """Atom: new products."""
    feed = atom.begun(request, _("New products"), "/feeds/products.atom")
    for product in queries.products_newest_first().exclude(published=None)[:ENTRIES]:
        feed.add_item(
            title=product.title,
            link=network.link(f"{request.prefix}/library/{product.slug}/"),
            unique_id=network.link(f"/library/{product.slug}/"),
            description=product.abstract or product.get_type_display(),
            pubdate=_moment(product.published),
            updateddate=_moment(product.published),
        )
    return atom.answer(feed)


@public
def news_feed(request: PublicRequest) -> HttpResponse:
    """Atom: what happened in public: adaptations, decisions, activities."""
    feed = atom.begun(request, _("What happened in the network"), "/feeds/news.atom")
    for when, title, path in sorted(queries.news(), reverse=True)[:ENTRIES]:
        moment = datetime.combine(when, time(), UTC)
        feed.add_item(
            title=title,
            link=network.link(f"{request.prefix}{path}"),
            unique_id=network.link(path),
            description=title,
            pubdate=moment,
            updateddate=moment,
        )
    return atom.answer(feed)


@public
def sitemap_xml(request: PublicRequest) -> HttpResponse:
    """Every public page in every language."""
    del request
    return HttpResponse(sitemap.written(), content_type="application/xml")


@public
def robots(request: PublicRequest) -> HttpResponse:
    """Public pages may be read by robots; members' doors may not."""
    del request
    closed = ("/ask/", "/desk/", "/files/", "/mail/", "/me/", "/people/", "/search/", "/sign-in/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {network.link('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
def security(request: PublicRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a hole. Expires within a year of being read."""
    expires = (request.now + timedelta(days=300)).replace(hour=0, minute=0, second=0, microsecond=0)
    request.good_until = request.now.date() + timedelta(days=1)
    lines = [
        f"Contact: mailto:{network.address('abuse')}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en, fr, es, pt, ar",
        f"Canonical: {network.link('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _moment(on: PartialDate | None) -> datetime | None:
    return datetime.combine(on.first, time(), UTC) if on else None
