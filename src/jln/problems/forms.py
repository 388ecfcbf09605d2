"""What the pages of problems accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jln.problems.rules import LONGEST
from jln.spaces.terms import Visibility
from jln.web.forms import Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.conversations.models import Topic
    from jln.countries.models import Country
    from jln.people.models import Theme
    from jln.problems.models import Problem


class StateForm(TwinForm):
    """A problem of the person's country, in one sentence."""

    action = "problem.state"
    risk = Risk.EXECUTE
    title = _("State a problem of your country")
    main = "statement"
    names = {
        "statement": _("problem"),
        "detail": _("more"),
        "theme": _("subject"),
        "language": _("language"),
        "visibility": _("readers"),
        "shared_with": _("countries"),
    }

    statement = forms.CharField(
        label=_("What is the problem?"),
        help_text=_("One sentence that starts with what does not work. At most 300 letters."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        error_messages={"required": _("Say what the problem is.")},
    )
    detail = forms.CharField(
        label=_("What should others know to help?"),
        help_text=_("What you tried, what stood in the way."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    theme = forms.ChoiceField(label=_("Which subject is it about?"), required=False)
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)
    visibility = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[
            (Visibility.MEMBERS, _("members of the network")),
            (Visibility.PUBLIC, _("everyone")),
        ],
        required=False,
    )
    shared_with = forms.MultipleChoiceField(
        label=_("Which other countries share it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        themes: Sequence[Theme] = (),
        countries: Sequence[Country] = (),
        may_publish: bool = False,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.themes = {theme.code: theme for theme in themes}
        self.countries = {country.code: country for country in countries}
        offered = [(theme.code, theme.name_in(language)) for theme in themes]
        self.choose_from("theme", [("", _("None of these")), *offered])
        named = [(country.code, country.name_in(language)) for country in countries]
        self.choose_from("shared_with", named)
        if not countries:
            del self.fields["shared_with"]
        if not may_publish:
            del self.fields["visibility"]

    def words_said(self) -> dict[str, Any]:
        """The answers about the problem itself, as the action takes them."""
        said = self.cleaned_data
        return {
            "statement": said["statement"],
            "detail": said["detail"],
            "language": said["language"],
            "theme": self.themes.get(said["theme"]),
            "visibility": Visibility(said.get("visibility") or Visibility.MEMBERS),
        }

    def countries_named(self) -> list[Country]:
        """The other countries that share it."""
        return [self.countries[code] for code in self.cleaned_data.get("shared_with", ())]


class CorrectForm(StateForm):
    """How a problem is said, filled in; who reads and who shares it is asked elsewhere."""

    action = "problem.correct"
    title = _("Correct how the problem is said")


def answers_of(problem: Problem) -> dict[str, str]:
    """What a problem says, as the form asks it."""
    return {
        "statement": problem.statement,
        "detail": problem.detail,
        "theme": problem.theme.code if problem.theme else "",
        "language": problem.language,
        "visibility": problem.visibility,
    }


class WithdrawForm(TwinForm):
    """Whether to take a problem back. By mail the same is the word UNDO."""

    action = "problem.withdraw"
    risk = Risk.EXECUTE
    title = _("Take this problem back?")
    main = "sure"
    names = {"sure": _("take back")}

    sure = sure_field(
        _("Take this problem back?"),
        _("Take it back"),
        _("Say that you want to take it back."),
    )


def first_answers(topic: Topic | None, language: str) -> dict[str, str]:
    """What the form says before it is filled in: what a topic has said already."""
    if topic is None:
        return {"language": language, "visibility": Visibility.MEMBERS}
    return {
        "statement": topic.title,
        "theme": topic.theme.code if topic.theme else "",
        "language": topic.language,
        "visibility": Visibility.MEMBERS,
    }


class PublishForm(TwinForm):
    """Whether a problem of one's country may be read by everyone."""

    action = "problem.publish"
    risk = Risk.CONFIRM
    title = _("Let everyone read this problem?")
    main = "sure"
    names = {"sure": _("public")}

    sure = sure_field(_("Let everyone read this problem?"), _("Let everyone read it"))


class ShareForm(TwinForm):
    """Whether the person's country has the problem too."""

    action = "problem.share"
    risk = Risk.EXECUTE
    title = _("Does your country have this problem too?")
    main = "shares"
    names = {"shares": _("shares")}

    shares = forms.ChoiceField(
        label=_("Does your country have this problem too?"),
        choices=[("yes", _("We have it too")), ("no", _("We do not have it"))],
        widget=forms.RadioSelect,
    )
