"""Carrying an answer out, once; its receipt; and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from jln.kit.verdict import unless
from jln.mail import tokens
from jln.mail.models import ReplyToken
from jln.mail.terms import Purpose, Reason
from jln.mailroom import form_letters, forms, office, receipts, table
from jln.mailroom.case import Case, End, done, refused
from jln.mailroom.deeds import Deed, Entry
from jln.mailroom.models import MailAnswer
from jln.mailroom.twin import render
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.web.forms import TwinForm

SHOWN_OF_REPLACED = 80
LONGEST_LINE = 160  # of an answer shown back: a receipt stays under a kilobyte


@dataclass(slots=True)
class Asked:
    """A form that was sent to a person: which, about what, under which first token."""

    entry: Entry
    subject: Any
    root: ReplyToken
    only: frozenset[str]

    @property
    def once(self) -> str:
        """The form as it was sent once: what is said to its answers is counted by it."""
        return f"{self.root.form} {self.root.pk}"

    @property
    def done(self) -> QuerySet[MailAnswer]:
        """Answers to this form that were carried out and stand, the latest first."""
        rows = MailAnswer.objects.filter(
            token=self.root, person=self.root.person, done_at__isnull=False, undone_at=None
        )
        return rows.order_by("-pk")

    def standing(self) -> Any:  # noqa: ANN401 -- a row of any model
        """What an earlier answer made, if a further one is to correct it."""
        row = self.done.exclude(effect_id=None).first() if self.entry.amend else None
        made = _effect(row) if row else None
        return made if getattr(made, "withdrawn_at", None) is None else None

    def how(self) -> str:
        """How its letter is answered: by its words, by the answer alone, or by numbers."""
        if self.entry.how:
            return self.entry.how(self.subject)
        person = self.root.person
        form = self.entry.by_mail(person, self.subject, self.only)
        if form.main and {option.key for option in form.main.options} == {"yes", "no"}:
            return _("Answer with one word: YES or NO.")
        if form.only and form.is_single:
            return render.how(form, person.language)
        return _("To answer, write the number of a question and your answer, one a line.")

    @classmethod
    def of(cls, token: ReplyToken) -> Asked | None:
        """What a token asks; None if its form or its thing is no longer there."""
        root = ReplyToken.objects.filter(pk=token.values.get("root", token.pk)).first() or token
        entry = table.entry(token.form)
        subject = entry.find(token.subject_id, token.person) if entry else None
        if entry is None or subject is None or getattr(subject, "withdrawn_at", None):
            return None
        return cls(entry, subject, root, frozenset(token.values.get("only", ())))


def word(token: ReplyToken, said: str) -> Callable[[Case], End] | None:
    """What one word does as the answer to a form, also when nothing is left there to answer."""
    entry, about = table.entry(token.form), tokens.subject_of(token)
    does = entry.words.get(said) if entry else None
    if does is not None and about is not None:
        return lambda case: does(case, about)
    return office.COMMANDS.get(said)


def do(case: Case, asked: Asked, row: MailAnswer, bound: TwinForm, values: dict[str, Any]) -> End:
    """Carry it out; what an earlier message to the same form made is corrected."""
    if case.unfit is not None:
        raise case.unfit
    entry, made = asked.entry, asked.standing()
    deed = Deed(
        case.person,
        asked.subject,
        bound,
        values,
        case.at,
        mail=case.mail,
        pictures=case.pictures,
        documents=case.documents,
        led_by=form_letters.led_by(asked.root),
    )
    with transaction.atomic():
        if entry.amend and made is not None:
            before = entry.amend.kept(made)
            effect: Any = entry.amend.do(made, deed)
        else:
            before = entry.before(case.person, asked.subject)
            effect = entry.do(deed)
    row.values = {**row.values, "said": values, "before": before, "amends": made is not None}
    row.effect_model = effect._meta.label if effect is not None else ""
    row.effect_id = effect.pk if effect is not None else None
    row.done_at = case.at
    row.undo_until = _undo_until(entry, effect, case.at)
    row.save()
    reply = tokens.make(
        Purpose.UNDO,
        case.person,
        at=case.at,
        subject=asked.subject if entry.subject else None,
        form=row.form,
        values={"answer": row.pk, "root": asked.root.pk},
    )
    receipts.send(case, _receipt(case, asked, row, bound, effect), about=asked.once, reply=reply)
    return done(Reason.ANSWERED)


def _undo_until(entry: Entry, effect: Any, at: datetime) -> datetime | None:  # noqa: ANN401 -- a row of any model
    if entry.undo is None or not entry.is_undone_by_mail(effect):
        return None
    last = entry.undo_by(effect)
    return min(at + entry.undo_for, last) if last else at + entry.undo_for


def undo(case: Case, asked: Asked, row: MailAnswer | None = None) -> End:
    """Take back the last effect of this person on the form, or the one the receipt speaks of."""
    row = row if row and row.undone_at is None else asked.done.first()
    if row is None:
        receipts.send(case, [_("There is nothing here that could be taken back.")], about="undo")
        return refused(Reason.NOT_NOW)
    if asked.entry.undo is None or row.undo_until is None or case.at >= row.undo_until:
        lines = [
            _("It is too late to take this back by mail."),
            _("Change it on its page: %(link)s") % {"link": asked.entry.page(asked.subject)},
        ]
        receipts.send(case, lines, about="undo")
        return refused(Reason.NOT_NOW)
    _take_back(asked, row, case)
    receipts.send(case, _undone(asked, row, case), about="undo", reply=asked.root)
    return done(Reason.UNDONE)


def _undone(asked: Asked, row: MailAnswer, case: Case) -> list[str]:
    """What was taken back; of a correction, what it says again."""
    form = asked.entry.make(case.person, asked.subject)
    said, before = row.values.get("said", {}), row.values.get("before", {})
    if row.values.get("amends"):
        again = {name: it for name, it in before.items() if said.get(name, it) != it and it}
        return [_("It says again what it said before:"), *forms.in_words(form, again)]
    again_line = _("To record it after all, answer the form again.")
    left = asked.entry.stands(_effect(row)) if asked.entry.stands else {}
    last = [_("Now:"), *forms.in_words(form, left)] if left else [again_line]
    return [_("Taken back:"), *forms.in_words(form, said), *last]


def _take_back(asked: Asked, row: MailAnswer, case: Case) -> None:
    """A correction is put back as it was; else the whole effect goes, corrections and all."""
    entry, effect = asked.entry, _effect(row)
    rows = MailAnswer.objects.filter(pk=row.pk)
    if entry.amend and row.values.get("amends"):
        entry.amend.undo(effect, row.values["before"], case.person, case.at)
    elif entry.undo:
        entry.undo(row, effect, case.person, case.at)
        rows |= asked.done.filter(effect_id=row.effect_id).exclude(effect_id=None)
    rows.update(undone_at=case.at)


def _receipt(case: Case, asked: Asked, row: MailAnswer, bound: TwinForm, effect: Any) -> list[str]:  # noqa: ANN401 -- a row of any model
    about = asked.entry.about(asked.subject) if asked.entry.subject else ""
    title = str(asked.entry.form.title)
    what = {"what": f"{title} ({about})" if about else title}
    said = row.values["said"]
    lines = [_("Recorded: %(what)s") % what]
    if row.values["amends"]:
        said = {name: it for name, it in said.items() if it != row.values["before"].get(name)}
        lines = [_("Corrected: %(what)s") % what if said else _("It says so already.")]
    lines += asked.entry.for_country(case.person)
    lines += [
        line if len(line) < LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"
        for line in forms.in_words(bound, said)
    ]
    replaced = row.values["before"].get("replaces", "")
    if replaced and replaced not in said.values():
        named = {"name": _("Replaces"), "answer": receipts.quoted(replaced, SHOWN_OF_REPLACED)}
        lines.append(_("%(name)s: %(answer)s") % named)
    lines += row.values.get("left_out", [])
    lines += [f"{made.name}, {formats.size(len(made.content))}" for made in case.documents]
    if effect is not None:
        lines.append(asked.entry.link(effect))
    lines.append(receipts.undo_line(row.undo_until, case.person))
    return lines


def _effect(row: MailAnswer) -> Any:  # noqa: ANN401 -- a row of any model
    """What the answer made. Raises RuleBroken if it is no longer there."""
    if not row.effect_model:
        return None
    found = apps.get_model(row.effect_model)._default_manager.filter(pk=row.effect_id).first()
    unless(found is not None, "gone", _("It is no longer there.")).or_raise()
    return found
