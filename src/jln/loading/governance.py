"""Meetings of the Steering Group, its register of decisions, and figures of the network."""

from __future__ import annotations

import re

from django.db.models import Max

from jln.countries.models import Statement
from jln.governance.models import Decision, Meeting
from jln.governance.terms import MeetingMode
from jln.loading.rows import Kept, link
from jln.loading.run import Run
from jln.loading.values import count_of, date_needed, dated, decisions_of, needed

_UNDATED = ("undated", "target")


def load_meetings(run: Run) -> None:
    """Meetings and their decisions, which are numbered in the order of the file."""
    meetings = Kept(Meeting, "slug", report=run.report)

    def take(row: dict[str, str]) -> None:
        starts = date_needed(row["start"])
        mode = mode_of(row["mode"])
        decisions = decisions_of(row["decisions"], is_ballot=mode == MeetingMode.BALLOT)
        meeting = meetings.put(
            (str(starts),),
            number=count_of(row["number"]),
            starts=starts,
            ends=dated(row["end"]),
            mode=mode,
            place=row["place"],
            composition=row["composition"],
            **run.said(
                row["source"], "; ".join(filter(None, (row["confidence"], _aside(row["mode"]))))
            ),
        )
        for place, text in enumerate(decisions):
            _decision(run, meeting, place, text)
        _drop(run, meeting, len(decisions))

    run.load(
        "steering_group_meetings.csv",
        "number start end mode place decisions composition source confidence",
        take,
    )


def mode_of(text: str) -> MeetingMode:
    """`virtual (inferred)` is virtual; `unknown (announced ...)` is not known."""
    word = text.partition("(")[0].strip()
    return MeetingMode.UNKNOWN if word in {"", "unknown"} else MeetingMode(word)


def _aside(text: str) -> str:
    """What stands in brackets, as far as it says how something is known."""
    found = re.search(r"\((.*)\)", text)
    return found[1] if found else ""


def _decision(run: Run, meeting: Meeting, place: int, text: str) -> None:
    """The decision at a place of a meeting; its number in the register is for life."""
    before = list(meeting.decisions.order_by("number"))
    if place < len(before):
        decision = before[place]
        if decision.text != text:
            decision.text = text
            decision.save(update_fields=["text"])
            run.report.changed += 1
    else:
        last = Decision.objects.aggregate(last=Max("number"))["last"] or 0
        decision = Decision.objects.create(meeting=meeting, number=last + 1, text=text)
        run.report.made += 1
    admitted = [
        country for country in run.countries if "admitted" in text and country.name_in("en") in text
    ]
    link(decision.admits, admitted, run.report)


def _drop(run: Run, meeting: Meeting, keep: int) -> None:
    for decision in list(meeting.decisions.order_by("number"))[keep:]:
        decision.delete()
        run.report.changed += 1


def load_figures(run: Run) -> None:
    """Published figures of the network, as statements of their day."""
    kept = Kept(Statement, "about", "as_of", report=run.report, country=None)

    def take(row: dict[str, str]) -> None:
        undated = row["date"] if row["date"] in _UNDATED else ""
        kept.put(
            (needed(row["metric"], "metric"), None if undated else date_needed(row["date"])),
            value=needed(row["value"], "value"),
            unit=row["unit"],
            qualifier="; ".join(filter(None, (undated, row["qualifier"]))),
            **run.said(row["source"], ""),
        )

    run.load("figures.csv", "date metric value unit qualifier source", take)
