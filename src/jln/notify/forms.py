"""Which letters a person wants, how much and when: by page and by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.asking import MOST_A_WEEK, USUAL_A_WEEK
from jln.notify.digests.rules import MINUTES
from jln.notify.models import LAST_HOUR
from jln.notify.terms import LetterKind, Often
from jln.ui import formats
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.conversations.models import AskWish
    from jln.notify.models import MailPlan

NO_LIMIT = "all"
HOURS = [(str(hour), f"{hour:02}:00") for hour in range(LAST_HOUR + 1)]


class LettersForm(TwinForm):
    """Each kind of letter, at once or not at all."""

    action = "mail.choose"
    risk = Risk.EXECUTE
    title = _("Which letters do you want?")
    main = "letters"
    names = {"letters": _("letters")}
    listed = frozenset({"letters"})

    letters = forms.MultipleChoiceField(
        label=_("Send me at once"),
        help_text=_("What is not ticked is not sent. Codes and receipts always come."),
        choices=LetterKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _minutes() -> list[tuple[str, Any]]:
    offered = [(str(one), formats.amount(one, "duration-minute")) for one in MINUTES]
    return [*offered, (NO_LIMIT, _("No limit"))]


class HourField(forms.IntegerField):
    """An hour of the day: chosen on the page, a number by mail."""

    choices = HOURS

    def __init__(self, label: StrOrPromise) -> None:
        super().__init__(
            label=label, min_value=0, max_value=LAST_HOUR, widget=forms.Select(choices=HOURS)
        )


class PlanForm(TwinForm):
    """How much may be asked of a person by mail, and when."""

    action = "mail.plan"
    risk = Risk.EXECUTE
    title = _("How much may we ask of you?")
    main = "minutes"
    names = {
        "minutes": _("minutes"),
        "news": _("news"),
        "daily_at": _("daily"),
        "weekly_on": _("weekly"),
        "quiet_from": _("quiet from"),
        "quiet_to": _("quiet until"),
        "times": _("times"),
    }

    minutes = forms.ChoiceField(
        label=_("Minutes a week"), choices=_minutes, widget=forms.RadioSelect
    )
    news = forms.ChoiceField(label=_("News of the network"), choices=Often.choices)
    daily_at = HourField(_("Daily message at"))
    weekly_on = forms.TypedChoiceField(
        label=_("Weekly message on"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        coerce=int,
    )
    quiet_from = HourField(_("Quiet from"))
    quiet_to = HourField(_("Quiet until"))
    times = forms.TypedChoiceField(
        label=_("At most so many questions a week"),
        choices=[(str(n), str(n)) for n in range(MOST_A_WEEK + 1)],
        coerce=int,
    )

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        data = dict(self.cleaned_data)
        minutes = data.pop("minutes")
        return {**data, "minutes": None if minutes == NO_LIMIT else int(minutes)}


def plan_said(plan: MailPlan, wish: AskWish | None) -> dict[str, Any]:
    """What stands, as the form asks it."""
    return {
        "minutes": NO_LIMIT if plan.minutes is None else str(plan.minutes),
        "news": plan.news,
        "daily_at": str(plan.daily_at),
        "weekly_on": str(plan.weekly_on),
        "quiet_from": str(plan.quiet_from),
        "quiet_to": str(plan.quiet_to),
        "times": str(wish.asks_a_week if wish else USUAL_A_WEEK),
    }
