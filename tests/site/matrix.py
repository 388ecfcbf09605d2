"""Who may open the pages that gather, declared by hand."""

from jln.activities.models import Activity
from jln.governance.models import Meeting
from jln.kit.partial import PartialDate
from tests import factories as f
from tests.doors import ALL, Row

NONE = dict.fromkeys(ALL, 404)


def event():
    Activity.objects.create(slug="manila", title="Five days in Manila", starts=PartialDate(2015))
    return "/events/manila/"


def meeting():
    Meeting.objects.create(slug="accra", starts=PartialDate(2015))
    return "/steering-group/meetings/accra/"


MATRIX = [
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
