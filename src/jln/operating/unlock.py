"""`jln unlock ADDRESS`: whoever runs the machine removes somebody's lost second steps."""

from __future__ import annotations

import sys

from jln.accounts import actions, queries
from jln.kit import clock


def main(words: list[str]) -> int:
    """0 when done; 2 for an address that nobody has. The person is told by mail."""
    person = queries.person_of_address(words[0]) if len(words) == 1 else None
    if person is None:
        sys.stderr.write("Nobody here has this address: jln unlock ADDRESS\n")
        return 2
    actions.reset_by_operator(person, at=clock.now())
    sys.stdout.write(f"{person.name} signs in by mail and sets up a new second step.\n")
    return 0
