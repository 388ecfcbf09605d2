"""Elections by mail: whether a country stands. The ballot itself has no twin: it is secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.elections import actions, forms, queries
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from jln.elections.models import Candidacy, ElectionVoter


def _stand(deed: Deed) -> Candidacy | None:
    if deed.said["answer"] == "yes":
        return actions.stand(deed.subject, deed.said["lines"], by=deed.person, at=deed.at)
    return actions.step_back(deed.subject, by=deed.person, at=deed.at)


def _page(of: ElectionVoter | Candidacy) -> str:
    return network.link(f"/steering-group/elections/{of.election.code}/")


ENTRIES = (
    Entry(
        "election.stand",
        _stand,
        subject="jln.ElectionVoter",
        among=queries.to_stand,
        now=lambda _person, voter: forms.stood(queries.candidacy(voter)),
        about=lambda voter: f"{voter.election}. {voter}",
        link=_page,
        page=_page,
        adds_up=False,
    ),
)
