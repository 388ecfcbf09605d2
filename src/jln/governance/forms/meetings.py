"""Meetings of a Core Group and their notes: shapes, never rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.governance.forms.days import near
from jln.governance.rules import HORIZON
from jln.governance.terms import ItemKind
from jln.web.dates import NearDate
from jln.web.forms import Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.governance.models import CoreGroupMeeting
    from jln.people.models import Institution


BACK = timedelta(days=60)  # how far back a meeting is put on record


class PlanForm(TwinForm):
    """A meeting of the group with a short agenda, in the zone of the country."""

    action = "core_meeting.plan"
    title = _("Plan a meeting of the Country Core Group")
    main = "held_on"
    names = {
        "held_on": _("date"),
        "begins": _("time"),
        "place": _("place"),
        "link": _("link"),
        "decide": _("decide"),
        "discuss": _("discuss"),
        "know": _("know"),
    }

    held_on = NearDate(label=_("On which day?"))
    begins = forms.TimeField(
        label=_("When does it begin?"),
        help_text=_("In the time of the country, as 14:30."),
    )
    place = forms.CharField(label=_("Where?"), required=False, max_length=160)
    link = forms.URLField(
        label=_("A link to join"), required=False, max_length=200, assume_scheme="https"
    )
    decide = forms.CharField(
        label=_("What is to be decided?"),
        help_text=_("Each item on a line of its own."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    discuss = forms.CharField(
        label=_("What is to be discussed?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    know = forms.CharField(
        label=_("What is there to know?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, zone: str = "UTC", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        near(self, "held_on", back=BACK, ahead=HORIZON)

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        local = datetime.combine(said["held_on"], said["begins"], self.zone)
        return {
            "starts_at": local.astimezone(UTC),
            "place": said["place"],
            "link": said["link"],
            "items": tuple(
                (str(kind), " ".join(line.split())[:200])
                for kind in ItemKind
                for line in said[kind.value].splitlines()
                if line.strip()
            ),
        }


class ChangeMeetingForm(PlanForm):
    """The same of a meeting that was called, filled in."""

    action = "core_meeting.change"
    title = _("Change the meeting")


def meeting_said(meeting: CoreGroupMeeting) -> dict[str, Any]:
    """How a meeting was called, as the form asks it."""
    local = meeting.starts_at.astimezone(ZoneInfo(meeting.group.country.timezone))
    items = list(meeting.items.order_by("number"))
    agenda = {
        kind.value: "\n".join(item.text for item in items if item.kind == kind) for kind in ItemKind
    }
    return {
        "held_on": local.date(),
        "begins": local.time().strftime("%H:%M"),
        "place": meeting.place,
        "link": meeting.link,
        **agenda,
    }


class NoteForm(TwinForm):
    """What was said, who was represented, and who may read it."""

    action = "core_meeting.note"
    title = _("Notes of the meeting")
    main = "text"
    names = {
        "text": _("notes"),
        "represented": _("institutions"),
        "is_public": _("public"),
    }

    text = forms.CharField(
        label=_("What was said and decided?"),
        help_text=_("A few lines are enough. Actions are given on the page of the meeting."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    represented = forms.MultipleChoiceField(
        label=_("Which institutions were represented?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_public = forms.ChoiceField(
        label=_("May everyone read the notes?"),
        choices=[("no", _("no")), ("yes", _("yes"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, institutions: Sequence[Institution] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.known = {one.slug: one for one in institutions}
        self.choose_from("represented", [(one.slug, one.name) for one in institutions])
        if not institutions:
            del self.fields["represented"]

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "notes": said["text"].strip(),
            "represented": [self.known[slug] for slug in said.get("represented", ())],
            "is_public": said["is_public"] == "yes",
        }


def notes_said(meeting: CoreGroupMeeting) -> dict[str, Any]:
    """What is kept of a meeting, as the form asks it."""
    return {
        "text": meeting.notes,
        "represented": [one.slug for one in meeting.represented.order_by("pk")],
        "is_public": "yes" if meeting.is_public else "no",
    }


class SendNotesForm(TwinForm):
    """Whether the group gets the notes by mail."""

    action = "core_meeting.send"
    risk = Risk.CONFIRM
    title = _("Send the notes to the group?")
    main = "sure"
    names = {"sure": _("send")}

    sure = sure_field(_("Send the notes to the group?"), _("Send them"))
