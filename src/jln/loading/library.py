"""Knowledge products, what they came from, and what countries made of them."""

from __future__ import annotations

from collections import Counter

from jln.library.models import (
    Adaptation,
    AdaptationEvidence,
    Product,
    ProductOrigin,
    ProductTheme,
    Release,
)
from jln.library.terms import DEPTH_OF_LEVEL, AdaptationState, Depth
from jln.loading.rows import Kept, link
from jln.loading.run import Run
from jln.loading.values import dated, needed, several, span_of
from jln.loading.work import CROSS_CUTTING, slug_of
from jln.people.models import Theme
from jln.spaces.terms import Visibility

FIRST_RELEASE = "1"
THEMES = "product_themes.csv"
_PLANNED = "as planned"  # the source tells of it before it happened
OURS = ("seen", "inferred", "guess", "memory", "confirmed")  # rows that the files brought
_LASTING = frozenset({Depth.IN_USE, Depth.AT_SCALE})


def load_products(run: Run) -> None:
    """Products, each with its first release and the group it came from."""
    releases = Kept(Release, "product_id", "version", report=run.report)
    origins = Kept(ProductOrigin, "product_id", "group_id", report=run.report, group__isnull=False)

    def take(row: dict[str, str]) -> None:
        countries = run.countries_of(row["co_producing_countries"])
        product = _product(run, row)
        link(product.countries, countries, run.report)
        releases.put(
            (product.pk, FIRST_RELEASE),
            released=product.published,
            languages=several(row["languages"]),
        )
        if product.group_id:
            origins.put((product.pk, product.group_id))

    columns = (
        "slug title year date type initiative collaborative languages co_producing_countries"
        " licence url confidence"
    )
    run.load("products.csv", columns, take)


def _product(run: Run, row: dict[str, str]) -> Product:
    initiative = run.initiatives.maybe(row["initiative"].replace(CROSS_CUTTING, ""))
    group = run.groups.maybe(row["collaborative"])
    is_address = row["url"].startswith(("http://", "https://"))
    return run.products.put(
        (needed(row["slug"], "slug"),),
        title=needed(row["title"], "title"),
        type=row["type"],
        published=dated(row["date"]) or dated(row["year"]),
        initiative_id=initiative.pk if initiative else None,
        group_id=group.pk if group else None,
        licence=row["licence"],
        url=row["url"] if is_address else "",
        **run.said(row["url"], row["confidence"]),
    )


def load_product_themes(run: Run) -> None:
    """What each product is about: as its source says, or as the editors put it."""
    kept = Kept(ProductTheme, "product_id", "theme_id", report=run.report)
    themes = Kept(Theme, "code", report=run.report)
    is_its_own = (run.folder / THEMES).exists()

    def take(row: dict[str, str]) -> None:
        if not is_its_own and run.products.get((row["product"],)) is None:
            return  # ours, beside a history that has other products
        product, theme = run.products[row["product"]], themes[row["theme"]]
        kept.put((product.pk, theme.pk), **run.said(row["source"], row["confidence"]))

    run.load(THEMES, "product theme source confidence", take)


def load_origins(run: Run) -> None:
    """Activities that products came from, where the sources say so."""
    origins = Kept(
        ProductOrigin, "product_id", "activity_id", report=run.report, activity__isnull=False
    )

    def take(row: dict[str, str]) -> None:
        product, activity = run.products[row["product"]], run.activities[slug_of(row["event"])]
        origins.put((product.pk, activity.pk))

    run.load("origins.csv", "product event reason", take)


def load_adaptations(run: Run) -> None:
    """Adaptations that the sources tell of, each with its one dated piece of evidence."""
    space = run.spaces["record"]
    kept = Kept(
        Adaptation, "product_id", "country_id", "place", report=run.report, confidence__in=OURS
    )
    evidence = Kept(AdaptationEvidence, "adaptation_id", report=run.report, confidence__in=OURS)
    advanced = set(
        AdaptationEvidence.objects.exclude(confidence__in=OURS).values_list(
            "adaptation_id", flat=True
        )
    )

    def take(row: dict[str, str]) -> None:
        product, country = run.products[row["product"]], run.countries[row["country"]]
        if row["level_of_change"] not in DEPTH_OF_LEVEL:
            raise ValueError(f"{row['level_of_change']!r} is no level of change")
        depth, span = DEPTH_OF_LEVEL[row["level_of_change"]], span_of(row["year"])
        said = run.said(row["source"], row["confidence"])
        is_planned = _PLANNED in row["confidence"]
        key = product.pk, country.pk, row["subnational"]
        stand = {
            "state": state_of(depth, is_planned=is_planned),
            "depth": "" if is_planned else depth,
        }
        before = kept.get(key)
        if before and (before.pk in advanced or before.state == AdaptationState.STOPPED):
            stand = {}  # members know more by now
        adaptation = kept.put(
            key,
            used=needed(row["what_was_done"], "what was done"),
            institution=row["institution"],
            starts=span.starts,
            new={"space_id": space.pk, "visibility": Visibility.PUBLIC, "created_at": run.made_at},
            **stand,
            **said,
        )
        if not is_planned and span.ends:
            evidence.put(
                (adaptation.pk,),
                depth=depth,
                dated=span.ends,
                text=row["what_was_done"],
                new={"created_at": run.made_at},
                **said,
            )

    columns = (
        "product country subnational year level_of_change what_was_done institution source"
        " confidence"
    )
    run.load("adaptations.csv", columns, take)


def state_of(depth: Depth, *, is_planned: bool) -> AdaptationState:
    """What a source of that day lets us say today: what lasted is taken to last."""
    if is_planned:
        return AdaptationState.INTENDED
    return AdaptationState.UNDER_WAY if depth in _LASTING else AdaptationState.FINISHED


def count_adaptations(run: Run) -> None:
    """The counter on each product, as everyone may see it, from the rows."""
    public = Adaptation.objects.filter(
        withdrawn_at=None, visibility=Visibility.PUBLIC, space__visibility=Visibility.PUBLIC
    )
    counts = Counter(public.values_list("product_id", flat=True))
    for product in run.products:
        run.products.change(product, adaptation_count=counts[product.pk])
