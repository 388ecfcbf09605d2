"""What the pages that change a conversation's shape accept, and the mail room with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules import LONGEST_TITLE, LONGEST_WORDS, numbers_in
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jln.conversations.models import Topic
    from jln.spaces.models import Space


def _because() -> forms.CharField:
    return forms.CharField(
        label=_("Why?"),
        help_text=_("Readers see this reason."),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say why. Readers see the reason.")},
    )


class CloseForm(TwinForm):
    """Nothing more is written in a conversation."""

    action = "topic.close"
    risk = Risk.CONFIRM
    title = _("Close this conversation")
    button = _("Close the conversation")
    main = "because"
    names = {"because": _("reason")}

    because = _because()


class ReopenForm(TwinForm):
    """A closed conversation goes on."""

    action = "topic.reopen"
    risk = Risk.WEB
    title = _("Open this conversation again")
    button = _("Open it again")
    main = "because"
    names = {"because": _("reason")}

    because = _because()


class MoveForm(TwinForm):
    """Another space for a conversation."""

    action = "topic.move"
    risk = Risk.CONFIRM
    title = _("Move this conversation")
    button = _("Move the conversation")
    names = {"space": _("where"), "because": _("reason")}

    space = forms.ChoiceField(label=_("To which space?"))
    because = _because()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        spaces: Sequence[Space] = (),
        told: Callable[[MoveForm], str] | None = None,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.told = told
        self.spaces = {space.slug: space for space in spaces}
        self.choose_from("space", [(space.slug, space.called) for space in spaces])

    def clean(self) -> dict[str, Any]:
        """By mail what changes is said in the place of the space's name."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.told is not None and said.get("space"):
            self.understood["space"] = self.told(self)
        return said

    def target(self) -> Space:
        """The space that was chosen."""
        return self.spaces[self.cleaned_data["space"]]


class SplitForm(TwinForm):
    """Posts that become a conversation of their own."""

    action = "topic.split"
    risk = Risk.CONFIRM
    title = _("Split this conversation")
    button = _("Split the conversation")
    names = {"posts": _("posts"), "heading": _("title"), "because": _("reason")}

    posts = forms.CharField(
        label=_("Which posts become a conversation of their own?"),
        help_text=_("Their numbers, such as 7, 9-12."),
        max_length=LONGEST_WORDS,
    )
    heading = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, help_text=_("Of the new conversation.")
    )
    because = _because()

    def clean_posts(self) -> list[int]:
        """The numbers that were said."""
        found = numbers_in(self.cleaned_data["posts"])
        if not found:
            raise forms.ValidationError(_("Write the numbers of posts, such as 7, 9-12."))
        return found


class MergeForm(TwinForm):
    """A conversation whose posts go into an older one."""

    action = "topic.merge"
    risk = Risk.CONFIRM
    title = _("Join this conversation to another")
    button = _("Join the conversations")
    names = {"into": _("conversation"), "because": _("reason")}

    into = forms.CharField(
        label=_("To which one?"),
        help_text=_("The address of its page. The older of the two stays."),
        max_length=LONGEST_WORDS,
    )
    because = _because()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        find: Callable[[str], Topic | None] = lambda _said: None,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.find = find
        self.other: Topic | None = None

    def clean_into(self) -> str:
        """The conversation whose address was said."""
        said: str = self.cleaned_data["into"]
        self.other = self.find(said)
        if self.other is None:
            raise forms.ValidationError(_("There is no such page in this network."))
        self.understood["into"] = self.other.title
        return said
