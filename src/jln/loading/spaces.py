"""The spaces that every network has."""

from __future__ import annotations

from jln.loading.run import Run
from jln.spaces.terms import SpaceKind, Visibility


def make_spaces(run: Run) -> None:
    """The network's own, its public record, the Steering Group's and the staff's."""
    run.space("network", SpaceKind.NETWORK, "The whole network", Visibility.MEMBERS)
    run.space("record", SpaceKind.RECORD, "The public record", Visibility.PUBLIC)
    run.space("steering-group", SpaceKind.STEERING, "Steering Group", Visibility.ROLL)
    run.space("staff", SpaceKind.STAFF, "Network Manager", Visibility.ROLL)
