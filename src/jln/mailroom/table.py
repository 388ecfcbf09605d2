"""The table of the mail room: every form that changes something, and the action it leads to."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jln.accounts import actions as accounts
from jln.accounts import forms as _account_forms
from jln.accounts import queries as account_queries
from jln.conversations import actions as conversations
from jln.conversations import held_forms as _held_forms
from jln.desk import forms as _desk_forms
from jln.directory import forms as _directory_forms
from jln.governance.forms import charter as _charter_forms
from jln.governance.forms import manager as _manager_forms
from jln.governance.forms import motions as _motion_forms
from jln.governance.forms import terms as _term_forms
from jln.library import actions as library
from jln.library import forms as _library_forms
from jln.mailroom import (
    acts,
    askings,
    bodies,
    cards,
    conduct,
    decisions,
    dialogues,
    elected,
    groups,
    joining,
    keeping,
    listing,
    mandates,
    moderation,
    newsletters,
    nominations,
    own,
    polls,
    practices,
    reading,
    reporting,
    rounds,
    shaping,
    staff,
    steering,
    strategies,
)
from jln.mailroom.deeds import Amend, Entry, plain
from jln.membership import forms as _membership_forms
from jln.notify import actions as notify
from jln.notify import forms as _notify_forms
from jln.notify import queries as notify_queries
from jln.problems import actions as problems
from jln.problems import forms as _problem_forms
from jln.seats import forms as _seat_forms
from jln.spaces import forms as _space_forms
from jln.web import network

FORMS = (
    _account_forms,
    _charter_forms,
    _desk_forms,
    _term_forms,
    _directory_forms,
    _held_forms,
    _library_forms,
    _manager_forms,
    _membership_forms,
    _motion_forms,
    _notify_forms,
    _problem_forms,
    _seat_forms,
    _space_forms,
)
"""Read so that their forms are registered; those of conversations are imported above."""
OF_AN_ADAPTATION = {"place_too_long": "where", "no_reason": "happened", "wrong_state": "state"}
OF_A_PROBLEM = {
    "too_short": "statement",
    "too_long": "statement",
    "detail_too_long": "detail",
    "no_language": "language",
}
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def entry(action: str) -> Entry | None:
    """The entry of an action."""
    return ENTRIES.get(action)


ENTRIES: dict[str, Entry] = {
    row.action: row
    for row in (
        *staff.ENTRIES,
        *own.ENTRIES,
        *reading.ENTRIES,
        *groups.ENTRIES,
        *joining.ENTRIES,
        *elected.ENTRIES,
        *askings.ENTRIES,
        *cards.ENTRIES,
        *keeping.ENTRIES,
        *practices.ENTRIES,
        *rounds.ENTRIES,
        *mandates.ENTRIES,
        *conduct.ENTRIES,
        *listing.ENTRIES,
        *moderation.ENTRIES,
        *bodies.ENTRIES,
        *steering.ENTRIES,
        *strategies.ENTRIES,
        *newsletters.ENTRIES,
        *nominations.ENTRIES,
        *decisions.ENTRIES,
        *shaping.ENTRIES,
        *reporting.ENTRIES,
        *polls.ENTRIES,
        *dialogues.ENTRIES,
        Entry(
            "adaptation.report",
            acts.report,
            subject="jln.Product",
            offers=acts.report_offers,
            undo=lambda _row, effect, person, at: library.withdraw(effect, by=person, at=at),
            undo_for=WEEK,
            amend=Amend(
                acts.correct_report,
                _library_forms.answers_of,
                acts.report_kept,
                acts.report_as_before,
            ),
            link=acts.adaptation_path,
            page=lambda product: network.link(f"/library/{product.slug}/adapt/"),
            creates=True,
            is_of_country=True,
            asks=OF_AN_ADAPTATION,
        ),
        Entry(
            "adaptation.correct",
            acts.correct,
            subject="jln.Adaptation",
            now=lambda _person, it: _library_forms.answers_of(it),
            before=lambda _person, it: acts.report_kept(it),
            undo=lambda row, it, person, at: acts.report_as_before(
                it, row.values["before"], person, at
            ),
            undo_for=WEEK,
            link=acts.adaptation_path,
            page=acts.adaptation_path,
            about=lambda it: str(it.product),
            adds_up=False,
            corrects=True,
            asks=OF_AN_ADAPTATION,
        ),
        Entry(
            "adaptation.advance",
            acts.advance,
            asks={"no_date": "dated", "future": "dated", "no_evidence": "text"},
            subject="jln.Adaptation",
            link=acts.adaptation_path,
            page=acts.adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "adaptation.stop",
            lambda deed: library.stop(
                deed.subject, deed.said["reason"], by=deed.person, at=deed.at
            ),
            subject="jln.Adaptation",
            link=acts.adaptation_path,
            page=acts.adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "adaptation.withdraw",
            lambda deed: library.withdraw(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Adaptation",
            page=acts.adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "adaptation.publish",
            lambda deed: library.publish(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Adaptation",
            link=acts.adaptation_path,
            page=acts.adaptation_path,
            about=lambda it: str(it.product),
        ),
        Entry(
            "product.link",
            acts.link_origin,
            subject="jln.Product",
            page=lambda product: network.link(f"/library/{product.slug}/"),
        ),
        Entry(
            "problem.state",
            acts.state,
            offers=acts.state_offers,
            now=lambda person, _subject: {"language": person.language, "visibility": "members"},
            undo=lambda _row, effect, person, at: problems.withdraw(effect, by=person, at=at),
            undo_for=WEEK,
            amend=Amend(
                acts.correct_statement,
                _problem_forms.answers_of,
                _problem_forms.answers_of,
                acts.statement_as_before,
            ),
            link=acts.problem_path,
            page=lambda _person: network.link("/problems/new/"),
            creates=True,
            is_of_country=True,
            asks=OF_A_PROBLEM,
        ),
        Entry(
            "problem.correct",
            acts.correct_problem,
            subject="jln.Problem",
            offers=acts.correct_problem_offers,
            now=lambda _person, it: _problem_forms.answers_of(it),
            before=lambda _person, it: _problem_forms.answers_of(it),
            undo=lambda row, it, person, at: acts.statement_as_before(
                it, row.values["before"], person, at
            ),
            undo_for=WEEK,
            link=acts.problem_path,
            page=acts.problem_path,
            adds_up=False,
            corrects=True,
            asks=OF_A_PROBLEM,
        ),
        Entry(
            "problem.withdraw",
            lambda deed: problems.withdraw(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Problem",
            page=acts.problem_path,
        ),
        Entry(
            "problem.share",
            acts.share,
            subject="jln.Problem",
            is_of_country=True,
            undo=acts.share_as_before,
            undo_for=MONTH,
            link=acts.problem_path,
            page=acts.problem_path,
            adds_up=False,
        ),
        Entry(
            "problem.publish",
            lambda deed: problems.publish(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Problem",
            link=acts.problem_path,
            page=acts.problem_path,
        ),
        Entry(
            "topic.ask",
            acts.ask,
            offers=acts.ask_offers,
            link=acts.topic_path,
            page=lambda _person: network.link("/ask/new/"),
            skips=frozenset({"product"}),
        ),
        Entry(
            "topic.answer",
            acts.answer,
            subject="jln.Topic",
            link=lambda post: acts.topic_path(post.topic),
            page=acts.topic_path,
        ),
        Entry(
            "topic.follow",
            acts.follow,
            subject="jln.Topic",
            link=acts.topic_path,
            page=acts.topic_path,
            adds_up=False,
        ),
        Entry(
            "topic.decline",
            acts.decline,
            subject="jln.Topic",
            page=acts.topic_path,
        ),
        Entry(
            "post.thank",
            lambda deed: (
                conversations.thank(
                    deed.subject, words=deed.said["thanks"], by=deed.person, at=deed.at
                ).post
            ),
            subject="jln.Post",
            about=lambda post: str(post.topic),
            link=lambda post: acts.topic_path(post.topic),
            page=lambda post: acts.topic_path(post.topic),
        ),
        Entry(
            "post.undo",
            lambda deed: conversations.undo_post(deed.subject, by=deed.person, at=deed.at),
            subject="jln.Post",
            about=lambda post: str(post.topic),
            page=lambda post: acts.topic_path(post.topic),
        ),
        Entry(
            "post.hide",
            lambda deed: conversations.hide_post(
                deed.subject, because=deed.said["because"], by=deed.person, at=deed.at
            ),
            subject="jln.Post",
            about=lambda post: str(post.topic),
            page=lambda post: acts.topic_path(post.topic),
        ),
        Entry(
            "topic.hide",
            lambda deed: conversations.hide_topic(
                deed.subject, because=deed.said["because"], by=deed.person, at=deed.at
            ),
            subject="jln.Topic",
            page=acts.topic_path,
        ),
        Entry(
            "mail.choose",
            lambda deed: notify.choose(
                deed.person, deed.said["letters"], by=deed.person, at=deed.at
            ),
            now=lambda person, _subject: {"letters": notify_queries.wanted(person)},
            before=lambda person, _subject: {"letters": notify_queries.wanted(person)},
            undo=lambda row, _effect, person, at: notify.choose(
                person, row.values.get("before", {}).get("letters", ()), by=person, at=at
            ),
            undo_for=MONTH,
            page=lambda _person: network.link("/me/mail/"),
            adds_up=False,
        ),
        Entry(
            "person.invite",
            acts.invite,
            prepare=acts.offer_countries,
            page=lambda _person: network.link("/desk/invite/"),
        ),
        Entry(
            "person.write",
            acts.write_to,
            subject="jln.Person",
            page=lambda person: network.link(f"/people/{person.code}/"),
            adds_up=False,
        ),
        Entry(
            "profile.change",
            acts.profile,
            file=_("A photo of you may be attached"),
            offers=acts.zones,
            now=acts.profile_now,
            before=lambda person, subject: plain(acts.profile_now(person, subject)),
            undo=lambda row, _effect, person, at: accounts.change_profile(
                person, acts.earlier_profile(row.values.get("before", {})), by=person, at=at
            ),
            undo_for=MONTH,
            page=lambda _person: network.link("/me/"),
            adds_up=False,
        ),
        Entry(
            "profile.knowledge",
            acts.knowledge,
            prepare=acts.offer_knowledge,
            now=lambda person, _subject: account_queries.knowledge(person),
            before=lambda person, _subject: dict(account_queries.knowledge(person)),
            undo=lambda row, _effect, person, at: accounts.set_knowledge(
                person, row.values.get("before", {}), by=person, at=at
            ),
            undo_for=MONTH,
            page=lambda _person: network.link("/me/languages/"),
            adds_up=False,
        ),
    )
}
