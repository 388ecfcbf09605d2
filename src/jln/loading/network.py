"""The whole load: every file in its order, then what follows from them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.loading import countries, governance, institutions, library, spaces, work
from jln.loading.report import Report
from jln.loading.run import Run
from jln.parameters import actions as parameters
from jln.people.models import Person
from jln.web.models import Network

IN_ORDER = (
    countries.load_themes,
    countries.load_countries,
    institutions.load_institutions,
    governance.load_managers,
    work.load_initiatives,
    work.load_groups,
    library.load_products,
    library.load_product_themes,
    work.load_activities,
    library.load_origins,
    governance.load_meetings,
    governance.load_strategies,
    library.load_adaptations,
    governance.load_figures,
)
AFTERWARDS = (
    countries.load_country_spaces,
    countries.link_institutions,
    library.count_adaptations,
)


def load_network(
    network: Network,
    folder: Path,
    *,
    by: Person | None,
    at: datetime,
    made_at: datetime | None = None,
) -> Report:
    """Load a folder of history. Safe to repeat: what did not change is not written.

    `made_at`: when a demonstration's rows say that they were made, if not now.
    """
    run = Run(folder, at, made_at)
    with transaction.atomic():
        spaces.make_spaces(run)
        run.report.made += parameters.begin(day(run.made_at))
    for part in IN_ORDER:
        part(run)
    for part in AFTERWARDS:
        with transaction.atomic():
            part(run)
    if run.report.has_changed:
        with transaction.atomic():
            record(Kind.NETWORK_LOADED, network, by=by, at=run.made_at, quietly=True)
    return run.report
