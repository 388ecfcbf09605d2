"""Who may open what of a country's membership, declared by hand."""

from jln.kit.partial import PartialDate
from jln.membership.models import CountryMembership
from tests import factories as f
from tests.doors import ALL, GROUP, Row


def membership():
    ghana = f.country()
    CountryMembership.objects.get_or_create(
        country=ghana, level="associate", starts=PartialDate(2024), confidence="seen"
    )
    return f"/countries/{ghana.code.lower()}/membership/"


MATRIX = [
    Row(membership, "get", ALL),
    Row(membership, "get", GROUP | {"member": 404, "other": 404}, shows='id="conditions"'),
    Row("/countries/zz/membership/", "get", dict.fromkeys(ALL, 404)),
]
