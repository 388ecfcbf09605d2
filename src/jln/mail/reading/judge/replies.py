"""Replies: is the new text found, and is nothing of the quoted message left in it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from jln.mail.reading.judge.score import Score, cases_of
from jln.mail.reading.sandbox import Reader

_ACCEPTED = ("reply", "reply_or_with_signature", "reply_without_mobile_signature")
_WRAPPERS = {
    "text/plain body": b"Content-Type: text/plain; charset=utf-8\n\n",
    "text/html body": b"Content-Type: text/html; charset=utf-8\n\n",
}


def judge_replies(folder: Path, reader: Reader) -> Score:
    """Shares over all, over made messages, by language and by mail program, and of leaks."""
    score = Score("mail-replies")
    for case in cases_of(folder):
        raw = _raw(folder / case["file"], case.get("format", ""))
        start = time.perf_counter()
        reading = reader.read(raw)
        score.took(case["id"], time.perf_counter() - start, reading.kind.value)
        text = squeezed(reading.text)
        leaked = [
            piece
            for piece in case["expected"].get("must_not_contain", [])
            if squeezed(piece) in text
        ]
        score.add(case["id"], "no leak", right=not leaked)
        found = is_right(case["expected"], text)
        if found is not None:
            score.add(case["id"], *_names(case), right=found and not leaked)
    return score


def _raw(file: Path, form: str) -> bytes:
    content = file.read_bytes()
    return _WRAPPERS.get(form, b"") + content


def _names(case: dict[str, Any]) -> list[str]:
    names = ["all"]
    if case.get("language"):
        client = case.get("client", "?")
        names += ["made", f"language {case['language']}", f"client {client}"]
    else:
        names.append(f"source {case.get('expected_kind', '?')}")
    return names


def is_right(expected: dict[str, Any], text: str) -> bool | None:
    """Whether a squeezed text is one of the accepted ones; None if the case gives no answer."""
    if expected.get("interleaved"):
        return all(squeezed(piece) in text for piece in expected.get("must_contain", []))
    accepted = [expected[name] for name in _ACCEPTED if isinstance(expected.get(name), str)]
    return any(squeezed(answer) == text for answer in accepted) if accepted else None


def squeezed(text: str) -> str:
    """White space collapsed, as cases are compared."""
    return " ".join(text.split())
