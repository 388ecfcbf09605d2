"""What is asked about reported posts: shapes, never rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules import LONGEST_WORDS
from jln.conversations.terms import ReportEnd
from jln.web.forms import Exempt, Risk, TwinForm

WHO_SEES = _("Who decides sees your words. Staff see your name only for a reason that is recorded.")


class ReportForm(TwinForm):
    """What is wrong with a post."""

    action = "post.report"
    risk = Risk.EXECUTE
    title = _("Report this post")
    button = _("Report the post")
    main = "why"
    names = {"why": _("reason")}

    why = forms.CharField(
        label=_("What is wrong with it?"),
        help_text=WHO_SEES,
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say what is wrong with it.")},
    )


class DecideReportForm(TwinForm):
    """How a report ends."""

    action = "report.decide"
    risk = Risk.EXECUTE_EXACT
    title = _("Decide about a reported post")
    button = _("Keep this choice")
    main = "decision"
    names = {"decision": _("decision"), "because": _("reason")}
    words = {
        "decision": {
            ReportEnd.KEPT: ["keep", "garder", "mantener", "manter", "إبقاء"],
            ReportEnd.HIDDEN: ["hide", "masquer", "ocultar", "إخفاء"],
            ReportEnd.MOVED: ["moved", "déplacé", "movido", "نقل"],
        }
    }
    passes_on = {"decision": dict.fromkeys(ReportEnd.values, "because")}
    below = {"decision": "because"}

    decision = forms.ChoiceField(
        label=_("What becomes of it?"), choices=ReportEnd.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("The author and who reported it see this reason."),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say why. The author sees the reason.")},
    )


class LookForm(TwinForm):
    """Why staff have to know who reported."""

    exempt = Exempt.STEP_UP
    title = _("See who reported it")
    button = _("See who reported it")

    because = forms.CharField(
        label=_("Why do you have to know?"),
        help_text=_("That you looked, and why, stays on record."),
        max_length=LONGEST_WORDS,
    )
