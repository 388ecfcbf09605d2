"""Countries, their Core Groups, seats, and statements about them with a source."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.countries.terms import BODY_SEATS, FIGURES, GroupKind, Region, SeatKind, Shown
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal
from jln.kit.sourced import Sourced
from jln.ui import formats

FOR_EVER = _("For ever.")


class Country(models.Model):
    """A country, member or not. Codes are ISO 3166-1 alpha-2, or user-assigned (XK)."""

    code = models.CharField(max_length=2, unique=True)
    iso3 = models.CharField(max_length=3, unique=True)
    names = models.JSONField()  # {"en": "Ghana", "fr": ...}, from CLDR
    region = models.CharField(max_length=20, choices=Region, blank=True)
    languages = models.JSONField(default=list)  # BCP 47, in the country's own order
    timezone = models.CharField(max_length=40, default="UTC")
    is_founder = models.BooleanField(default=False)
    joined = PartialDateField(null=True)
    tile_row = models.SmallIntegerField(null=True)  # the place on the tile map, from 1
    tile_column = models.SmallIntegerField(null=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    def __str__(self) -> str:
        return self.code

    def name_in(self, language: str) -> str:
        """Its name in a language, else in English."""
        return str(self.names.get(language) or self.names["en"])


def shown_at_first() -> list[str]:
    """All but people's names."""
    return [str(Shown.INSTITUTIONS), str(Shown.PROBLEMS), str(Shown.ADAPTATIONS)]


class CountryCoreGroup(Sourced):
    """A country's group of key institutions. How it is doing is a rule's word, never stored."""

    country = models.OneToOneField(Country, models.PROTECT, related_name="core_group")
    kind = models.CharField(max_length=10, choices=GroupKind, blank=True)  # blank: not known
    name = models.CharField(max_length=200, blank=True)  # of the body, in its own words
    terms = models.TextField(blank=True)
    terms_link = models.URLField(blank=True)
    since = PartialDateField(null=True)
    institutions = models.ManyToManyField("jln.Institution", related_name="core_groups")
    secretariat = models.ManyToManyField("jln.Institution", related_name="secretariats")
    shows = models.JSONField(default=shown_at_first)  # of `Shown`: what visitors see

    class Privacy(Impersonal):
        keep = FOR_EVER

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        name = formats.country_name(self.country)
        if self.since is None:
            return _("Country Core Group of %(country)s, since when is not known") % {
                "country": name
            }
        since = formats.partial(self.since)
        return _("Country Core Group of %(country)s, since %(date)s") % {
            "country": name,
            "date": since,
        }


class SeatQuerySet(models.QuerySet["Seat"]):
    """Words used in more than one place."""

    def held_on(self, day: object) -> SeatQuerySet:
        """Seats that hold on a day (a date or an expression)."""
        return self.filter(
            Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day), person__isnull=False
        )


class Seat(models.Model):
    """A dated mandate of a person. Rights hang on it; history is never overwritten."""

    kind = models.CharField(max_length=30, choices=SeatKind)
    person = models.ForeignKey("jln.Person", models.PROTECT, null=True, related_name="seats")
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="seats")
    group = models.ForeignKey("jln.LearningGroup", models.PROTECT, null=True, related_name="seats")
    working_group = models.ForeignKey(
        "jln.WorkingGroup", models.PROTECT, null=True, related_name="seats"
    )
    institution = models.ForeignKey(
        "jln.Institution", models.PROTECT, null=True, related_name="seats"
    )  # of a partner's seat, and of the Network Manager's staff
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day on which it holds

    objects = SeatQuerySet.as_manager()

    class Privacy(Personal):
        personal = frozenset({"kind", "person", "country", "group", "working_group", "institution"})
        keep = _("For ever: who held a mandate is the network's history.")
        on_erasure = "keep"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_seat_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_facilitators_seat_has_a_group",
                condition=~Q(kind=SeatKind.FACILITATOR, group=None),
            ),
            models.CheckConstraint(
                name="a_seat_of_a_working_group_names_it",
                condition=Q(kind__in=sorted(BODY_SEATS), working_group__isnull=False)
                | (~Q(kind__in=sorted(BODY_SEATS)) & Q(working_group=None)),
            ),
            models.UniqueConstraint(
                "working_group",
                name="one_open_lead_a_working_group",
                condition=Q(kind=SeatKind.BODY_LEAD, ends_on=None),
            ),
        )
        indexes = (
            models.Index(fields=["person", "kind"], name="seat_person"),
            models.Index(fields=["country", "kind"], name="seat_country"),
            models.Index(fields=["group", "kind"], name="seat_group"),
            models.Index(
                fields=["working_group", "kind"],
                name="seat_working_group",
                condition=Q(working_group__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    @property
    def called(self) -> str:
        """What it is and of what, in the active language. Select `country` and both groups."""
        of = formats.country_name(self.country) if self.country else ""
        body = self.group or self.working_group
        named = body.name if body else of
        return formats.list_parts(*filter(None, [str(self.get_kind_display()), named]))


class Statement(Sourced):
    """A historical value as some source gave it: of the network, or of one country."""

    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="statements")
    about = models.CharField(max_length=80)  # "member countries", "membership level"
    value = models.CharField(max_length=120)
    unit = models.CharField(max_length=40, blank=True)
    qualifier = models.CharField(max_length=200, blank=True)
    as_of = PartialDateField(null=True)  # none: the source gives no day, `qualifier` says so

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        indexes = (models.Index(fields=["about", "as_of"], name="statement_about"),)

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        country = formats.country_name(self.country) if self.country else ""
        parts = (country, f"{self.counts}: {self.value}", formats.partial(self.as_of))
        said = formats.list_parts(*filter(None, parts))
        return f"{said} ({self.qualifier})" if self.qualifier else said

    @property
    def counts(self) -> str:
        """What it counts, in words; the source's own where there are none of ours."""
        return str(FIGURES.get(self.about, self.about))
