"""Bounces, subjects and hostile messages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from jln.mail.reading.judge.score import Score, cases_of
from jln.mail.reading.model import Bounced, Kind, Reading
from jln.mail.reading.sandbox import LIMIT_SECONDS, Reader
from jln.mail.reading.subjects import base_subject

#: Addresses that a reference program puts where a report names nobody.
_INVENTED = "libsisimai.org.invalid"


def judge_bounces(folder: Path, reader: Reader) -> Score:
    """Whether a bounce is known as one, whom it names, and whether the address is at fault."""
    score = Score("mail-bounces")
    for case in cases_of(folder):
        reading = _timed(score, case["id"], folder / case["file"], reader)
        expected = case["expected"]
        known = expected.get("is_bounce")
        if known is not None:
            score.add(case["id"], "is bounce", right=_is_bounce(reading, expected) == known)
        named = _named(expected)
        if named is not None:
            found = {item.address for item in reading.bounced}
            score.add(case["id"], "recipients", right=found == named if named else True)
        for address, is_hard in _hard(expected).items():
            ours = next(
                (one for one in reading.bounced if address in (one.address, one.original)), None
            )
            if is_hard:
                score.add(case["id"], "hard", right=_is_lost(ours, expected))
            elif ours is not None:
                score.add(case["id"], "not hard", right=not ours.hard)
        if known is False or expected.get("temporary"):
            calm = not any(item.hard for item in reading.bounced)
            score.add(case["id"], "no address at fault", right=calm)
    return score


def _is_bounce(reading: Reading, expected: dict[str, Any]) -> bool:
    """A vacation notice counts among the bounces of one source; to us it is automatic."""
    vacation = any(row.get("reason") == "vacation" for row in expected.get("rows", []))
    return reading.kind in (Kind.BOUNCE, Kind.COMPLAINT) or (
        vacation and reading.kind == Kind.AUTOMATIC
    )


def _hard(expected: dict[str, Any]) -> dict[str, bool]:
    """Each address that is named, and whether mail to it is lost for good."""
    rows = expected.get("recipients", [])
    found = {row["recipient"].lower(): bool(row["hard"]) for row in rows}
    found |= {address.lower(): True for address in expected.get("permanent", [])}
    return found | {address.lower(): False for address in expected.get("temporary", [])}


def _is_lost(ours: Bounced | None, expected: dict[str, Any]) -> bool:
    """Whether we say so too.

    One source marks as permanent whatever is not tried again, also a full mailbox; another
    marks as hard what is the address's own fault.
    """
    if ours is None:
        return False
    return ours.is_given_up if "permanent" in expected else ours.hard


def _named(expected: dict[str, Any]) -> set[str] | None:
    if "permanent" in expected:
        return {address.lower() for address in expected["permanent"] + expected["temporary"]}
    if expected.get("recipients"):
        found = {row["recipient"].lower() for row in expected["recipients"]}
        return {address for address in found if "@" in address and _INVENTED not in address}
    return None


def judge_subjects(folder: Path) -> Score:
    """Whether each subject keeps the name of its thread."""
    score = Score("mail-subjects")
    for case in cases_of(folder):
        wanted = case["expected"].get("base_subject")
        start = time.perf_counter()
        found = base_subject(case.get("subject", ""))
        score.took(case["id"], time.perf_counter() - start, "subject")
        if wanted is not None:
            score.add(case["id"], "base subject", right=found == wanted)
    return score


def judge_robustness(folder: Path, reader: Reader) -> Score:
    """Whether every message is accounted for in time, and no crash was needed to end it."""
    score = Score("mail-robustness")
    for case in cases_of(folder):
        reading = _timed(score, case["id"], folder / case["file"], reader)
        seconds = score.seconds[case["id"]]
        limit = case["expected"].get("max_seconds", LIMIT_SECONDS)
        died = reading.kind == Kind.UNREADABLE and not reading.reason.startswith("empty")
        score.add(case["id"], "no crash", right=not died)
        score.add(case["id"], "no hang", right=seconds <= limit)
        score.add(
            case["id"],
            "accounted for",
            right=reading.kind != Kind.UNREADABLE or bool(reading.reason),
        )
    return score


def _timed(score: Score, case: str, file: Path, reader: Reader) -> Reading:
    raw = file.read_bytes()
    start = time.perf_counter()
    reading = reader.read(raw)
    score.took(case, time.perf_counter() - start, reading.kind.value)
    return reading
