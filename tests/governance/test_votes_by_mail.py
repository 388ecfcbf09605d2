"""A seat answers a letter with a word; its reason may stand behind it or below it."""

from __future__ import annotations

import pytest

from jln.governance.actions import motions
from jln.kit import clock
from tests import factories as f
from tests.governance import sitting as s
from tests.mailroom.letters import answered, newest
from tests.pages import known_network

pytestmark = pytest.mark.django_db
COSTS = "It costs too much."


@pytest.fixture
def motion():
    known_network()
    group = s.sits()
    what = motions.Proposal("Publish papers", "Every paper is published.", "vote")
    made = motions.put(what, by=f.staff(), at=clock.now())
    made.asked = newest("motion.opened", group["GH"])
    return made


@pytest.mark.parametrize(
    "said",
    [
        f"AGAINST {COSTS}",
        f"AGAINST: {COSTS}",
        f"AGAINST\n{COSTS}",
        f"AGAINST\n\n{COSTS}\n",
        f"Contre\n\n{COSTS}\n\nCordialement,\nRep Ghana",
        "AGAINST\n\nIt costs\ntoo much.",
    ],
)
def test_a_reason_is_kept_where_it_was_written(motion, said):
    came = answered(motion.asked, said)

    assert came.reason == "answered"
    vote = motion.votes.get()
    assert (vote.word, vote.reason) == ("against", COSTS)
    assert COSTS in came.receipt.text


@pytest.mark.parametrize(
    "said",
    ["FOR", "Pour\n\nCordialement,\nRep Ghana", "FOR\n\n-- \nRep Ghana\nMinistry of Health"],
)
def test_a_greeting_is_no_reason(motion, said):
    answered(motion.asked, said)

    assert (motion.votes.get().word, motion.votes.get().reason) == ("for", "")
