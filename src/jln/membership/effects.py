"""What the Steering Group decides about membership: what waits, and what happens then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.kit.matter import Effect, Matter
from jln.membership import actions
from jln.membership.models import Application
from jln.membership.terms import ApplicationState

if TYPE_CHECKING:
    from collections.abc import Iterator

ADMIT = "membership.admit"


def _applications() -> Iterator[Matter]:
    """Screened, in the order in which they were sent."""
    rows = Application.objects.filter(state=ApplicationState.SCREENED)
    for one in rows.order_by("submitted_at", "pk"):
        yield Matter(
            ADMIT,
            one.pk,
            _("%(country)s as Associate Member") % {"country": one},
            _("%(country)s becomes an Associate Member of the network.") % {"country": one},
            f"/applications/{one.code}/",
        )


EFFECTS = (Effect(ADMIT, gettext_lazy("Admit an Associate Member"), _applications, actions.admit),)
