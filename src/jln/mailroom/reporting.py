"""Reported posts by mail: saying what is wrong with one, and how a report ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations import report_forms as _forms
from jln.mail import tokens
from jln.mail.terms import Purpose, Reason
from jln.mailroom import form_letters, receipts, words
from jln.mailroom.case import Case, End, done
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import Post, ReportCase

FORMS = (_forms,)
"""Read so that their forms are registered."""


def by_word(case: Case, post: Post, text: str) -> End | None:
    """REPORT and why reports the post; REPORT alone asks why."""
    if not words.wants_report(text):
        return None
    why = words.reported(text)
    return report(case, post, why) if why else _ask_why(case, post)


def report(case: Case, post: Post, why: str) -> End:
    """REPORT and why, as the answer to its letter."""
    actions.report_post(post, words=why, by=case.person, at=case.at)
    lines = [
        _("Reported. You are told what is decided, within seven days."),
        str(_forms.WHO_SEES),
    ]
    receipts.send(case, lines, about=f"report {post.pk}")
    return done(Reason.REPORTED)


def _ask_why(case: Case, post: Post) -> End:
    """REPORT alone: the one question of its form, which is answered in plain words."""
    entry = ENTRIES[0]
    root = tokens.make(
        Purpose.ANSWER,
        case.person,
        at=case.at,
        subject=post,
        form=entry.action,
        form_version=entry.form.version,
    )
    form_letters.ask(case, entry, post, root, ["why"], [str(entry.form.title)])
    return done(Reason.KEPT_IN_PART)


def _report(deed: Deed) -> None:
    actions.report_post(deed.subject, words=deed.said["why"], by=deed.person, at=deed.at)


def _decide(deed: Deed) -> ReportCase:
    said = deed.said
    return actions.decide_report(
        deed.subject, said["decision"], because=said["because"], by=deed.person, at=deed.at
    )


def _post(post: Post) -> str:
    return network.link(f"/ask/{post.topic.code}/posts/{post.number}/report/")


def _case(case: ReportCase) -> str:
    return network.link(f"/reports/{case.code}/")


ENTRIES = (
    Entry(
        "post.report",
        _report,
        subject="jln.Post",
        about=lambda post: str(post.topic),
        page=_post,
        asks={"no_words": "why"},
        adds_up=False,
    ),
    Entry(
        "report.decide",
        _decide,
        subject="jln.ReportCase",
        among=queries.reports_to_decide,
        link=_case,
        page=_case,
        asks={"no_reason": "because", "not_moved": "decision"},
        adds_up=False,
    ),
)
