"""Who may open what of conduct, declared by hand."""

from tests import factories as f
from tests.doors import ALL, MEMBERS, STAFF, Row, everyone, leads_on


def away(**values):
    return lambda: f"/people/{f.person(**values).code}/away/"


MUTE = {"distance": "mute"}

KEEPERS = everyone(403, visitor=302, suspended=302, staff=200, administrator=200)
NEW = {"after": 1, "text_en": "Be kind.", "change_en": "Shorter.", "publish": "yes"}

MATRIX = [
    Row("/conduct/", "get", ALL),
    Row("/ar/conduct/", "get", ALL),
    Row("/conduct/accept/", "get", MEMBERS),
    Row("/conduct/accept/", "post", leads_on(MEMBERS), {"sure": "yes"}),
    Row("/conduct/new/", "get", KEEPERS),
    Row("/conduct/new/", "post", leads_on(KEEPERS), NEW),
    Row(away(), "get", MEMBERS),
    Row(away(), "post", MEMBERS),
    Row(away(), "post", leads_on(MEMBERS), MUTE),
    Row(away(listing="spaces"), "get", STAFF),
    Row(away(listing="spaces"), "post", leads_on(STAFF), MUTE),
    Row("/me/kept-away/", "get", MEMBERS),
]
