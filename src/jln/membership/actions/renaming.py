"""A country takes another name: it stays the same country, with all that it said and holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.facts.wordings import reword
from jln.kit.verdict import refusal
from jln.spaces.models import Space

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@transaction.atomic
def rename(country: Country, names: Mapping[str, str], *, source: str = "", at: datetime) -> bool:
    """These names from now on; False if they stand already. Raises RuleBroken.

    By the operator alone; `source`: who says so. Its code and addresses stay, what was
    written under the old name is not rewritten, and what it was called is kept.
    """
    country = Country.objects.select_for_update().get(pk=country.pk)
    if not all(name.strip() for name in names.values()):
        raise refusal("empty", _("A country has a name."))
    if any(
        set(names.items()) & set(other.names.items())
        for other in Country.objects.exclude(pk=country.pk)
    ):
        raise refusal("taken", _("Another country has this name."))
    before = country.name_in("en")
    wanted = country.names | {language: name.strip() for language, name in names.items()}
    if reword(country, {"names": wanted}, by=None, at=at) is None:
        return False
    for space in Space.objects.filter(country=country):
        space.name = space.name.replace(before, country.name_in("en"))
        space.save(update_fields=["name"])
    record(Kind.COUNTRY_RENAMED, country, by=None, at=at, country=country, data={"source": source})
    return True
