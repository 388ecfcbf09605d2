"""Conduct by mail: MUTE or BLOCK as the answer to what somebody wrote; the rules accepted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conduct import actions, queries, terms, versions
from jln.conduct import forms as _forms
from jln.mail import tokens
from jln.mail.terms import Purpose, Reason
from jln.mailroom import receipts
from jln.mailroom.case import Case, End, done
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from datetime import datetime

    from jln.mailroom.models import MailAnswer
    from jln.people.models import Person

MONTH = timedelta(days=30)
FORMS = (_forms,)
"""Read so that their forms are registered."""


def keep(case: Case, about: Person, distance: str) -> End:
    """Do it; the receipt answers to the form, so that another word changes it."""
    actions.keep_away(about, distance, by=case.person, at=case.at)
    reply = tokens.make(
        Purpose.ANSWER, case.person, at=case.at, subject=about, form=_forms.KeepAwayForm.action
    )
    lines = [
        _("%(name)s: %(answer)s") % {"name": about.name, "answer": terms.said(distance)},
        _("They are not told. To undo it, answer NEITHER."),
        _page(about),
    ]
    receipts.send(case, lines, about=f"away {about.pk}", reply=reply)
    return done(Reason.KEPT_AWAY)


def _page(about: Person) -> str:
    return network.link(f"/people/{about.code}/away/")


def _keep(deed: Deed) -> Person:
    about: Person = deed.subject
    _set(about, deed.said["distance"], deed.person, deed.at)
    return about


def _set(about: Person, distance: str, person: Person, at: datetime) -> None:
    if distance == _forms.NOT_AT_ALL:
        actions.let_back(about, by=person, at=at)
    else:
        actions.keep_away(about, distance, by=person, at=at)


def _now(person: Person, about: Person) -> dict[str, str]:
    return {"distance": queries.distance_of(person, about) or _forms.NOT_AT_ALL}


def _undone(row: MailAnswer, about: Person, person: Person, at: datetime) -> None:
    before = row.values.get("before", {})
    _set(about, before.get("distance", _forms.NOT_AT_ALL), person, at)


def _accept(deed: Deed) -> None:
    actions.accept(versions.now().number, by=deed.person, at=deed.at)


ENTRIES = (
    Entry(
        "conduct.accept",
        _accept,
        page=lambda _person: network.link("/conduct/accept/"),
        adds_up=False,
    ),
    Entry(
        "person.keep_away",
        _keep,
        subject="jln.Person",
        among=queries.people,
        now=_now,
        before=_now,
        undo=_undone,
        undo_for=MONTH,
        about=lambda about: about.name,
        page=_page,
        adds_up=False,
    ),
)
