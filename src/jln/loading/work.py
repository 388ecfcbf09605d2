"""Technical Initiatives, learning groups and activities."""

from __future__ import annotations

from django.utils.text import slugify

from jln.initiatives.models import GroupCountry, LearningGroup
from jln.initiatives.terms import CountryRole
from jln.loading.rows import link
from jln.loading.run import Run
from jln.loading.settled import is_settled
from jln.loading.values import count_of, dated, needed, several, span_of
from jln.spaces.terms import SpaceKind, Visibility

CROSS_CUTTING = "cross-cutting"  # the files' word for "of no one initiative"


def load_initiatives(run: Run) -> None:
    """Initiatives, each with its space and what it follows on from; those stand before it."""

    def take(row: dict[str, str]) -> None:
        span = span_of(row["period"])
        followed = [run.initiatives[slug] for slug in several(row["successor_of"], "|")]
        initiative = run.initiatives.put(
            (needed(row["slug"], "slug"),),
            name=needed(row["name"], "name"),
            starts=span.starts,
            ends=span.ends,
            note=row["note"],
            **run.said(row["source"], row["confidence"]),
        )
        link(initiative.successor_of, followed, run.report)
        run.space(
            initiative.slug,
            SpaceKind.INITIATIVE,
            initiative.name,
            Visibility.MEMBERS,
            starts=span.starts,
            ends=span.ends,
            initiative_id=initiative.pk,
        )

    run.load("initiatives.csv", "slug name period successor_of note source confidence", take)


def load_groups(run: Run) -> None:
    """Learning groups with their countries, each with its space."""

    def take(row: dict[str, str]) -> None:
        starts, ends = dated(row["start"]), dated(row["end"])
        initiative = run.initiatives.maybe(row["initiative"].replace(CROSS_CUTTING, ""))
        countries = run.countries_of(row["countries"])
        group = run.groups.put(
            (needed(row["slug"], "slug"),),
            name=needed(row["name"], "name"),
            type=row["type"],
            initiative_id=initiative.pk if initiative else None,
            starts=starts,
            ends=ends,
            planned_duration=row["planned_duration"],
            facilitator=row["facilitator"],
            funder=row["funder"],
            modalities="\n".join(several(row["modalities"])),
            country_count_stated=count_of(row["country_count_stated"]),
            **run.said(row["source"], row["confidence_note"]),
        )
        _countries(run, group, {country.pk: _role(country.joined) for country in countries})
        run.space(
            group.slug,
            SpaceKind.GROUP,
            group.name,
            Visibility.ROLL,
            starts=starts,
            ends=ends,
            group_id=group.pk,
        )

    columns = (
        "slug name initiative type start end planned_duration facilitator funder countries"
        " country_count_stated modalities source confidence_note"
    )
    run.load("collaboratives.csv", columns, take)


def _role(joined: object) -> CountryRole:
    """Countries that never joined take part as resource countries."""
    return CountryRole.LEARNER if joined else CountryRole.RESOURCE


def _countries(run: Run, group: LearningGroup, wanted: dict[int, CountryRole]) -> None:
    if is_settled(group):
        return
    before = dict(group.countries.order_by("pk").values_list("country_id", "role"))
    if before != wanted:
        group.countries.all().delete()
        GroupCountry.objects.bulk_create(
            GroupCountry(group=group, country_id=country, role=role)
            for country, role in wanted.items()
        )
        if before:
            run.report.changed += 1
        else:
            run.report.made += len(wanted)


def slug_of(title: str) -> str:
    """An activity's address, from its title."""
    return slugify(title)[:110].rstrip("-")


def load_activities(run: Run) -> None:
    """Webinars, workshops, study tours and the like."""

    def take(row: dict[str, str]) -> None:
        initiative = run.initiatives.maybe(row["initiative"].replace(CROSS_CUTTING, ""))
        group = run.groups.maybe(row["collaborative"])
        countries = run.countries_of(row["countries"])
        title = needed(row["title"], "title")
        activity = run.activities.put(
            (slug_of(title),),
            title=title,
            format=row["format"],
            starts=dated(row["start"]),
            ends=dated(row["end"]),
            place=row["place"],
            initiative_id=initiative.pk if initiative else None,
            group_id=group.pk if group else None,
            attendance=row["attendance"],
            **run.said(row["source"], row["confidence"]),
        )
        link(activity.countries, countries, run.report)

    columns = (
        "title start end format place initiative collaborative countries attendance source"
        " confidence"
    )
    run.load("events.csv", columns, take)
