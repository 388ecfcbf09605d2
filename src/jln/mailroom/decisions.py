"""Votes of the Steering Group and answers about a charter, by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jln.governance.actions import charter, votes
from jln.governance.queries import charter as charters
from jln.governance.queries import motions
from jln.governance.terms import Taking
from jln.kit.verdict import refusal
from jln.mailroom.deeds import Deed, Entry
from jln.mailroom.models import MailAnswer
from jln.web import network

if TYPE_CHECKING:
    from datetime import datetime

    from jln.governance.models import CharterVersion, Motion, Ratification, Vote
    from jln.people.models import Person


def _vote(deed: Deed) -> Vote:
    return votes.vote(
        deed.subject,
        deed.said["word"],
        reason=deed.said["reason"],
        by=deed.person,
        at=deed.at,
        by_mail=True,
    )


def _words(motion: Motion) -> str:
    """As the letter asks for them."""
    if motion.taking == Taking.SILENCE:
        return _(
            "If no seat objects, this is adopted. Answer FOR, AGAINST with your reason, or ASIDE."
        )
    return _("Answer with one word: FOR, AGAINST, ABSTAIN or ASIDE. A reason may follow it.")


def _take_back(row: MailAnswer, given: Vote, person: Person, at: datetime) -> Vote:
    """A message that repeats what the page said made no vote, and takes none back."""
    same = MailAnswer.objects.filter(effect_model=row.effect_model, effect_id=given.pk)
    if not same.filter(done_at=given.at).exists():
        return given
    return votes.take_back(given, by=person, at=at, by_mail=True)


def _stands(given: Vote) -> dict[str, Any]:
    """What the seat says now."""
    now = motions.word_of(given)
    said = {"word": now.word, "reason": now.reason} if now else {}
    return {name: it for name, it in said.items() if it}


def _ratify(deed: Deed) -> Ratification:
    country = charters.countries_of(deed.person).first()
    if country is None:
        raise refusal("no_country", charters.NOT_FOR_A_COUNTRY)
    return charter.ratify(
        deed.subject, country, deed.said["answer"], by=deed.person, at=deed.at, by_mail=True
    )


def _motion_path(motion: Motion) -> str:
    return network.link(f"/steering-group/motions/{motion.code}/")


def _charter_path(_charter: CharterVersion) -> str:
    return network.link("/about/charter/")


ENTRIES = (
    Entry(
        "motion.vote",
        _vote,
        subject="jln.Motion",
        among=motions.motions_to_vote,
        offers=lambda _person, motion: {"taking": motion.taking},
        about=lambda motion: motion.worded.title,
        undo=_take_back,
        undo_for=votes.LIFE,
        undo_by=motions.until_of,
        stands=_stands,
        page=_motion_path,
        adds_up=False,
        asks={"no_reason": "reason"},
        how=_words,
    ),
    Entry(
        "charter.ratify",
        _ratify,
        subject="jln.CharterVersion",
        among=charters.charters_to_ratify,
        page=_charter_path,
        adds_up=False,
    ),
)
