"""An expression of interest of a country that the network does not know, for tests."""

from jln.mail import seals
from jln.membership import actions
from jln.membership.actions import Draft
from jln.membership.models import Application
from tests import factories as f

WRITES = "planning@health.example"
CONTACT = "mariama@health.example"
ANSWERS = {
    "name": "Mariama",
    "institution": "Ministry of Health",
    "official": "Dr Ibrahim",
    "official_title": "Permanent Secretary",
    "statement": "From January the new fund buys primary care for two districts.",
    "needs": "How to set the first rates.",
    "offers": "Community health workers are paid by phone.",
    "contact_name": "Mariama",
    "contact_address": CONTACT,
}
DRAFT = Draft(**ANSWERS, is_supported=True, is_agreed=True, language="fr")


def typed(**values):
    said = {**ANSWERS, "is_supported": "yes", "is_agreed": "on", "language": "fr"} | values
    return {name: text for name, text in said.items() if text is not None}


def draft(code="GN", address=WRITES, at=f.NOON, **values):
    return Application.objects.create(
        **{
            "country_code": code,
            "address": address,
            "language": "fr",
            "asked_at": at,
            "saved_at": at,
        }
        | values
    )


def sent(code="GN", address=WRITES, at=f.NOON, **values):
    return actions.submit(actions.save(draft(code, address, at, **values), DRAFT, at=at), at=at)


def screened(by, code="GN", at=f.NOON):
    return actions.screen(sent(code, at=at), "forward", by=by, at=at)


def path_of(application):
    return f"/join/{seals.seal('join', application.pk, application.address)}/"
