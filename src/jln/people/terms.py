"""The words people are described with. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonStatus(models.TextChoices):
    """Where a person's account stands."""

    INVITED = "invited", _("invited")
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")
    ERASED = "erased", _("erased")


class InstitutionKind(models.TextChoices):
    """What an institution is in its country's health system, or to the network."""

    MINISTRY = "ministry", _("ministry")
    INSURER = "insurer", _("health insurer or purchaser")
    AGENCY = "agency", _("agency")
    REGULATOR = "regulator", _("regulator")
    PROVIDER = "provider", _("provider body")
    ACADEMIA = "academia", _("university or research institute")
    NGO = "ngo", _("civil society organisation")
    PARTNER = "partner", _("partner")
    FUNDER = "funder", _("funder")
    COUNTRY_INSTITUTION = "country institution", _("institution of a member country")


PARTNERS = frozenset({InstitutionKind.PARTNER, InstitutionKind.FUNDER})
"""Whom a country may ask for support."""


class ExpertiseKind(models.TextChoices):
    """Which way knowledge wants to go."""

    OFFERED = "offered", _("can help with")
    SOUGHT = "sought", _("wants to learn")


class LanguageLevel(models.TextChoices):
    """How well a person works in a language."""

    NATIVE = "native", _("first language")
    WORKING = "working", _("works in it")
    READING = "reading", _("reads it")


class PositionLevel(models.TextChoices):
    """Where in the country a position works."""

    NATIONAL = "national", _("national")
    SUBNATIONAL = "subnational", _("subnational")


class DirectoryListing(models.TextChoices):
    """Who finds a person in the directory."""

    MEMBERS = "members", _("members of the network")
    SPACES = "spaces", _("people who share a space with me")
