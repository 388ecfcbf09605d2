"""What is read of priorities that may be one, and of those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.priorities.models import Priority, PriorityConsent, PriorityMerge, PriorityNaming
from jln.search import likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from django.db.models import QuerySet

    from jln.countries.models import Country
    from jln.people.models import Person
    from jln.priorities.models import PriorityRound

MOST_TO_CHOOSE = 60


def countries_of(of: Priority) -> list[Country]:
    """Whose priority it is: of a merged one every country, its own first."""
    theirs = [of.country, *(one.country for one in others_of(of))]
    return list({country.pk: country for country in theirs}.values())


def behind(priorities: Iterable[int]) -> dict[int, list[int]]:
    """By priority who named it."""
    found: dict[int, list[int]] = {}
    rows = PriorityNaming.objects.filter(priority__in=list(priorities)).order_by("pk")
    for priority, person in rows.values_list("priority", "person"):
        found.setdefault(priority, []).append(person)
    return found


def alike(rows: Sequence[Priority]) -> list[list[Priority]]:
    """Groups of those whose words are alike, as a proposal."""
    texts = [(one.text, one.language) for one in rows]
    return [[rows[at] for at in group] for group in likeness.alike(texts)]


def merges(of: PriorityRound) -> list[PriorityMerge]:
    """What is asked about, and what is merged: with who has said yes, as numbers."""
    rows = of.merges.filter(ended_at=None).order_by("pk")
    counted = rows.annotate(
        yes=Count("consents", filter=Q(consents__is_yes=True)), asked=Count("consents")
    )
    return list(counted.prefetch_related("priorities__country"))


def asked_already(of: PriorityRound, numbers: Collection[int | None]) -> bool:
    """Is each of these asked about, or merged: pressed twice, perhaps?"""
    rows = Priority.objects.filter(round=of, merge__isnull=False, pk__in=set(numbers))
    return bool(numbers) and rows.count() == len(set(numbers))


def consents(person: Person) -> QuerySet[PriorityConsent]:
    """What a person is asked, or has answered and may answer anew."""
    rows = PriorityConsent.objects.filter(merge__ended_at=None, merge__round__closed_at=None)
    return visible(person, Permission.PRIORITY_CONSENT, rows.select_related("merge__round"))


def merged_of(of: PriorityMerge) -> list[Priority]:
    """Its priorities, also once it is ended."""
    rows = Priority.objects.filter(pk__in=of.of).select_related("country")
    return list(rows.order_by("country__code", "pk"))


def others_of(of: Priority) -> list[Priority]:
    """What is merged with it."""
    if of.merge is None or of.merge.merged_at is None:
        return []
    return [one for one in merged_of(of.merge) if one.pk != of.pk]


def narrowed(
    rows: Sequence[Priority], words: str, chosen: Collection[int | None]
) -> list[Priority]:
    """Those with these words, as many as a page bears, and always what is chosen already."""
    wanted = words.casefold().split()
    found = [one for one in rows if all(word in one.text.casefold() for word in wanted)]
    few = {one.pk for one in found[:MOST_TO_CHOOSE]}
    return [one for one in rows if one.pk in few or one.pk in chosen]
