"""What waits in a safe space: read, and laid down again, so that no place tells who came first.

A row that is written lies where the last one ended, on both databases: so all that have not
been mixed yet are written anew with each that comes, in the order of new numbers, and what
stood there before is destroyed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from jln.kit.destroyed import destroy
from jln.safe_space import cipher
from jln.safe_space.models import SafeContribution, SafeSpace, random_number


@dataclass(frozen=True, slots=True)
class Waiting:
    """One contribution as it lies encrypted. `box` leads to its author, for the keeper alone.

    `person` is there only where the author wants to be named, `country` so that countries
    can be counted: readers learn it where `level` says so.
    """

    text: str
    language: str
    level: str
    country: int | None
    box: str
    code_hash: str
    person: int | None = None
    set_aside: str = ""  # why the moderator will not release it: the author reads it
    number: int = field(default_factory=random_number)
    pattern: int | None = None
    is_mixed: bool = False


_IN_COLUMNS = frozenset({"number", "pattern", "is_mixed"})


def read(safe: SafeSpace, key: bytes, *, is_mixed: bool | None = None) -> list[Waiting]:
    """In the order of their numbers, which is none."""
    rows = SafeContribution.objects.filter(safe_space=safe).order_by("pk")
    if is_mixed is not None:
        rows = rows.filter(is_mixed=is_mixed)
    return [
        Waiting(
            **cipher.unseal(key, bytes(row.content)),
            number=row.pk,
            pattern=row.pattern_id,
            is_mixed=row.is_mixed,
        )
        for row in rows
    ]


def add(safe: SafeSpace, key: bytes, one: Waiting) -> None:
    """Put one among those that are not mixed yet."""
    others = read(safe, key, is_mixed=False)
    _lay(safe, key, [replace(row, number=random_number()) for row in (*others, one)], others)


def mix(safe: SafeSpace, key: bytes, rows: Iterable[Waiting]) -> None:
    """From now on the moderator reads these."""
    rows = list(rows)
    fresh = [replace(row, number=random_number(), is_mixed=True) for row in rows]
    _lay(safe, key, fresh, rows)


def change(safe: SafeSpace, key: bytes, rows: Iterable[Waiting]) -> None:
    """Write these anew, under their numbers."""
    rows = list(rows)
    _lay(safe, key, rows, rows)


def remove(rows: Iterable[Waiting]) -> None:
    """Destroy them, on the disk too."""
    destroy(SafeContribution.objects.filter(pk__in=[row.number for row in rows]))


def _lay(safe: SafeSpace, key: bytes, rows: list[Waiting], instead_of: list[Waiting]) -> None:
    remove(instead_of)
    SafeContribution.objects.bulk_create(
        SafeContribution(
            pk=row.number,
            safe_space=safe,
            is_mixed=row.is_mixed,
            pattern_id=row.pattern,
            content=cipher.seal(key, _content(row)),
        )
        for row in sorted(rows, key=lambda row: row.number)
    )


def _content(row: Waiting) -> dict[str, object]:
    return {name: said for name, said in asdict(row).items() if name not in _IN_COLUMNS}
