"""What is asked of membership: levels over time (`levels`), the way in and up (`applications`)."""

from jln.membership.queries.applications import (
    Pipeline,
    application_of,
    is_member,
    officer_of,
    pipeline,
    screening,
    under_way,
    viewable,
    waiting_for_staff,
)
from jln.membership.queries.levels import (
    COUNTED,
    Published,
    Record,
    beside,
    country,
    history,
    present,
    published,
    record,
    recorded,
    records,
)

__all__ = [
    "COUNTED",
    "Pipeline",
    "Published",
    "Record",
    "application_of",
    "beside",
    "country",
    "history",
    "is_member",
    "officer_of",
    "pipeline",
    "present",
    "published",
    "record",
    "recorded",
    "records",
    "screening",
    "under_way",
    "viewable",
    "waiting_for_staff",
]
