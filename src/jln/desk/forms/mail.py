"""What becomes of a message that no rule could bring further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.spaces.models import Space


class HandleForm(TwinForm):
    """Bring a message to where it belongs, answer it, or set it aside. By mail an echo first."""

    action = "mail.handle"
    risk = Risk.CONFIRM
    title = _("What should become of this message?")
    names = {"what": _("what"), "space": _("where"), "page": _("page"), "reply": _("words")}

    what = forms.ChoiceField(
        label=_("What should become of it?"),
        choices=[
            ("question", _("A new question, in the sender's name")),
            ("post", _("A post in a conversation, in the sender's name")),
            ("colleague", _("Pass it on to a colleague")),
            ("answer", _("Answer the sender, and leave it at that")),
            ("welcome", _("Not spam: send the kind answer")),
            ("aside", _("Set it aside: nobody gets a letter")),
            ("again", _("Let the platform try once more")),
        ],
        widget=forms.RadioSelect,
    )
    space = forms.ChoiceField(label=_("Where a new question stands"), required=False)
    page = forms.CharField(
        label=_("Page of the conversation, or of the colleague"),
        help_text=_("Its address, as your browser shows it."),
        max_length=300,
        required=False,
    )
    reply = forms.CharField(
        label=_("What the sender reads"),
        help_text=_("Needed to answer it or to set it aside. It is kept with the message."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        spaces: Sequence[Space] = (),
        ways: Sequence[str] = (),
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("space", [(space.slug, space.name) for space in spaces])
        what: Any = self.fields["what"]  # a choice field, which Django's stubs do not know
        if ways:
            what.choices = [one for one in what.choices if one[0] in ways]
        if not spaces:
            del self.fields["space"]
