"""A country's membership in plain text: what was said, by which source, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from jln.kit.sourced import Sourced
from jln.membership.queries import Published, Record
from jln.membership.rules.levels import Change, Standing, Sureness
from jln.membership.terms import Level
from jln.ui.formats import country_name, partial
from jln.ui.formats import day as written

NO_MEMBER = "not a member"


def explained(record: Record, on: date) -> list[str]:
    """The level on a day, the statements it rests on, and the windows that follow from them."""
    standing = record.on(on)
    name = country_name(record.country)
    lines = [f"{name} on {written(on)}: {_levels(standing)}.", f"  {_sureness(standing)}"]
    if not record.held and not record.said:
        return [*lines, "", "Nothing is on record of its membership."]
    said = [(f"{partial(row.as_of):<16} {_word(row.value)}", row) for row in record.said]
    lines += ["", "What was said:", *_each(said)] if said else ["", "No list names it."]
    held = [
        (f"{_word(row.level):<16} {_begun(change)}", row)
        for row, change in zip(record.held, record.changes, strict=False)
    ]
    spoken = {row.value for row in record.said}
    lines += ["", "What follows:"]
    for head, row in held:  # where no list speaks of a level, its own row says how it is known
        lines += [f"  {head}"] if row.level in spoken else _each([(head, row)])
    if len(record.changes) > len(record.held):
        lines.append(f"  {NO_MEMBER:<16} {_begun(record.changes[-1])}")
    lines += [
        f"  {waiver.get_gate_display()}: set aside on {written(waiver.granted_on)}: {waiver.reason}"
        for waiver in record.country.waivers.order_by("pk")
        if waiver.granted_on <= on
    ]
    lines += [f"  Sources differ about {partial(one)}: all are kept." for one in record.disputed]
    return lines


def full(
    records: Sequence[Record], on: date, published: Callable[[Iterable[Record]], list[Published]]
) -> list[str]:
    """Who was a Full Member on a day, surely and perhaps, and what was published for that time."""
    standings = [(one, one.on(on)) for one in records]
    sure = [one for one, standing in standings if standing.is_surely(Level.FULL)]
    perhaps = [
        (one, standing)
        for one, standing in standings
        if Level.FULL in standing.levels and not standing.is_surely(Level.FULL)
    ]
    lines = [f"Full Members on {written(on)}: {len(sure)} for certain."]
    lines += [f"  {one.country.code}  {country_name(one.country)}" for one in sure]
    if perhaps:
        lines += ["", f"Perhaps, {len(perhaps)} more:"]
        lines += [
            f"  {one.country.code}  {country_name(one.country)}: {_levels(standing)}"
            for one, standing in perhaps
        ]
    near = [one for one in published(records) if _speaks_of(one, on)]
    lines += ["", "What was published:"] if near else []
    return [*lines, *(line for one in near for line in _published(one))]


def _speaks_of(one: Published, on: date) -> bool:
    as_of = one.statement.as_of
    return bool(as_of and as_of.first <= on <= as_of.last)


def _published(one: Published) -> list[str]:
    total, as_of = one.total, partial(one.statement.as_of)
    here = str(total.least) if total.least == total.most else f"{total.least} to {total.most}"
    aside = f" ({one.statement.qualifier})" if one.statement.qualifier else ""
    verdict = "agrees" if not one.difference else f"differs by {one.difference:+d}"
    head = f"  {one.statement.counts}, {as_of}: {one.value}{aside}; by name {here}: {verdict}."
    return [head, *(f"      {source}" for source in one.statement.source_list)]


def _each(rows: Iterable[tuple[str, Sourced]]) -> Iterable[str]:
    for head, row in rows:
        note = f": {row.confidence_note}" if row.confidence_note else ""
        yield f"  {head}"
        yield f"      {row.get_confidence_display()}{note}"
        yield from (f"      {source}" for source in row.source_list)


def _word(level: str | None) -> str:
    return str(Level(level).label) if level else NO_MEMBER


def _levels(standing: Standing) -> str:
    return " or ".join(_word(level) for level in standing.levels)


def _sureness(standing: Standing) -> str:
    words = {
        Sureness.CERTAIN: "certain",
        Sureness.BETWEEN: "not certain: more than one level is possible on this day",
        Sureness.UNKNOWN: "the level is unknown",
    }[standing.sureness]
    how = standing.confidence
    return f"{words}; how it is known: {how.label}" if how else words


def _begun(change: Change) -> str:
    if change.is_dated:
        return f"since {written(change.earliest)}"
    return f"since some day from {written(change.earliest)} to {written(change.latest)}"
