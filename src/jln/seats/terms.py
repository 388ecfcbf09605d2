"""The words of hand-overs. Stored codes never change."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.countries.terms import COUNTRY_SEATS, SeatKind


class Trigger(models.TextChoices):
    """Why a hand-over was opened."""

    SAID = "said", _("Somebody said that the seat ends.")
    BOUNCES = "bounces", _("Letters to its holder come back.")
    LEFT = "left", _("An automatic answer says that its holder has left.")
    CLOSED = "closed", _("Its holder closed the account.")
    MANAGER = "manager", _("Another organisation becomes the Network Manager.")


class Way(models.TextChoices):
    """How somebody said something."""

    PAGE = "page", _("on the page")
    MAIL = "mail", _("by mail")


class State(models.TextChoices):
    """Where a hand-over stands: computed of its dates, stored nowhere."""

    PROPOSED = "proposed", _("its end is proposed")
    OPEN = "open", _("nobody is named yet")
    NAMED = "named", _("a successor is named")
    CONFIRMED = "confirmed", _("confirmed by the person; a second one has to agree")
    SECONDED = "seconded", _("a second person agreed; the person named has to confirm")
    DECLINED = "declined", _("the person said no")
    SETTLED = "settled", _("all is settled; it waits for its day")
    DONE = "done", _("all has moved")
    DROPPED = "dropped", _("the seat goes on")


ONE_HOLDER = frozenset(
    {
        SeatKind.POINT_OF_CONTACT,
        SeatKind.CCG_CHAIR,
        SeatKind.CCG_COORDINATOR,
        SeatKind.STEERING_REPRESENTATIVE,
        SeatKind.STEERING_ALTERNATE,
    }
)
"""Kinds of which a country has one holder at a time."""

OF_A_COUNTRY = COUNTRY_SEATS | {SeatKind.STEERING_REPRESENTATIVE, SeatKind.STEERING_ALTERNATE}
"""Seats whose end its chair and coordinator may state."""

PATIENCE = timedelta(days=7)
"""After so long without a word from the country, the Network Manager's staff are told."""
