"""`jln load [FOLDER]`: the network's history from its CSV files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from jln.kit import clock
from jln.loading.files import PACKAGED
from jln.loading.migrate import create_if_empty
from jln.loading.network import load_network
from jln.loading.report import Report
from jln.search import index
from jln.web.models import Network


def main(argv: list[str]) -> int:
    """0 when every row was taken, 1 when some were refused, 2 when nothing could be loaded."""
    parser = ArgumentParser(prog="jln load", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PACKAGED, metavar="FOLDER")
    folder: Path = parser.parse_args(argv).folder
    create_if_empty()
    network = Network.objects.order_by("pk").first()
    if network is None:
        sys.stderr.write("There is no network yet: start one with jln init or jln demo.\n")
        return 2
    if not folder.is_dir():
        sys.stderr.write(f"{folder} is no folder.\n")
        return 2
    report = load_network(network, folder, by=None, at=clock.now())
    if report.has_changed:
        index.rebuild()
    sys.stdout.write(in_words(report))
    return 1 if report.refused else 0


def in_words(report: Report) -> str:
    """What was read, what came of it, and every refused row."""
    lines = [f"  {count:>4} {name}" for name, count in report.read.items()]
    refused = [f"  refused {refusal}" for refusal in report.refused]
    what = f"{report.made} rows made, {report.changed} changed, {len(refused)} refused."
    return "\n".join(["Rows read:", *lines, *refused, what, ""])
