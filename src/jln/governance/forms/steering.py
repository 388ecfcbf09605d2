"""The Steering Group's terms, meetings, agenda and minutes: shapes, never rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.governance.forms.days import near
from jln.governance.rules import HORIZON, LONGEST_INPUT
from jln.governance.terms import Answer, ItemKind, MeetingMode
from jln.web.dates import NearDate
from jln.web.forms import Exempt, Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jln.governance.models import AgendaItem, Meeting, SteeringTerm
    from jln.people.models import Person

NO_PAPER = _("Choose a file, or say where the paper stands.")
HELD = (MeetingMode.VIRTUAL, MeetingMode.IN_PERSON)


class CallForm(TwinForm):
    """A meeting of the Steering Group: when, in which zone, how and where."""

    action = "steering_meeting.call"
    title = _("Plan a meeting of the Steering Group")
    main = "held_on"
    names = {
        "held_on": _("date"),
        "begins": _("time"),
        "zone": _("time zone"),
        "mode": _("how"),
        "place": _("place"),
        "link": _("link"),
    }

    held_on = NearDate(label=_("On which day?"))
    begins = forms.TimeField(
        label=_("When does it begin?"),
        help_text=_("In the time zone below, as 14:30."),
    )
    zone = forms.ChoiceField(label=_("In the time of which place?"))
    mode = forms.ChoiceField(
        label=_("How is it held?"),
        choices=[(one.value, one.label) for one in HELD],
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("Where?"), required=False, max_length=160)
    link = forms.URLField(
        label=_("A link to join"), required=False, max_length=200, assume_scheme="https"
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        zones: Sequence[tuple[str, str]] = (("UTC", "UTC"),),
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("zone", zones)
        near(self, "held_on", back=timedelta(), ahead=HORIZON)

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        local = datetime.combine(said["held_on"], said["begins"], ZoneInfo(said["zone"]))
        return {
            "starts_at": local.astimezone(UTC),
            "timezone": said["zone"],
            "mode": said["mode"],
            "place": said["place"],
            "link": said["link"],
        }


class ChangeCallForm(CallForm):
    """The same of a meeting that was called, filled in."""

    action = "steering_meeting.change"
    title = _("Change the meeting")


def call_said(meeting: Meeting) -> dict[str, Any]:
    """How a meeting was called, as the form asks it."""
    if meeting.starts_at is None:
        return {}
    local = meeting.starts_at.astimezone(ZoneInfo(meeting.timezone))
    return {
        "held_on": local.date(),
        "begins": local.time().strftime("%H:%M"),
        "zone": meeting.timezone,
        "mode": meeting.mode,
        "place": meeting.place,
        "link": meeting.link,
    }


class LetterForm(TwinForm):
    """Which letter of the meeting goes out next."""

    action = "steering_meeting.send"
    risk = Risk.CONFIRM
    title = _("Send a letter of the meeting")
    main = "letter"
    names = {"letter": _("letter")}

    letter = forms.ChoiceField(
        label=_("Which letter?"),
        choices=[
            ("invitation", _("invite the Steering Group, and ask other countries for input")),
            ("papers", _("the agenda with its papers, to the Steering Group")),
            ("minutes", _("the draft of the minutes, to be approved")),
        ],
        widget=forms.RadioSelect,
    )


class AnswerForm(TwinForm):
    """Whether one comes."""

    action = "steering_meeting.answer"
    title = _("Will you be there?")
    main = "answer"
    names = {"answer": _("answer")}

    answer = forms.ChoiceField(
        label=_("Will you be there?"), choices=Answer, widget=forms.RadioSelect
    )


class CommentForm(TwinForm):
    """What a country says to an item of the agenda."""

    action = "steering_meeting.comment"
    title = _("Give input to the agenda")
    main = "text"
    names = {"item": _("item"), "text": _("input")}

    item = forms.ChoiceField(label=_("To which item?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should the meeting know?"),
        help_text=_("The Steering Group reads it with the item, under your country's name."),
        max_length=LONGEST_INPUT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, items: Sequence[AgendaItem] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.items = {one.code: one for one in items}
        self.choose_from("item", [(one.code, one.worded.title) for one in items])

    def said(self) -> tuple[AgendaItem, str]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return self.items[said["item"]], said["text"].strip()


class ItemForm(TwinForm):
    """An item of the agenda."""

    action = "steering_item.add"
    title = _("Put an item on the agenda")
    main = "heading"
    names = {
        "heading": _("title"),
        "kind": _("kind"),
        "text": _("text"),
        "minutes": _("minutes"),
        "presented_by": _("who presents"),
        "place": _("place"),
    }

    heading = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What does the meeting do with it?"), choices=ItemKind, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=1, max_value=480, initial=15
    )
    presented_by = forms.ChoiceField(label=_("Who presents it?"), required=False)
    place = forms.IntegerField(
        label=_("At which place of the agenda?"), required=False, min_value=1, max_value=40
    )

    def __init__(self, *args: Any, terms: Sequence[SteeringTerm] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.terms = {one.code: one for one in terms}
        named = [(one.code, one.called) for one in terms]
        self.choose_from("presented_by", [("", _("The Network Manager")), *named])

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "title": said["heading"].strip(),
            "kind": said["kind"],
            "text": said["text"].strip(),
            "minutes": said["minutes"],
            "presented_by": self.terms.get(said["presented_by"]),
            "place": said["place"],
        }


class ChangeItemForm(ItemForm):
    """The same of an item, filled in; or it comes off the agenda."""

    action = "steering_item.change"
    title = _("Change the item")
    names = {**ItemForm.names, "stays": _("stays")}

    stays = forms.ChoiceField(
        label=_("Does it stay on the agenda?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        initial="yes",
        widget=forms.RadioSelect,
    )


def item_said(item: AgendaItem) -> dict[str, Any]:
    """What an item says, as the form asks it."""
    return {
        "heading": item.title,
        "kind": item.kind,
        "text": item.text,
        "minutes": item.minutes,
        "presented_by": item.presented_by.code if item.presented_by else "",
        "stays": "yes",
    }


class PaperForm(TwinForm):
    """A paper of an item: a file, or where it stands."""

    action = "steering_item.paper"
    title = _("Put a paper with the item")
    main = "link"
    names = {"heading": _("title"), "file": _("file"), "link": _("link")}

    heading = forms.CharField(label=_("Title"), max_length=160)
    file = forms.FileField(
        label=_("The file"),
        help_text=_("PDF, up to 5 MB. The Steering Group and the staff can open it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    link = forms.URLField(
        label=_("Or where does it stand?"),
        required=False,
        max_length=200,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        """A file, or where it stands; by mail the file is not a question."""
        said = super().clean() or self.cleaned_data
        if "file" in self.fields and not (said.get("file") or said.get("link") or self.errors):
            self.add_error("link", NO_PAPER)
        return said


class MinutesForm(TwinForm):
    """The minutes of an item, and what somebody takes on."""

    action = "steering_item.minute"
    title = _("Minutes of the item")
    main = "discussion"
    names = {
        "discussion": _("discussion"),
        "points": _("decided"),
        "task": _("action"),
        "owner": _("owner"),
        "due_on": _("date"),
    }

    discussion = forms.CharField(
        label=_("What was discussed?"),
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    points = forms.CharField(
        label=_("What was decided?"),
        help_text=_("Each point on a line of its own."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    task = forms.CharField(label=_("An action somebody takes on"), required=False, max_length=300)
    owner = forms.ChoiceField(label=_("Who does it?"), required=False)
    due_on = NearDate(label=_("Until which day?"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.choose_from("owner", [("", "–"), *((one.code, one.name) for one in people)])
        near(self, "due_on", back=timedelta(), ahead=HORIZON)

    def clean(self) -> dict[str, Any]:
        """An action is somebody's, until a day."""
        said = super().clean() or self.cleaned_data
        if not (said.get("discussion") or said.get("points")):
            self.add_error("discussion", _("Say what was discussed or decided."))
        if said.get("task") and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say until which day."))
        return said

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        actions: tuple[tuple[str, Person | None, date], ...] = ()
        if said["task"]:
            actions = ((said["task"].strip(), self.people.get(said["owner"]), said["due_on"]),)
        return {
            "discussion": said["discussion"].strip(),
            "points": said["points"].strip(),
            "actions": actions,
        }


class ApproveForm(TwinForm):
    """Whether the minutes say what was said."""

    action = "steering_minutes.approve"
    title = _("Approve the minutes?")
    main = "sure"
    names = {"sure": _("approve")}

    sure = sure_field(_("Approve the minutes?"), _("I approve them"))


class SummaryForm(TwinForm):
    """What everybody may read of a meeting."""

    action = "steering_minutes.publish"
    risk = Risk.CONFIRM
    title = _("Publish a summary")
    main = "summary"
    names = {"summary": _("summary")}

    summary = forms.CharField(
        label=_("What should everybody know of this meeting?"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class RoomForm(TwinForm):
    """What happens in the room: one button, one deed."""

    exempt = Exempt.LIVE
    title = _("In the room")

    do = forms.ChoiceField(
        choices=[(one, one) for one in ("begin", "end", "here", "gone", "item", "none")]
    )
    who = forms.CharField(required=False, max_length=20)
    item = forms.CharField(required=False, max_length=20)
