"""A body taken apart: what the sender wrote, how she signs, what she quotes; nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from jln.mail.reading.context import Context
from jln.mail.reading.footers import is_footer
from jln.mail.reading.lines import Row
from jln.mail.reading.model import Line
from jln.mail.reading.phrases import fold
from jln.mail.reading.quotes import Found, find_all
from jln.mail.reading.signatures import first_signature_row, is_greeting, is_rule

_NEW, _QUOTED, _SIGNED = "new", "quoted", "signed"
_LONG = 60


@dataclass(slots=True)
class Trimmed:
    """The pieces of one body."""

    text: str = ""
    signature: str = ""
    quoted: str = ""
    greeting: str = ""
    lines: tuple[Line, ...] = ()
    interleaved: bool = False
    forwarded: bool = False
    forwarded_at: int | None = None


@dataclass(slots=True)
class _Body:
    """The rows of a body and what each of them is."""

    rows: list[Row]
    kinds: list[str] = field(default_factory=list)
    forwarded_at: int | None = None


def trim(rows: list[Row], context: Context) -> Trimmed:
    """Take a body apart; the rows come from text or markup, their quoting already counted."""
    rows = [Row(row.text, row.level, row.mark) for row in rows]
    body = _Body(rows, [_QUOTED if row.level else _NEW for row in rows])
    _rejoin(body)
    _mark_quotes(body, find_all(rows, context))
    _mark_signatures(body, context)
    return _assembled(body)


def _rejoin(body: _Body) -> None:
    """Rows that a mail program broke off a quoted line, without their mark, are quoted too."""
    rows = body.rows
    for place in range(1, len(rows) - 1):
        before, row, after = rows[place - 1], rows[place], rows[place + 1]
        torn = before.level and not row.level and after.level and len(before.text) >= _LONG
        if (
            torn
            and row.text[:1].islower()
            and not before.text.rstrip().endswith((".", "?", "!", ":"))
        ):
            row.level = before.level
            body.kinds[place] = _QUOTED


def _mark_quotes(body: _Body, found: list[Found]) -> None:
    for here in found:
        if here.cuts and _answers_below(body, here):
            here.cuts = False
        if here.forwarded and body.forwarded_at is None:
            body.forwarded_at = here.start
        for row in body.rows[here.start : here.end]:
            row.mark = "announcement"
        last = len(body.rows) if here.cuts else here.end
        for place in range(here.start, last):
            body.kinds[place] = _QUOTED
            body.rows[place].level += 1


def _answers_below(body: _Body, here: Found) -> bool:
    """Nothing new above an unmarked quote, but marked quotes answered below: then it is no cut."""
    if here.forwarded or any(
        kind == _NEW and row.text.strip()
        for kind, row in zip(body.kinds[: here.start], body.rows, strict=False)
    ):
        return False
    levels = [bool(row.level) for row in body.rows[here.end :] if not row.blank]
    return True in levels and False in levels[levels.index(True) :]


def _runs(body: _Body) -> list[tuple[str, int, int]]:
    """Runs of rows of one kind, empty rows belonging to the run before them."""
    runs: list[tuple[str, int, int]] = []
    for place, (kind, row) in enumerate(zip(body.kinds, body.rows, strict=True)):
        if runs and (runs[-1][0] == kind or row.blank):
            runs[-1] = (runs[-1][0], runs[-1][1], place + 1)
        elif not row.blank:
            runs.append((kind, place, place + 1))
    return runs


def _mark_signatures(body: _Body, context: Context) -> None:
    """The signature is under the words: in the first run of new rows, and in the last.

    What stands below a quote and begins with a long rule was added on the way.
    """
    fresh = [(start, end) for kind, start, end in _runs(body) if kind == _NEW]
    for start, end in dict.fromkeys(fresh[:1] + fresh[-1:]):
        added = start > fresh[0][0] and is_rule(body.rows[start])
        kept = 0 if added else first_signature_row(body.rows[start:end], context)
        for place in range(start + kept, end):
            if body.kinds[place] == _NEW:
                body.kinds[place] = _SIGNED
    for start, end in fresh[1:-1]:
        rows = [place for place in range(start, end) if not body.rows[place].blank]
        if len(rows) == 1 and is_footer(body.rows[rows[0]].text, alone=True):
            body.kinds[rows[0]] = _SIGNED


def _assembled(body: _Body) -> Trimmed:
    runs = _runs(body)
    kinds = [kind for kind, _, _ in runs if kind != _SIGNED]
    while kinds and kinds[-1] == _QUOTED:
        kinds.pop()
    shape = "".join("n" if kind == _NEW else "q" for kind in kinds)
    interleaved = "nqn" in shape or "qnqn" in shape or _asks_between(runs)
    text = _woven(body, runs) if interleaved else _joined(body, _NEW)
    lines = tuple(
        Line(row.text, row.level, kind == _NEW and not row.blank)
        for row, kind in zip(body.rows, body.kinds, strict=True)
    )
    first = next(
        (
            row.text
            for row, kind in zip(body.rows, body.kinds, strict=True)
            if kind == _NEW and not row.blank
        ),
        "",
    )
    return Trimmed(
        text=text,
        signature=_joined(body, _SIGNED),
        quoted=_quoted_text(body),
        greeting=first.strip() if is_greeting(first) else "",
        lines=lines,
        interleaved=interleaved,
        forwarded=body.forwarded_at is not None,
        forwarded_at=body.forwarded_at,
    )


def _asks_between(runs: list[tuple[str, int, int]]) -> bool:
    """Quote, answer, quote: the answer belongs to what stands above it."""
    kinds = [kind for kind, _, _ in runs]
    return any(kinds[at : at + 3] == [_QUOTED, _NEW, _QUOTED] for at in range(len(kinds)))


def _woven(body: _Body, runs: list[tuple[str, int, int]]) -> str:
    """Answers with the quotes they answer, up to the last answer."""
    last = max(end for kind, _, end in runs if kind == _NEW)
    out = []
    for row, kind in zip(body.rows[:last], body.kinds, strict=False):
        if kind == _NEW or (row.blank and not row.level):
            out.append(row.text.rstrip())
        elif kind == _QUOTED and row.mark != "announcement":
            out.append(f"{'>' * min(row.level, 5)} {row.text}".rstrip())
    return _squeezed(out)


def _joined(body: _Body, wanted: str) -> str:
    """The rows of one kind; an empty row counts where it stands between two of them."""
    out: list[str] = []
    for row, kind in zip(body.rows, body.kinds, strict=True):
        if kind == wanted or (row.blank and not row.level):
            out.append(row.text.rstrip() if kind == wanted else "")
    return _squeezed(out)


def _quoted_text(body: _Body) -> str:
    out = []
    for row, kind in zip(body.rows, body.kinds, strict=True):
        if kind == _QUOTED:
            deeper = max(0, row.level - 1)
            out.append(f"{'>' * deeper} {row.text}".rstrip() if deeper else row.text.rstrip())
    return _squeezed(out)


def _squeezed(lines: list[str]) -> str:
    """Lines without empty ones at either end, never more than two empty ones together."""
    out: list[str] = []
    for line in lines:
        if line.strip() or (out and not (len(out) > 1 and not out[-1] and not out[-2])):
            out.append(line if line.strip() else "")
    return "\n".join(out).strip("\n").rstrip()


def only_says(text: str) -> str:
    """The folded words of a text without punctuation: what a command is compared by."""
    return fold(text).strip(" .,!?;:¡¿،؟。！\"'*_-()«»").strip()
