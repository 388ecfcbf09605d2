"""Knowledge products, what they came from, their releases, and what countries made of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal, Signed
from jln.kit.sourced import Sourced
from jln.library.rules import Standing, standing
from jln.library.terms import AdaptationState, Depth, ProductType
from jln.spaces.terms import Visibility
from jln.ui import formats

FOR_EVER = _("For ever: released products are the network's memory.")


class Product(Sourced):
    """A global public good. An unknown licence stays unknown: then it is linked, not mirrored."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    type = models.CharField(max_length=20, choices=ProductType)
    published = PartialDateField(null=True)
    abstract = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")  # of title and abstract
    initiative = models.ForeignKey(
        "jln.Initiative", models.PROTECT, null=True, related_name="products"
    )
    group = models.ForeignKey(
        "jln.LearningGroup", models.PROTECT, null=True, related_name="products"
    )
    licence = models.CharField(max_length=100, blank=True)  # as stated by the publisher
    url = models.URLField(max_length=400, blank=True)
    countries = models.ManyToManyField("jln.Country", related_name="products")  # that wrote it
    adaptation_count = models.PositiveIntegerField(default=0)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        indexes = (models.Index(fields=["-published"], name="product_published"),)

    def __str__(self) -> str:
        return self.title

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        kind = self.get_type_display()
        return formats.list_parts(
            self.title, kind, *filter(None, [formats.partial(self.published)])
        )


class Release(models.Model):
    """A version of a product on a date, with its languages."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="releases")
    version = models.CharField(max_length=20)
    released = PartialDateField(null=True)
    languages = models.JSONField(default=list)  # BCP 47
    note = models.CharField(max_length=300, blank=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint("product", "version", name="a_version_once_a_product"),
        )


class ProductTheme(Sourced):
    """A subject a product is about: named by its source, or classified by the editors."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="themes")
    theme = models.ForeignKey("jln.Theme", models.PROTECT, related_name="products")

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (models.UniqueConstraint("product", "theme", name="a_theme_once_a_product"),)


class ProductOrigin(models.Model):
    """One thing a product came from: exactly one of the four."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="origins")
    problem = models.ForeignKey("jln.Problem", models.PROTECT, null=True, related_name="became")
    group = models.ForeignKey("jln.LearningGroup", models.PROTECT, null=True, related_name="became")
    topic = models.ForeignKey("jln.Topic", models.PROTECT, null=True, related_name="became")
    activity = models.ForeignKey("jln.Activity", models.PROTECT, null=True, related_name="became")

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_origin_is_one_thing",
                condition=(
                    Q(problem__isnull=False, group=None, topic=None, activity=None)
                    | Q(problem=None, group__isnull=False, topic=None, activity=None)
                    | Q(problem=None, group=None, topic__isnull=False, activity=None)
                    | Q(problem=None, group=None, topic=None, activity__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                "product",
                "problem",
                name="a_problem_once_an_origin",
                condition=Q(problem__isnull=False),
            ),
            models.UniqueConstraint(
                "product",
                "group",
                name="a_group_once_an_origin",
                condition=Q(group__isnull=False),
            ),
            models.UniqueConstraint(
                "product",
                "topic",
                name="a_topic_once_an_origin",
                condition=Q(topic__isnull=False),
            ),
            models.UniqueConstraint(
                "product",
                "activity",
                name="an_activity_once_an_origin",
                condition=Q(activity__isnull=False),
            ),
        )


class Adaptation(Sourced):
    """A country's use or change of a product; advances by dated evidence."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="adaptations")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="adaptations")
    place = models.CharField(max_length=160, blank=True)  # below the country
    used = models.TextField(blank=True)  # what was used of it
    change = models.TextField(blank=True)  # what was changed
    outcome = models.TextField(blank=True)  # what happened so far
    language = models.CharField(max_length=8, default="en")
    institution = models.CharField(max_length=160, blank=True)
    problem = models.ForeignKey(
        "jln.Problem", models.PROTECT, null=True, related_name="adaptations"
    )  # what it was done for, if that is known directly
    topic = models.ForeignKey(
        "jln.Topic", models.SET_NULL, null=True, related_name="adaptations"
    )  # the conversation that led to it
    state = models.CharField(
        max_length=10, choices=AdaptationState, default=AdaptationState.UNDER_WAY
    )
    stopped_because = models.CharField(max_length=300, blank=True)
    depth = models.CharField(max_length=10, choices=Depth, blank=True)  # the deepest with evidence
    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="adaptations")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    starts = PartialDateField(null=True)
    reported_by = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="adaptations"
    )
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # undone, or taken back by who reported it

    class Privacy(Personal):
        person = "reported_by"
        personal = frozenset({"reported_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        indexes = (
            models.Index(fields=["product", "country"], name="adaptation_product"),
            models.Index(fields=["space"], name="adaptation_space"),
        )

    @property
    def code(self) -> str:
        """In addresses: `/chain/adaptation/<code>/`."""
        return code_of(self.pk)

    @property
    def standing(self) -> Standing:
        """Where it stands, in one word: the same on every page."""
        return standing(AdaptationState(self.state), Depth(self.depth) if self.depth else None)

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return f"{formats.country_name(self.country)}: {self.product.title}"


class PassedOn(Sourced):
    """A country's adaptation that began where another's had arrived; often another country's."""

    earlier = models.ForeignKey(Adaptation, models.CASCADE, related_name="passed_on")
    later = models.ForeignKey(Adaptation, models.CASCADE, related_name="learned_from")

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint("earlier", "later", name="passed_on_once"),
            models.CheckConstraint(
                name="nobody_learns_from_itself", condition=~Q(earlier=models.F("later"))
            ),
        )


class AdaptationEvidence(Sourced):
    """What shows that an adaptation reached a depth, and when."""

    adaptation = models.ForeignKey(Adaptation, models.CASCADE, related_name="evidence")
    depth = models.CharField(max_length=10, choices=Depth)
    dated = PartialDateField()
    text = models.TextField(blank=True)
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")
