"""Forms as letters: the whole form, or the few questions that are still open."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.conversations.models import Topic
from jln.library.queries import BY_NOTHING, LedBy
from jln.mail import outgoing, tokens
from jln.mail.terms import Purpose
from jln.mailroom import forms, receipts
from jln.mailroom.twin import render
from jln.notify.terms import LetterKind
from jln.problems.models import Problem

if TYPE_CHECKING:
    from jln.mail.models import OutgoingMail, ReplyToken
    from jln.mailroom.case import Case
    from jln.mailroom.deeds import Entry
    from jln.people.models import Person

KIND = "form"
WIDTH = 72
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
    "date": gettext_lazy("That is no whole date; write it as 2026-07-09:"),
    "date_incomplete": gettext_lazy("That is no whole date; write it as 2026-07-09:"),
    "number": gettext_lazy("That is no number; write it in figures:"),
    "unit": gettext_lazy("We do not know what that number counts:"),
    "not_on_list": gettext_lazy("That is none of the answers to choose from:"),
    "several_match": gettext_lazy("More than one answer fits what you wrote:"),
    "which_question": gettext_lazy(
        "We could not tell which question you answer; put its number first:"
    ),
    "no_such_question": gettext_lazy("There is no question with that number:"),
    "no_answer": gettext_lazy("You wrote a number, but no answer after it:"),
}


def put(
    entry: Entry,
    subject: Any,  # noqa: ANN401 -- the thing the form is about
    person: Person,
    *,
    at: datetime,
    led_by: LedBy = BY_NOTHING,
) -> OutgoingMail:
    """The whole form to a person, who answers by replying; the same form is a link away.

    `led_by`: what she came from; the answer is said there, too.
    """
    kept = {"topic": led_by.topic, "problem": led_by.problem}
    values: dict[str, object] = {name: thing.pk for name, thing in kept.items() if thing}
    if entry.is_of_country:
        values["country"] = person.country_id
    token = tokens.make(
        Purpose.ANSWER,
        person,
        at=at,
        subject=subject if entry.subject else None,
        form=entry.action,
        form_version=entry.form.version,
        values=values,
    )
    form = entry.by_mail(person, subject)
    with translation.override(person.language):
        why = _("You get this because you asked for it.")
        whole = render.render(form, person.language, why=why)
        _title, _line, rest = whole.partition("\n")
        page = _("The same on the page: %(link)s") % {"link": _page(entry, subject, led_by)}
        about = entry.about(subject) if entry.subject else ""
        title = str(entry.form.title)
        return outgoing.put(
            KIND,
            person,
            subject=forms.titled(title, about),
            text=f"{_from(led_by)}{rest.strip()}\n{page}\n",
            because="you_asked",
            reply=token,
            at=at,
        )


def led_by(root: ReplyToken) -> LedBy:
    """What the person came from when she asked for the form."""
    topics = Topic.objects.select_related("space", "theme")
    return LedBy(
        topic=topics.filter(pk=root.values.get("topic", 0)).first(),
        problem=Problem.objects.filter(pk=root.values.get("problem", 0)).first(),
    )


def _from(led_by: LedBy) -> str:
    """The conversation or the problem from which the form was asked for, and who reads it."""
    lines = []
    if led_by.problem:
        lines.append(f"{_('For the problem')} “{led_by.problem.statement}”")
    if led_by.topic:
        promise = _("It is read by nobody who may not read that conversation.")
        lines.append(f"{_('From the conversation')} “{led_by.topic.title}”. {promise}")
    return "".join(f"{textwrap.fill(line, WIDTH)}\n\n" for line in lines)


def _page(entry: Entry, subject: Any, led_by: LedBy) -> str:  # noqa: ANN401 -- the thing the form is about
    """The page of the form, come to from the same place."""
    places = {"topic": led_by.topic, "problem": led_by.problem}
    named = {name: thing.code for name, thing in places.items() if thing}
    return entry.page(subject) + (f"?{urlencode(named)}" if named else "")


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
        about=f"{root.form} {root.pk}",
    )


def kind_in_words(letter: OutgoingMail) -> str:
    """What a kind of letter tells of, in the active language."""
    known = dict(LetterKind.choices)
    return str(known.get(letter.kind, _("all letters but codes and receipts")))
