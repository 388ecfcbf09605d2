"""The words of countries and seats. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    """Where a country lies, in the words of the network's own texts."""

    AFRICA = "Africa", _("Africa")
    LATIN_AMERICA = "Latin America", _("Latin America")
    ASIA = "Asia", _("Asia")
    EUROPE = "Europe", _("Europe")
    MIDDLE_EAST = "Middle East", _("Middle East")
    OCEANIA = "Oceania", _("Oceania")


FIGURES = {
    "DRM collaborative participants": _(
        "Participants of the collaborative on resource mobilization"
    ),
    "Joint Learning Fund ceiling per CCG": _(
        "Most that a Country Core Group gets from the Fund, USD"
    ),
    "Joint Learning Fund size": _("Joint Learning Fund, USD"),
    "Steering Group country seats": _("Seats of countries in the Steering Group"),
    "Steering Group partner seats": _("Seats of partners in the Steering Group"),
    "co-produced products": _("Products written jointly by members"),
    "countries forming a CCG in six months": _(
        "Countries that formed a Country Core Group within six months"
    ),
    "countries that adapted products": _("Countries that adapted products"),
    "documented uses of products": _("Documented uses of products"),
    "founding countries": _("Founding countries"),
    "full members": _("Full Members"),
    "global public goods": _("Products published"),
    "member countries": _("Member countries"),
    "membership level": _("Level of membership"),
    "officials in priority survey": _("Officials asked in the survey of priorities"),
    "people to be reached with coverage": _("People to be reached with coverage"),
    "people who shaped the UHC-PHC tool": _(
        "People who shaped the self-assessment of primary care"
    ),
    "shareable outputs of shorter teams": _("Results of shorter teams that can be shared"),
}
"""What a statement counts, by its code in the sources."""


class GroupKind(models.TextChoices):
    """How a Core Group came to be."""

    NEW = "new", _("formed for the network")
    ADOPTED = "adopted", _("an existing body, adopted")


class Shown(models.TextChoices):
    """What a country lets visitors see on its page, part by part."""

    INSTITUTIONS = "institutions", _("its institutions")
    PROBLEMS = "problems", _("its problems")
    ADAPTATIONS = "adaptations", _("its adaptations")
    COORDINATOR = "coordinator", _("the name of the coordinator")


class SeatKind(models.TextChoices):
    """A dated mandate in a body. Rights hang on these, so a code is never reused."""

    POINT_OF_CONTACT = "point_of_contact", _("point of contact")
    CCG_CHAIR = "ccg_chair", _("chair of the Country Core Group")
    CCG_COORDINATOR = "ccg_coordinator", _("coordinator of the Country Core Group")
    CCG_MEMBER = "ccg_member", _("member of the Country Core Group")
    STEERING_REPRESENTATIVE = "steering_representative", _("Steering Group representative")
    STEERING_ALTERNATE = "steering_alternate", _("Steering Group alternate")
    CONVENER = "convener", _("convener of the Steering Group")
    CO_CONVENER = "co_convener", _("co-convener of the Steering Group")
    BODY_LEAD = "body_lead", _("lead of the working group")
    BODY_MEMBER = "body_member", _("member of the working group")
    FACILITATOR = "facilitator", _("facilitator")
    NETWORK_OFFICER = "network_officer", _("Network Manager's staff")
    ADMINISTRATOR = "administrator", _("platform administrator")


COUNTRY_SEATS = frozenset(
    {
        SeatKind.POINT_OF_CONTACT,
        SeatKind.CCG_CHAIR,
        SeatKind.CCG_COORDINATOR,
        SeatKind.CCG_MEMBER,
    }
)
LEADING_SEATS = frozenset({SeatKind.POINT_OF_CONTACT, SeatKind.CCG_CHAIR, SeatKind.CCG_COORDINATOR})
STAFF_SEATS = frozenset({SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR})
CONVENERS = frozenset({SeatKind.CONVENER, SeatKind.CO_CONVENER})
BODY_SEATS = frozenset({SeatKind.BODY_LEAD, SeatKind.BODY_MEMBER})
STEERING_SEATS = frozenset(
    {
        SeatKind.STEERING_REPRESENTATIVE,
        SeatKind.STEERING_ALTERNATE,
        SeatKind.CONVENER,
        SeatKind.CO_CONVENER,
    }
)
