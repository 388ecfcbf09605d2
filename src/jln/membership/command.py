"""`jln membership`: who was a member on a day, and why; and a country that takes another name."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from django.conf import settings

from jln.countries.models import Country
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.membership import actions, queries, telling
from jln.search import index


def main(argv: list[str]) -> int:
    """0 when it was told, 2 when a country or a date was not understood."""
    asked = _arguments().parse_args(argv)
    on: date = getattr(asked, "on", None) or day(clock.now())
    if asked.deed == "full":
        _write(telling.full(queries.records(), on, queries.published))
        return 0
    country = queries.country(asked.country)
    if asked.deed == "rename" and country is not None:
        return _rename(country, dict(asked.names), asked.source)
    if country is None:
        sys.stderr.write(
            f"There is no country {asked.country!r} here: write its code of two letters, such as"
            " SN for Senegal.\n"
        )
        return 2
    _write(telling.explained(queries.record(country), on))
    return 0


def _rename(country: Country, names: dict[str, str], source: str) -> int:
    before = country.name_in("en")
    try:
        is_new = actions.rename(country, names, source=source, at=clock.now())
    except RuleBroken as broken:
        sys.stderr.write(f"{broken.text}\n")
        return 2
    if not is_new:
        _write([f"{country.code} is called so already."])
        return 0
    index.rebuild()
    now = Country.objects.get(pk=country.pk).name_in("en")
    _write([f"{country.code}: {before} is called {now} from now on. Its addresses stay."])
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="jln membership", description=__doc__)
    deeds = parser.add_subparsers(dest="deed", required=True)
    explain = deeds.add_parser("explain", help="a country's level on a day, and what it rests on")
    explain.add_argument("country", metavar="CODE", help="the country's code of two letters")
    full = deeds.add_parser("full", help="who was a Full Member on a day, surely or perhaps")
    rename = deeds.add_parser("rename", help="a country takes another name, and stays the same")
    rename.add_argument("country", metavar="CODE", help="the country's code of two letters")
    rename.add_argument(
        "names", nargs="+", type=_name, metavar="LANGUAGE=NAME", help="en=Eswatini fr=Eswatini"
    )
    rename.add_argument(
        "--source", default="", help="who says so: an address or a title, shown with the old name"
    )
    for deed in (explain, full):
        deed.add_argument(
            "--on",
            type=_last_day,
            metavar="DATE",
            help="2018-09-30; of a month or a year, its last day; today if it is not given",
        )
    return parser


def _name(text: str) -> tuple[str, str]:
    language, _equals, name = text.partition("=")
    if language not in dict(settings.LANGUAGES) or not name.strip():
        known = ", ".join(dict(settings.LANGUAGES))
        raise ArgumentTypeError(f"{text!r}: write a language ({known}), = and the name")
    return language, name


def _last_day(text: str) -> date:
    try:
        return PartialDate.parse(text).last
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date: write 2016, 2016-07 or 2016-07-09") from None


def _write(lines: list[str]) -> None:
    sys.stdout.write("\n".join([*lines, ""]))
