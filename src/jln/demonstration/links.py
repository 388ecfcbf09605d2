"""`jln links`: one-time sign-in links, one for each role of a demonstration."""

from __future__ import annotations

import sys

from jln.accounts.actions import demonstration_link
from jln.demonstration.roles import role_people
from jln.kit import clock
from jln.web.models import Network


def main(_argv: list[str]) -> int:
    """Print them; refused by a network that is no demonstration."""
    if not Network.objects.filter(is_demonstration=True).exists():
        sys.stderr.write("Only a demonstration network gives sign-in links.\n")
        return 2
    sys.stdout.write("Sign in once, within a day, as:\n")
    for role, person in role_people():
        link = demonstration_link(person, at=clock.now())
        where = person.country.name_in("en") if person.country else "the network"
        sys.stdout.write(f"  {role.label:<36} {person.name}, {where}\n    {link}\n")
    return 0
