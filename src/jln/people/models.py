"""Persons and what they tell colleagues about themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal
from jln.kit.sourced import Sourced
from jln.people.terms import (
    DirectoryListing,
    ExpertiseKind,
    InstitutionKind,
    LanguageLevel,
    PersonStatus,
    PositionLevel,
)

ACCOUNT = _("As long as the account; removed when the person is erased.")


class Theme(models.Model):
    """A subject of the field, named in the five languages: provider payment, medical audit."""

    code = models.SlugField(max_length=40, unique=True)
    names = models.JSONField()
    words = models.TextField(blank=True)  # further words by which a text is matched, one a line

    class Privacy(Impersonal):
        keep = _("For ever.")

    def __str__(self) -> str:
        return self.code

    def name_in(self, language: str) -> str:
        """Its name in a language, else in English."""
        return str(self.names.get(language) or self.names["en"])

    def found_by(self) -> list[tuple[str, str]]:
        """Its names, each with its language, and its further words, which are of any."""
        named = [(name, language) for language, name in self.names.items()]
        return named + [(word, "") for word in self.words.splitlines()]


class PersonQuerySet(models.QuerySet["Person"]):
    """Words used in more than one place."""

    def present(self) -> PersonQuerySet:
        """People who can be met here: neither closed, suspended nor erased."""
        return self.filter(status__in=(PersonStatus.ACTIVE, PersonStatus.INVITED))


class Person(models.Model):
    """Somebody who acts in the network. Invented people of a demonstration network say so."""

    name = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=PersonStatus, default=PersonStatus.ACTIVE)
    country = models.ForeignKey(
        "jln.Country", models.PROTECT, null=True, blank=True, related_name="people"
    )
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=40, default="UTC")
    about = models.TextField(blank=True)
    photo = models.ForeignKey("jln.Upload", models.SET_NULL, null=True, related_name="+")
    listing = models.CharField(
        max_length=10, choices=DirectoryListing, default=DirectoryListing.MEMBERS
    )
    away_until = models.DateField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    seen_on = models.DateField(null=True)
    suspended_at = models.DateTimeField(null=True)
    suspended_because = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = PersonQuerySet.as_manager()

    class Privacy(Personal):
        person = "pk"
        personal = frozenset(
            {"name", "about", "photo", "timezone", "country", "language", "suspended_because"}
        )
        keep = ACCOUNT
        on_erasure = "blank"

    class Meta:
        indexes = (
            models.Index(fields=["country", "status"], name="person_country"),
            models.Index(fields=["name", "id"], name="person_name"),
        )
        constraints = (
            models.CheckConstraint(
                name="suspended_people_have_a_moment",
                condition=~Q(status=PersonStatus.SUSPENDED, suspended_at=None),
            ),
            models.CheckConstraint(
                name="erased_people_have_a_moment",
                condition=~Q(status=PersonStatus.ERASED, erased_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """In addresses: `/people/<code>/`."""
        return code_of(self.pk)


class EmailAddress(models.Model):
    """One of a person's addresses, lower-case. Members never see it: they write by relay."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    address = models.EmailField(max_length=254)
    is_main = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)  # kept seven days, so that it can be undone
    bounced_at = models.DateTimeField(null=True)
    bounce_words = models.CharField(max_length=300, blank=True)

    class Privacy(Personal):
        personal = frozenset({"address", "bounce_words"})
        keep = ACCOUNT

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Lower("address"),
                name="a_confirmed_address_is_one_persons",
                condition=Q(confirmed_at__isnull=False, removed_at=None),
            ),
            models.UniqueConstraint(
                "person", name="one_main_address", condition=Q(is_main=True, removed_at=None)
            ),
            models.CheckConstraint(
                name="a_main_address_is_confirmed",
                condition=~Q(is_main=True, confirmed_at=None),
            ),
        )


class SpokenLanguage(models.Model):
    """A language a person works in (BCP 47)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=8)
    level = models.CharField(max_length=10, choices=LanguageLevel, default=LanguageLevel.WORKING)

    class Privacy(Personal):
        personal = frozenset({"language", "level"})
        keep = ACCOUNT

    class Meta:
        constraints = (
            models.UniqueConstraint("person", "language", name="a_language_once_a_person"),
        )


class Expertise(models.Model):
    """What a person can help with, or wants to learn."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="expertise")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="expertise")
    kind = models.CharField(max_length=10, choices=ExpertiseKind)
    note = models.CharField(max_length=300, blank=True)

    class Privacy(Personal):
        personal = frozenset({"theme", "kind", "note"})
        keep = ACCOUNT

    class Meta:
        constraints = (
            models.UniqueConstraint("person", "theme", "kind", name="an_expertise_once"),
        )
        indexes = (models.Index(fields=["theme", "kind"], name="expertise_theme"),)


class Institution(Sourced):
    """A ministry, insurer, agency, partner, funder: where people have positions."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    country = models.ForeignKey(
        "jln.Country", models.PROTECT, null=True, related_name="institutions"
    )
    kind = models.CharField(max_length=20, choices=InstitutionKind)
    note = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)

    class Privacy(Impersonal):
        keep = _("For ever.")

    def __str__(self) -> str:
        return self.name


class InstitutionRole(models.Model):
    """What an institution did for the network, and when: co-founder, facilitator, funder."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=120)
    starts = PartialDateField(null=True)
    ends = PartialDateField(null=True)

    class Privacy(Impersonal):
        keep = _("For ever.")


class Position(models.Model):
    """A person's job in an institution, with dates. Ended ones stay as history."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=160)
    unit = models.CharField(max_length=160, blank=True)
    level = models.CharField(max_length=12, choices=PositionLevel, default=PositionLevel.NATIONAL)
    starts = PartialDateField(null=True)
    ends = PartialDateField(null=True)

    class Privacy(Personal):
        personal = frozenset({"institution", "title", "unit", "starts", "ends"})
        keep = ACCOUNT

    class Meta:
        indexes = (
            models.Index(fields=["person", "ends"], name="position_person"),
            models.Index(fields=["institution", "ends"], name="position_institution"),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)
