"""Who stands for which role in a demonstration network."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from jln.people.models import Person


class Role(NamedTuple):
    """A role as somebody would try it, and the address of its invented person."""

    code: str
    label: StrOrPromise
    address: str


ROLES = (
    Role("practitioner", _("practitioner"), "adjoa@gh.example"),
    Role("coordinator", _("coordinator of a Country Core Group"), "wanjiru@ke.example"),
    Role("facilitator", _("facilitator of a learning group"), "anneke@facilitation.example"),
    Role("steering", _("Steering Group member"), "paolo@ph.example"),
    Role("staff", _("Network Manager's staff"), "zawadi@network.example"),
    Role("administrator", _("platform administrator"), "helen@network.example"),
)


def role_people() -> list[tuple[Role, Person]]:
    """Each role with its person, in the order of the table; none for people who left."""
    found = {
        person.addresses.all()[0].address: person
        for person in Person.objects.present()
        .filter(addresses__address__in=[role.address for role in ROLES], addresses__is_main=True)
        .prefetch_related("addresses")
    }
    return [(role, found[role.address]) for role in ROLES if role.address in found]
