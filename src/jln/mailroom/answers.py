"""An answer to a form: read, asked back, echoed or done; always with a receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jln.kit.verdict import RuleBroken
from jln.mail import tokens
from jln.mail.models import ReplyToken
from jln.mail.terms import Purpose, Reason
from jln.mailroom import confirming, form_letters, forms, moved, receipts
from jln.mailroom.case import Case, End, done, held, not_understood, refused
from jln.mailroom.doing import Asked, do, undo, word
from jln.mailroom.models import MailAnswer
from jln.mailroom.twin import lexicon, source
from jln.mailroom.twin.known import Known
from jln.mailroom.twin.read import Answer
from jln.mailroom.twin.read import answer as read
from jln.web.forms import Risk

if TYPE_CHECKING:
    from jln.web.forms import TwinForm


def understand(case: Case) -> None:
    """Read what the message answers to a form; before any transaction, for it takes a while."""
    aim = case.aim
    asked = Asked.of(aim) if aim and aim.form else None
    if aim is None or asked is None or _is_a_word(case, aim):
        return
    if aim.purpose != Purpose.ANSWER:  # not OK, not UNDO: it answers the form itself anew
        asked = Asked.of(asked.root)
    if asked is not None:
        form = asked.entry.by_mail(aim.person, asked.subject, asked.only)
        case.understood = read(form, source.message(case.reading, aim.person.name))


def _is_a_word(case: Case, aim: ReplyToken) -> bool:
    """OK or NO to an echo, UNDO to a receipt."""
    if aim.purpose == Purpose.CONFIRM:
        return confirming.said(case) is not None
    return aim.purpose == Purpose.UNDO and _is_undo(case)


def _is_undo(case: Case) -> bool:
    return case.reading.command == "undo" or confirming.first_word_is_undo(case)


def answer(case: Case, token: ReplyToken) -> End:
    """What a reply to a form does."""
    asked, found = Asked.of(token), case.understood
    if asked is None or found is None:
        does = word(token, case.reading.command)
        return does(case) if does else too_late(case, token, "object_gone")
    if found.outcome == "undo":
        return undo(case, asked)
    if found.outcome in ("command", "nothing"):
        does = word(token, str(found.values.get("command", "")) or case.reading.command)
        return does(case) if does else _no_answer(case, token, asked)
    if moved.has_moved(case, asked):
        return moved.ask(case, asked)
    return take(case, token, asked, _careful(asked, found))


def take(case: Case, token: ReplyToken, asked: Asked, found: Answer) -> End:
    """What was understood, by whatever letter it came."""
    row = _record(case, token, asked, found)
    if found.outcome == "ambiguous":
        return _ask_back(case, asked, row, found)
    return _complete(case, asked, row, found)


def confirm(case: Case, token: ReplyToken) -> End:
    """OK to an echo does what it said; another answer replaces it."""
    asked = Asked.of(token)
    row = MailAnswer.objects.filter(pk=token.values.get("answer", 0), done_at=None).first()
    said = confirming.said(case)
    if asked is None or row is None:
        return too_late(case, token, "used")
    if said is None:
        return answer(case, asked.root)
    tokens.use(token, at=case.at)
    if not said:
        confirming.drop(case, token)
        return done(Reason.CONFIRMED)
    values = row.values.get("said", {})
    bound = asked.entry.bound(case.person, asked.subject, values)
    if not bound.is_valid():
        return _say_errors(case, asked, bound)
    if moved.has_moved(case, asked):
        return moved.ask(case, asked)
    return do(case, asked, row, bound, values)


def after_receipt(case: Case, token: ReplyToken) -> End:
    """A reply to a receipt: UNDO takes back what it speaks of; else it is a new answer."""
    asked = Asked.of(token)
    if asked is None:
        return too_late(case, token, "object_gone")
    if _is_undo(case):
        return undo(
            case, asked, MailAnswer.objects.filter(pk=token.values.get("answer", 0)).first()
        )
    return answer(case, asked.root)


def too_late(case: Case, token: ReplyToken, why: str) -> End:
    """The address is dead: nothing is done, and where a form is still open a fresh one comes."""
    fresh = Asked.of(token) if token.purpose == Purpose.ANSWER and why == "expired" else None
    lines = [
        {
            "expired": _("This letter is too old to be answered; nothing was done."),
            "used": _("This was answered before; nothing was done."),
            "seat_ended": _(
                "You no longer hold the seat this letter was sent to; nothing was done."
            ),
        }.get(why, _("What this letter was about is no longer there; nothing was done."))
    ]
    if fresh is not None:
        form_letters.put(fresh.entry, fresh.subject, case.person, at=case.at)
        lines.append(_("The form comes to you once more."))
    receipts.send(case, lines, about=f"late {token.form}")
    return refused(Reason.TOKEN_DEAD)


def _record(case: Case, token: ReplyToken, asked: Asked, found: Answer) -> MailAnswer:
    """What was understood of this message (mail twin, section 13)."""
    row, _is_new = MailAnswer.objects.update_or_create(
        inbound=case.mail,
        defaults={
            "token": asked.root,
            "person": case.person,
            "form": token.form,
            "outcome": found.outcome,
            "values": {"said": found.values, "from": found.read_from},
            "unclear": [{"field": field, "reason": reason} for field, reason in found.unclear],
            "lexicon_version": lexicon.version(),
            "at": case.at,
        },
    )
    return row


def _careful(asked: Asked, found: Answer) -> Answer:
    """Words without number or name never correct a field: they are left, or asked back.

    Beside a document that was asked for they are a greeting.
    """
    main = asked.entry.form.main
    came_alone = not (asked.entry.is_document and forms.FILE in found.values)
    is_new = not asked.entry.corrects and asked.standing() is None
    if (is_new and came_alone) or found.read_from.get(main) != "unmarked":
        return found
    clear = {name: it for name, it in found.values.items() if name != main}
    how = {name: it for name, it in found.read_from.items() if name != main}
    found = replace(found, values=clear, read_from=how)
    if clear or found.unclear:
        return found
    return replace(found, outcome="ambiguous", unclear=((None, "which_question"),))


def _complete(case: Case, asked: Asked, row: MailAnswer, found: Answer) -> End:
    """Clear as far as it goes: with what was said before, is it all there?"""
    values = {**_said_before(asked, case, row), **found.values}
    bound = asked.entry.bound(case.person, asked.subject, values)
    left_out: list[str] = []
    if not bound.is_valid():
        bad = [name for name in bound.errors if name in values]
        end = _cannot_stand(case, asked, row, bound, values, set(found.values) - set(bad))
        if end is not None:
            return end
        left_out = forms.not_taken(bound, values, bad)
        values = {name: it for name, it in values.items() if name not in bad}
        bound = asked.entry.bound(case.person, asked.subject, values)
        if not bound.is_valid():
            return _say_errors(case, asked, bound)
    said, row.values = row.values["said"], {**row.values, "said": values, "left_out": left_out}
    row.save(update_fields=["values"])
    try:
        with transaction.atomic():
            asked.entry.allows(asked.subject, values).or_raise()
            return _carry_out(case, asked, row, found, bound, values)
    except RuleBroken as broken:
        mending = [asked.entry.asks.get(one.code, "") for one in broken.verdict.reasons]
        if not all(mending):
            raise
        row.values = {**row.values, "said": {n: it for n, it in said.items() if n not in mending}}
        row.save(update_fields=["values"])
        lines = [_("It was not done."), *[str(one.text) for one in broken.verdict.reasons]]
        return _ask_for(case, asked, mending, bound, values, lines)


def _cannot_stand(
    case: Case,
    asked: Asked,
    row: MailAnswer,
    bound: TwinForm,
    values: dict[str, Any],
    good: set[str],
) -> End | None:
    """What is missing or cannot be taken is asked for, and only that.

    None: what cannot be taken need not be answered, and the rest can go on without it.
    """
    wrong = [name for name in bound.errors if name in bound.fields]
    if len(wrong) < len(bound.errors):
        return _say_errors(case, asked, bound)
    bad = [name for name in wrong if name in values]
    needed = [name for name in wrong if name not in bad or bound.fields[name].required]
    if good and not needed:
        return None
    lines = forms.not_taken(bound, values, bad)
    said = {name: it for name, it in row.values["said"].items() if name not in bad}
    row.values = {**row.values, "said": said}
    row.save(update_fields=["values"])
    kept = {name: it for name, it in values.items() if name not in bad}
    return _ask_for(case, asked, needed or bad, bound, kept, lines)


def _carry_out(
    case: Case,
    asked: Asked,
    row: MailAnswer,
    found: Answer,
    bound: TwinForm,
    values: dict[str, Any],
) -> End:
    """Do it, or say first what it would do, as its risk and the way it was said ask for."""
    risk = asked.entry.form.risk
    is_exact = (
        all(how in ("exact", "order") for how in found.read_from.values())
        and case.sender.how == "checked"
    )
    if risk == Risk.WEB:
        receipts.send(
            case,
            [_("This can be done on its page only:"), asked.entry.page(asked.subject)],
            about=asked.once,
        )
        return refused(Reason.WEB_ONLY)
    if asked.entry.creates and "unmarked" in found.read_from.values() and not asked.standing():
        row.values = {**row.values, "is_unsure": True}
        row.save(update_fields=["values"])
        return _echo(case, asked, row, bound, values)
    if risk == Risk.CONFIRM or (risk == Risk.EXECUTE_EXACT and not is_exact):
        return _echo(case, asked, row, bound, values)
    return do(case, asked, row, bound, values)


def _said_before(asked: Asked, case: Case, row: MailAnswer) -> dict[str, Any]:
    """What stands of earlier messages to the same form; a later one replaces it."""
    made = asked.standing()
    merged = asked.entry.amend.now(made) if asked.entry.amend and made is not None else {}
    if not (asked.entry.adds_up or asked.only):
        return merged
    earlier = MailAnswer.objects.filter(
        token=asked.root, person=case.person, undone_at=None
    ).exclude(pk=row.pk)
    if made is not None or not asked.entry.adds_up:  # only what waits since
        last = asked.done.first()
        earlier = earlier.filter(done_at=None, pk__gt=last.pk if last else 0)
    for done_at, values in earlier.order_by("pk").values_list("done_at", "values"):
        if done_at or not values.get("is_unsure"):
            merged |= values.get("said", {})
    return merged


def _echo(
    case: Case, asked: Asked, row: MailAnswer, bound: TwinForm, values: dict[str, Any]
) -> End:
    """Say the effect in words, and wait for OK."""
    token = tokens.make(
        Purpose.CONFIRM,
        case.person,
        at=case.at,
        subject=asked.subject if asked.entry.subject else None,
        form=row.form,
        expires_at=asked.root.expires_at,
        values={"answer": row.pk, "root": asked.root.pk},
    )
    about = asked.entry.about(asked.subject) if asked.entry.subject else ""
    why = _why_unproved(case, asked)
    case.is_doubted = bool(why)
    receipts.send(
        case,
        [
            *why,
            _("We understood, and nothing is done yet:"),
            f"{asked.entry.form.title} {f'({about})' if about else ''}".strip(),
            *asked.entry.for_country(case.person),
            *forms.in_words(bound, values),
            _("Answer OK within three days, and it is done. To change it, answer again."),
            "" if asked.entry.undo else _("It cannot be taken back by mail."),
        ],
        reply=token,
        kind=receipts.QUESTION,
        about=asked.once,
    )
    return held(Reason.ECHOED)


def _why_unproved(case: Case, asked: Asked) -> list[str]:
    """Why an OK is asked for, where it is not asked of everybody."""
    if case.sender.how == "checked" or asked.entry.form.risk != Risk.EXECUTE_EXACT:
        return []
    unproved = _("A message with your address came in, and nothing proves that you wrote it:")
    return [unproved, receipts.quoted(_her_words(case, asked))]


def _ask_back(case: Case, asked: Asked, row: MailAnswer, found: Answer) -> End:
    """One message for what is unclear, as a form of its own; the second time staff look."""
    earlier = MailAnswer.objects.filter(token=asked.root, outcome="ambiguous").exclude(pk=row.pk)
    if earlier.exists():
        receipts.send(
            case,
            [
                _("We still cannot tell what you mean. Nothing was done; staff look at it."),
                _("On the page it is quick: %(link)s") % {"link": asked.entry.page(asked.subject)},
            ],
            about=asked.once,
        )
        return held(Reason.UNCLEAR_TWICE)
    unclear = [field for field, _reason in found.unclear if field]
    form = asked.entry.make(case.person, asked.subject)
    lines = _doubtful(case, asked, form, found)
    if found.values:
        lines += [_("Kept so far:"), *forms.in_words(form, found.values)]
    form_letters.ask(case, asked.entry, asked.subject, asked.root, unclear, lines)
    return held(Reason.ASKED_BACK)


def _doubtful(case: Case, asked: Asked, form: TwinForm, found: Answer) -> list[str]:
    """Each line that is not certain and why; where none is known, all of what she wrote."""
    if not all(key in found.doubtful for key, _reason in found.unclear):
        reason = form_letters.REASONS.get(found.unclear[0][1], form_letters.UNCLEAR)
        return [str(reason), receipts.quoted(_her_words(case, asked))]
    lines: list[str] = []
    for key, why in found.unclear:
        for_this = str(form_letters.REASONS.get(why, form_letters.UNCLEAR))
        said = forms.named(form, str(key), receipts.quoted(found.doubtful[str(key)]))
        lines += [*([for_this] if for_this not in lines else []), said]
    return lines


def _her_words(case: Case, asked: Asked) -> str:
    """What she wrote; else what she filled into the form."""
    if case.reading.text.strip():
        return case.reading.text
    known = Known(asked.entry.by_mail(case.person, asked.subject))
    slots = (known.slot_of(row.text) for row in source.message(case.reading).rows)
    return "; ".join(slot[1] for slot in slots if slot and slot[1])


def _ask_for(
    case: Case,
    asked: Asked,
    missing: list[str],
    bound: TwinForm,
    values: dict[str, Any],
    lines: Iterable[str] = (),
) -> End:
    """What was answered is kept; the rest is asked for."""
    kept = forms.in_words(bound, values)
    lines = [*lines, *([_("Kept so far:"), *kept] if kept else []), _("Still missing:")]
    form_letters.ask(case, asked.entry, asked.subject, asked.root, missing, lines)
    return done(Reason.KEPT_IN_PART)


def _say_errors(case: Case, asked: Asked, bound: TwinForm) -> End:
    said = [str(error) for errors in bound.errors.values() for error in errors]
    receipts.send(
        case,
        [_("It was not recorded."), *said, _("Answer the form again.")],
        about=asked.once,
        reply=asked.root,
    )
    return refused(Reason.NOT_NOW)


def _no_answer(case: Case, token: ReplyToken, asked: Asked) -> End:
    receipts.send(
        case,
        [
            _("No answer to the form was found in your message, and nothing was recorded."),
            _("Your words are kept, and staff read them."),
            asked.how(),
        ],
        about=asked.once,
        reply=token,
    )
    return not_understood(Reason.NO_ANSWER)
