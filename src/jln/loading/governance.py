"""Meetings of the Steering Group, its register of decisions, and figures of the network."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import slugify

from jln.countries.models import Statement
from jln.governance.actions import register
from jln.governance.models import (
    Decision,
    ManagerAppointment,
    Meeting,
    Strategy,
    StrategyGoal,
    WorkingGroup,
)
from jln.governance.terms import BodyKind, BodyState, MeetingMode, StrategyState
from jln.loading.rows import Kept
from jln.loading.run import Run
from jln.loading.values import count_of, date_needed, dated, decisions_of, needed, several

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
        stand = _standing(meeting)
        for place, text in enumerate(decisions):
            _decision(run, meeting, place, text, stand)
        if len(decisions) < len(stand):
            raise ValueError("a decision on record is missing here; the register is only added to")

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


def _decision(run: Run, meeting: Meeting, place: int, text: str, stand: list[Decision]) -> None:
    """The decision at a place of a meeting; other words are a line that replaces it."""
    old = stand[place] if place < len(stand) else None
    if old is not None and old.text == text:
        return
    admitted = [
        country for country in run.countries if "admitted" in text and country.name_in("en") in text
    ]
    line = Decision(meeting=meeting, text=text, decided_on=meeting.starts, supersedes=old)
    register.enter(line, admits=admitted)
    if old is None:
        run.report.made += 1
    else:
        run.report.changed += 1


def _standing(meeting: Meeting) -> list[Decision]:
    """What the files gave the meeting, in their order: of what was replaced, the newest words."""
    rows = {one.pk: one for one in meeting.decisions.filter(taking="").order_by("number")}
    newer = {one.supersedes_id: one for one in rows.values() if one.supersedes_id}
    found = [one for one in rows.values() if one.supersedes_id is None]
    for place in range(len(found)):
        while found[place].pk in newer:
            found[place] = newer[found[place].pk]
    return found


def load_managers(run: Run) -> None:
    """Which organisations ran the network; the end of the last one is for a decision to say."""
    kept = Kept(ManagerAppointment, "starts", report=run.report, decision=None)

    def take(row: dict[str, str]) -> None:
        institution = run.institutions.get((needed(row["institution"], "institution"),))
        if institution is None:  # another network's history
            return
        kept.put(
            (date_needed(row["starts"]),),
            new={"ends": dated(row["ends"])},
            institution_id=institution.pk,
            jointly_with_id=run.institutions[row["jointly_with"]].pk
            if row["jointly_with"]
            else None,
            **run.said(row["source"], row["confidence"]),
        )

    run.load("network_managers.csv", "institution jointly_with starts ends source confidence", take)


def load_strategies(run: Run) -> None:
    """Versions of the strategy as far as sources tell of them; texts are not held."""
    kept = Kept(Strategy, "number", report=run.report)
    bodies = Kept(WorkingGroup, "slug", report=run.report)
    goals = Kept(StrategyGoal, "strategy_id", "number", report=run.report)

    def take(row: dict[str, str]) -> None:
        adopted = date_needed(row["adopted"])
        said = run.said(row["source"], row["confidence"])
        body = _body(bodies, row, said) if row["body"] else None
        made = kept.put(
            (count_of(row["number"]),),
            title=needed(row["title"], "title"),
            from_year=count_of(row["from"]),
            to_year=count_of(row["to"]),
            language=needed(row["language"], "language"),
            state=StrategyState(row["state"]),
            adopted=adopted,
            working_group=body,
            **said,
        )
        for number, text in enumerate(several(row["goals"], "|"), start=1):
            goals.put((made.pk, number), text=text)
        if row["decision"]:
            kept.change(made, decision=_of_words(row["decision"]))

    run.load(
        "strategies.csv",
        "number title from to language state adopted goals decision body purpose source confidence",
        take,
    )


def _body(bodies: Kept[WorkingGroup], row: dict[str, str], said: dict[str, Any]) -> WorkingGroup:
    """Who drafted it. Its people and days are not on record."""
    return bodies.put(
        (slugify(row["body"]),),
        name=row["body"],
        kind=BodyKind.WORKING_GROUP,
        purpose=needed(row["purpose"], "purpose"),
        state=BodyState.CLOSED,
        **said,
    )


def _of_words(text: str) -> Decision | None:
    """The line of the register that begins with these words, or what replaced it."""
    found = Decision.objects.filter(text__startswith=text).order_by("number").first()
    while found is not None and found.replaced_by is not None:
        found = found.replaced_by
    return found


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
