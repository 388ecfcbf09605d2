"""Forms as letters: the whole form, or the few questions that are still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.mail import outgoing, tokens
from jln.mail.terms import Purpose
from jln.mailroom import forms, receipts
from jln.mailroom.twin import render
from jln.notify.terms import LetterKind

if TYPE_CHECKING:
    from jln.mail.models import OutgoingMail, ReplyToken
    from jln.mailroom.case import Case
    from jln.mailroom.deeds import Entry
    from jln.people.models import Person

KIND = "form"
UNCLEAR = gettext_lazy("We could not tell what you mean, so nothing was done about it:")
REASONS = {
    "contradiction": gettext_lazy(
        "You gave two different answers to the same question, so nothing was done about it:"
    ),
    "negation": gettext_lazy("You wrote what you do not mean; say what you mean:"),
    "condition": gettext_lazy(
        "You wrote an answer with a condition, and this question takes none:"
    ),
    "doubt": gettext_lazy("You wrote that you are not sure, so nothing was done about it:"),
    "question": gettext_lazy("You wrote a question, so nothing was done about it:"),
    "out_of_range": gettext_lazy("That answer lies outside of what is possible here:"),
    "date_order": gettext_lazy("That date can be read in two ways; write it as 2026-07-09:"),
    "number_format": gettext_lazy(
        "That number can be read in two ways; write it without a point or comma:"
    ),
    "unit": gettext_lazy("We do not know what that number counts:"),
    "not_on_list": gettext_lazy("That is none of the answers to choose from:"),
    "several_match": gettext_lazy("More than one answer fits what you wrote:"),
    "which_question": gettext_lazy(
        "We could not tell which question you answer; put its number first:"
    ),
    "no_such_question": gettext_lazy("There is no question with that number:"),
    "no_answer": gettext_lazy("You wrote a number, but no answer after it:"),
}


def put(entry: Entry, subject: Any, person: Person, *, at: datetime) -> OutgoingMail:  # noqa: ANN401 -- the thing the form is about
    """The whole form to a person, who answers by replying; the same form is a link away."""
    token = tokens.make(
        Purpose.ANSWER,
        person,
        at=at,
        subject=subject if entry.subject else None,
        form=entry.action,
        form_version=entry.form.version,
    )
    form = entry.by_mail(person, subject)
    with translation.override(person.language):
        why = _("You get this because you asked for it.")
        whole = render.render(form, person.language, why=why)
        _title, _line, rest = whole.partition("\n")
        page = _("The same on the page: %(link)s") % {"link": entry.page(subject)}
        about = entry.about(subject) if entry.subject else ""
        title = str(entry.form.title)
        return outgoing.put(
            KIND,
            person,
            subject=forms.titled(title, about),
            text=f"{rest.strip()}\n{page}\n",
            because="you_asked",
            reply=token,
            at=at,
        )


def ask(
    case: Case,
    entry: Entry,
    subject: Any,  # noqa: ANN401 -- the thing the form is about
    root: ReplyToken,
    questions: Iterable[str],
    lines: Iterable[str],
) -> OutgoingMail | None:
    """Ask for some questions only, so that a bare number answers one."""
    only = frozenset(questions)
    token = tokens.make(
        Purpose.ANSWER,
        case.person,
        at=case.at,
        subject=subject if entry.subject else None,
        form=entry.action,
        form_version=entry.form.version,
        expires_at=root.expires_at,
        values={"root": root.pk, "only": sorted(only)},
    )
    form = entry.by_mail(case.person, subject, only)
    language = case.person.language
    return receipts.send(
        case,
        [
            *lines,
            "",
            "***",
            *render.between(form, language),
            "***",
            _("Answer by replying; what you answered already stays."),
            _("The same on the page: %(link)s") % {"link": entry.page(subject)},
        ],
        reply=token,
        kind=receipts.QUESTION,
        about=entry.action,
    )


def kind_in_words(letter: OutgoingMail) -> str:
    """What a kind of letter tells of, in the active language."""
    known = dict(LetterKind.choices)
    return str(known.get(letter.kind, _("all letters but codes and receipts")))
