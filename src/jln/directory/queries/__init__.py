"""What pages read of people and institutions."""

from jln.directory.queries.institutions import (
    inside,
    institution_page,
    institutions,
    kinds,
    listed,
)
from jln.directory.queries.people import (
    PAGE,
    Asked,
    Found,
    find,
    people,
    people_to_write_to,
    printable,
)
from jln.directory.queries.person import person_page
from jln.directory.queries.rows import Row

__all__ = [
    "PAGE", "Asked", "Found", "Row", "find", "inside", "institution_page", "institutions",
    "kinds", "listed", "people", "people_to_write_to", "person_page", "printable",
]  # fmt: skip
