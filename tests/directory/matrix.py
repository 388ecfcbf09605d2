"""Who may open what of people and institutions, declared by hand."""

from tests import factories as f
from tests.doors import ALL, MEMBERS, NOBODY, STAFF, Row, leads_on


def person(end="", **values):
    return lambda: f"/people/{f.person(**values).code}/{end}"


WORDS = {"subject": "Paying clinics", "text": "May I call you?"}

MATRIX = [
    Row("/people/", "get", MEMBERS),
    Row("/people/?q=audit", "get", MEMBERS),
    Row(person(), "get", MEMBERS),
    Row(person("write/"), "get", MEMBERS),
    Row(person("write/"), "post", MEMBERS),
    Row(person("write/"), "post", leads_on(MEMBERS), WORDS),
    Row(person(listing="spaces"), "get", STAFF),
    Row(person("write/", listing="spaces"), "get", STAFF),
    Row(person("write/", listing="spaces"), "post", STAFF),
    Row(person("write/", listing="spaces"), "post", leads_on(STAFF), WORDS),
    Row(person(status="closed"), "get", STAFF),
    Row(person("write/", status="closed"), "post", NOBODY, WORDS),
    Row(person("write/", status="suspended", suspended_at=f.NOON), "get", NOBODY),
    Row("/institutions/", "get", ALL),
    Row("/fr/institutions/", "get", ALL),
    Row(lambda: f"/institutions/{f.institution().slug}/", "get", ALL),
]
