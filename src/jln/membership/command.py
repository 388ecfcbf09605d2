"""`jln membership explain CODE` and `jln membership full`: who was a member on a day, and why."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.membership import queries, telling


def main(argv: list[str]) -> int:
    """0 when it was told, 2 when a country or a date was not understood."""
    asked = _arguments().parse_args(argv)
    on: date = asked.on or day(clock.now())
    if asked.deed == "full":
        _write(telling.full(queries.records(), on, queries.published))
        return 0
    country = queries.country(asked.country)
    if country is None:
        sys.stderr.write(
            f"There is no country {asked.country!r} here: write its code of two letters, such as"
            " SN for Senegal.\n"
        )
        return 2
    _write(telling.explained(queries.record(country), on))
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="jln membership", description=__doc__)
    deeds = parser.add_subparsers(dest="deed", required=True)
    explain = deeds.add_parser("explain", help="a country's level on a day, and what it rests on")
    explain.add_argument("country", metavar="CODE", help="the country's code of two letters")
    full = deeds.add_parser("full", help="who was a Full Member on a day, surely or perhaps")
    for deed in (explain, full):
        deed.add_argument(
            "--on",
            type=_last_day,
            metavar="DATE",
            help="2018-09-30; of a month or a year, its last day; today if it is not given",
        )
    return parser


def _last_day(text: str) -> date:
    try:
        return PartialDate.parse(text).last
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date: write 2016, 2016-07 or 2016-07-09") from None


def _write(lines: list[str]) -> None:
    sys.stdout.write("\n".join([*lines, ""]))
