"""A seat answers a letter with a word; its reason may stand behind it or below it."""

from __future__ import annotations

import pytest

from jln.governance.actions import motions, votes
from jln.governance.queries.motions import voices
from jln.governance.rules.voting import effective
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
    "said", ["for and against", "For and abstain, both.", "pour et contre", "مع وضد"]
)
def test_two_words_are_asked_back(motion, said):
    came = answered(motion.asked, said)

    assert came.reason == "asked_back"
    assert not motion.votes.exists()


@pytest.mark.parametrize(
    "said", ["FOR", "Pour\n\nCordialement,\nRep Ghana", "FOR\n\n-- \nRep Ghana\nMinistry of Health"]
)
def test_a_greeting_is_no_reason(motion, said):
    answered(motion.asked, said)

    assert (motion.votes.get().word, motion.votes.get().reason) == ("for", "")


def says(motion):
    """The word that counts of the one seat that spoke, and its reason; None for silence."""
    counts = effective(voices(motion.votes.order_by("number"))).values()
    return next(
        (
            (it.word, it.reason)
            for it in motion.votes.all()
            if it.number in {one.number for one in counts}
        ),
        None,
    )


def on_the_page(motion, word, reason=""):
    votes.vote(motion, word, reason=reason, by=motion.asked.person, at=clock.now())


def test_undo_gives_back_the_word_that_stood_before(motion):
    on_the_page(motion, "against", COSTS)
    changed = answered(motion.asked, "ABSTAIN")

    taken_back = answered(changed.receipt, "UNDO")

    assert taken_back.reason == "undone"
    assert says(motion) == ("against", COSTS)
    assert [one.word for one in motion.votes.order_by("number")] == [
        "against",
        "abstain",
        "against",
    ]
    _taken, now = taken_back.receipt.text.split("Now:")
    assert "Against" in now
    assert COSTS in now


def test_undo_of_the_first_word_leaves_silence(motion):
    said = answered(motion.asked, "ABSTAIN")

    taken_back = answered(said.receipt, "UNDO")

    assert says(motion) is None
    assert "Now:" not in taken_back.receipt.text


def test_undo_upon_undo_goes_back_word_by_word(motion):
    first = answered(motion.asked, "FOR")
    second = answered(motion.asked, f"AGAINST {COSTS}")

    answered(second.receipt, "UNDO")
    assert says(motion) == ("for", "")
    answered(first.receipt, "UNDO")
    assert says(motion) is None


def test_undo_leaves_what_was_said_since_on_the_page(motion):
    by_mail = answered(motion.asked, "ABSTAIN")
    on_the_page(motion, "for")

    taken_back = answered(by_mail.receipt, "UNDO")

    assert says(motion) == ("for", "")
    assert "For" in taken_back.receipt.text.partition("Now:")[2]


def test_undo_of_a_message_that_repeats_the_page_leaves_its_word(motion):
    on_the_page(motion, "for")
    repeated = answered(motion.asked, "FOR")

    answered(repeated.receipt, "UNDO")

    assert says(motion) == ("for", "")
    assert motion.votes.count() == 1
