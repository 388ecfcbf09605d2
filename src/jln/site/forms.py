"""What the page of private addresses accepts: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.web.forms import Exempt, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.spaces.models import Space

CALENDAR = ""


class FeedForm(TwinForm):
    """What a program of one's own may get. Its address is a secret: no letter shows it."""

    exempt = Exempt.PROOF
    title = _("Feeds and calendar")

    of = forms.ChoiceField(label=_("What is it for?"), required=False)

    def __init__(self, *args: Any, spaces: Sequence[Space] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.spaces = {one.slug: one for one in spaces}
        named = [(one.slug, one.called) for one in spaces]
        self.choose_from("of", [(CALENDAR, _("My calendar")), *named])

    @property
    def space(self) -> Space | None:
        """Whose posts; none for the calendar."""
        return self.spaces.get(self.cleaned_data["of"])
