"""Countries' membership, as dated periods that are never overwritten."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal
from jln.kit.sourced import Sourced
from jln.membership.terms import Level
from jln.ui import formats


class CountryMembership(Sourced):
    """A country at one level, from a date on; the row without an end holds now."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="memberships")
    level = models.CharField(max_length=12, choices=Level)
    starts = PartialDateField()
    ends = PartialDateField(null=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country", name="one_level_at_a_time", condition=models.Q(ends=None)
            ),
            models.UniqueConstraint("country", "starts", name="one_level_a_start"),
        )

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        said = {
            "country": formats.country_name(self.country),
            "level": self.get_level_display(),
            "start": formats.partial(self.starts),
            "end": formats.partial(self.ends),
        }
        if self.ends is None:
            return _("%(country)s: %(level)s, since %(start)s") % said
        return _("%(country)s: %(level)s, from %(start)s to %(end)s") % said
