"""Who may open the pages that gather, declared by hand."""

from jln.activities.models import Activity
from jln.conversations.actions.feed_keys import make_feed
from jln.governance.models import Meeting
from jln.kit.partial import PartialDate
from tests import factories as f
from tests.doors import ALL, MEMBERS, NOBODY, Row, does, leads_on
from tests.pages import closed, record

NONE = dict.fromkeys(ALL, 404)


def event():
    Activity.objects.create(slug="manila", title="Five days in Manila", starts=PartialDate(2015))
    return "/events/manila/"


def meeting():
    Meeting.objects.create(slug="accra", starts=PartialDate(2015))
    return "/steering-group/meetings/accra/"


def taken(end, **values):
    def place():
        made = f.topic(**{"space": f.space()} | values)
        return f"/ask/{made.code}/{end}"

    return place


def confidential(end):
    def place():
        return taken(end, space=closed())()

    return place


def a_feed_in_confidence(by):
    make_feed(closed(), by=by, at=f.NOON)


MATRIX = [
    Row("/me/feeds/", "get", MEMBERS),
    Row("/me/feeds/", "post", leads_on(MEMBERS), {"of": ""}),
    Row(taken("topic.mbox"), "get", MEMBERS),
    Row(taken("posts/1/post.eml"), "get", MEMBERS),
    Row(confidential("topic.mbox"), "get", NOBODY),
    Row(confidential("posts/1/post.eml"), "get", NOBODY),
    Row(a_feed_in_confidence, "deed", does()),
    Row(lambda: f"/spaces/{record().slug}/feed.atom", "get", ALL),
    Row(lambda: f"/spaces/{f.space().slug}/feed.atom", "get", NONE),
    Row(lambda: f"/feeds/{'a' * 32}/space.atom", "get", NONE),
    Row(lambda: f"/feeds/{'a' * 32}/{f.topic().code}.atom", "get", NONE),
    Row(lambda: f"/feeds/{'a' * 32}/calendar.ics", "get", NONE),
    *(Row(path, "get", ALL) for path in (
        "/", "/countries/", "/work/", "/events/", "/steering-group/", "/insights/", "/about/",
        "/about/membership/", "/about/privacy/", "/about/permissions/", "/about/accessibility/",
        "/about/rules/",
        "/search/", "/search/?q=x", "/feeds/products.atom", "/feeds/news.atom", "/sitemap.xml",
        "/robots.txt", "/.well-known/security.txt", "/ar/", "/fr/countries/",
    )),
    Row(lambda: f"/countries/{f.country().code.lower()}/", "get", ALL),
    Row(lambda: f"/work/{f.group().slug}/", "get", ALL),
    Row(lambda: f"/work/initiatives/{f.initiative().slug}/", "get", ALL),
    Row(event, "get", ALL),
    Row(meeting, "get", ALL),
    Row("/bare/", "get", ALL),
    Row("/ui/marks/", "get", ALL),
    Row("/countries/zz/", "get", NONE),
    Row("/nothing/", "get", NONE),
]  # fmt: skip
