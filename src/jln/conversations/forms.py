"""What the pages of conversations accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules import LONGEST_POST, LONGEST_TITLE, LONGEST_WORDS, title_from
from jln.web.forms import Exempt, Risk, TwinForm, sure_field, to_come

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.people.models import Theme
    from jln.spaces.models import Space


def new_key() -> str:
    """What makes a form sent twice one post."""
    return uuid.uuid4().hex


def language_field() -> forms.ChoiceField:
    """The language of what is written; without an answer it is recognised."""
    return forms.ChoiceField(
        label=_("Written in"),
        choices=[("", pgettext_lazy("language", "as recognised")), *settings.LANGUAGES],
        required=False,
    )


class AskForm(TwinForm):
    """A question to the network. Only the text is needed."""

    action = "topic.ask"
    risk = Risk.EXECUTE
    title = _("Ask the network")
    main = "text"
    names = {
        "text": _("question"),
        "heading": _("title"),
        "theme": _("subject"),
        "space": _("where"),
        "language": _("language"),
        "need_by": _("by"),
    }

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("In your own words, in any language. Say what you have tried."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 6, "class": "voice"}),
        error_messages={"required": _("Write your question first.")},
    )
    heading = forms.CharField(
        label=_("Title"),
        help_text=_("One line. Without one, the sentence that asks is the title."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    theme = forms.ChoiceField(
        label=_("Which subject is it about?"),
        help_text=_("Colleagues who offer help on it are asked."),
        required=False,
    )
    space = forms.ChoiceField(label=_("Where it will stand"), required=False)
    language = language_field()
    need_by = forms.DateField(
        label=_("When do you need it?"),
        help_text=_("A day, or nothing. The sooner it is, the sooner more colleagues are asked."),
        required=False,
        validators=[to_come],
    )
    product = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    proposed = forms.CharField(
        required=False, max_length=LONGEST_TITLE, widget=forms.HiddenInput
    )  # the title that was filled in for her
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        themes: Sequence[Theme] = (),
        spaces: Sequence[Space] = (),
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.themes = {theme.code: theme for theme in themes}
        self.spaces = {space.slug: space for space in spaces}
        named = [(theme.code, theme.name_in(language)) for theme in themes]
        self.choose_from("theme", [("", _("None of these")), *named])
        self.choose_from("space", [(space.slug, space.called) for space in spaces])

    def clean(self) -> dict[str, Any]:
        """A title that was filled in and left as it was is none of hers: it follows the text."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("heading") and said["heading"] == said.get("proposed"):
            said["heading"] = ""
        return said

    def propose(self) -> None:
        """Fill in the title the question would get, where she gave none; she can change it."""
        if self.cleaned_data["heading"]:
            return
        title = title_from(self.cleaned_data["text"])
        data: Any = self.data  # what a browser sent, as it stands
        self.data = {name: data.get(name) for name in data} | {
            "heading": title,
            "proposed": title,
        }


class AnswerForm(TwinForm):
    """A post in a conversation."""

    action = "topic.answer"
    risk = Risk.EXECUTE
    title = _("Your answer")
    main = "text"
    names = {"text": _("answer")}

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your answer first.")},
    )
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class FilesForm(TwinForm):
    """Files beside a post of one's own; by mail they are attached to the message itself."""

    risk = Risk.EXECUTE
    title = _("Files beside your post")
    exempt = Exempt.FILE
    names = {"file": _("file")}

    file = forms.FileField(
        label=_("File"),
        help_text=_("Up to 10 MB. PDF, .docx, .xlsx, .pptx, OpenDocument, text or a picture."),
        error_messages={"required": _("Choose a file first.")},
    )


class ThankForm(TwinForm):
    """Thanks to a named colleague, saying for what."""

    action = "post.thank"
    risk = Risk.EXECUTE
    title = _("Say thanks")
    main = "thanks"
    names = {"thanks": _("thanks")}

    thanks = forms.CharField(
        label=_("What did it help you with?"),
        help_text=_("One line, shown with your name."),
        max_length=LONGEST_WORDS,
        required=False,
    )


class FollowForm(TwinForm):
    """Whether a conversation's posts come by mail."""

    action = "topic.follow"
    risk = Risk.EXECUTE
    title = _("Follow this conversation?")
    button = _("Keep this choice")
    main = "follow"
    names = {"follow": _("follow")}

    follow = forms.ChoiceField(
        label=_("Follow this conversation?"),
        choices=[("yes", _("Send me each post by mail")), ("no", _("Send me nothing of it"))],
        widget=forms.RadioSelect,
    )


class DeclineForm(TwinForm):
    """The answer "not me": the question no longer waits for this person."""

    action = "topic.decline"
    risk = Risk.EXECUTE
    title = _("Not a question for you?")
    button = _("Leave it to somebody else")
    main = "answer"
    names = {"answer": _("answer")}
    words = {"answer": {"not_me": [_("not me"), _("no")]}}

    answer = forms.ChoiceField(
        label=_("Not a question for you?"),
        choices=[("not_me", _("Not me"))],
        widget=forms.RadioSelect,
    )


class UndoForm(TwinForm):
    """Take a post back, within two minutes."""

    action = "post.undo"
    risk = Risk.EXECUTE
    title = _("Take your post back?")
    button = _("Take the post back")
    main = "sure"
    names = {"sure": _("undo")}

    sure = sure_field(_("Take your post back?"), _("Take it back"))


class HideForm(TwinForm):
    """A reason shown in place of a post."""

    action = "post.hide"
    risk = Risk.EXECUTE_EXACT
    title = _("Hide this post")
    button = _("Hide the post")
    main = "because"
    names = {"because": _("reason")}

    because = forms.CharField(
        label=_("Why is it hidden?"),
        help_text=_("Readers see this reason in its place."),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say why. Readers see the reason.")},
    )


class HideTopicForm(HideForm):
    """A reason shown in place of a whole conversation."""

    action = "topic.hide"
    title = _("Hide this conversation")
    button = _("Hide the conversation")


class SeenForm(TwinForm):
    """Nothing of a space is new to a reader any more."""

    action = "space.seen"
    risk = Risk.EXECUTE
    title = _("Mark all as seen")
    button = _("Mark all as seen")
    main = "sure"
    names = {"sure": _("seen")}

    sure = sure_field(_("Is everything here seen?"), _("Yes, nothing of it is new to me"))


class AllSeenForm(SeenForm):
    """The same of every space."""

    action = "spaces.seen"
    title = _("Mark all conversations as seen")


class StartForm(TwinForm):
    """A discussion or an announcement in a space."""

    action = "topic.start"
    risk = Risk.EXECUTE
    title = _("Start a discussion")
    main = "text"
    names = {"kind": _("kind"), "heading": _("title"), "text": _("text"), "language": _("language")}

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            ("discussion", _("A discussion: everybody may answer")),
            ("announcement", _("An announcement: it also reaches those who want nothing else")),
        ],
        widget=forms.RadioSelect,
        initial="discussion",
    )
    heading = forms.CharField(
        label=_("Title"),
        help_text=_("One line. Without one, the first sentence is the title."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    text = forms.CharField(
        label=_("Your message"),
        help_text=_("In your own words, in any language."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 6, "class": "voice"}),
        error_messages={"required": _("Write your message first.")},
    )
    language = language_field()
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, may_announce: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if not may_announce:
            del self.fields["kind"]
