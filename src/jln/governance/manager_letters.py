"""The letter about a change of the Network Manager, each in its reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from jln.governance.queries import manager as queries
from jln.kit.time import day
from jln.mail import outgoing
from jln.mail.terms import LetterName
from jln.web import jinja, network

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jln.facts.models import Fact
    from jln.governance.models import ManagerAppointment
    from jln.people.models import Person


def tell(of: ManagerAppointment, people: Iterable[Person], fact: Fact, *, at: datetime) -> None:
    """What is decided, who is named, what is missing; written in the transaction of the deed."""
    lines = list(queries.handovers(of).order_by("pk")[:20])
    for person in people:
        with translation.override(person.language):
            things = {
                "of": of,
                "lines": lines,
                "reader": person,
                "is_there": queries.staff_of(of, of.first_day).exists(),
                "is_due": day(at) >= of.first_day,
                "link": network.link("/network-manager/"),
            }
            text = jinja.render("governance/mail/manager.changes.txt", things)
            outgoing.put(
                LetterName.MANAGER_CHANGES,
                person,
                fact=fact,
                subject=_("Network Manager: %(name)s") % {"name": of.called},
                text=text.strip("\n") + "\n",
                because="seat",
                at=at,
            )
