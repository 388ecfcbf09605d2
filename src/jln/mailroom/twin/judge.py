"""How well replies are read over a folder of cases, and what was carried out wrongly."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jln.mail.reading import Reading
from jln.mail.reading.judge import Limit
from jln.mailroom.twin import fold, source
from jln.mailroom.twin.form import Form
from jln.mailroom.twin.read import Answer, answer

#: Groups of fewer cases say nothing by themselves.
_SAYS_SOMETHING = 16
_ACTING = ("complete", "partial", "undo", "command")
_TEXTS = ("text", "longtext")
_OUTER = " \n\t.,;:!?-–—'\"“”«»()،؛"

Reader = Callable[[bytes], Reading]


@dataclass(frozen=True, slots=True)
class Case:
    """One reply with what it means."""

    row: dict[str, Any]
    form: Form
    answer: Answer
    seconds: float

    @property
    def expected(self) -> dict[str, Any]:
        """What it means, as its maker says."""
        return dict(self.row["expected"])

    @property
    def wrong(self) -> tuple[str, ...]:
        """In what it is not exact."""
        expected, found = self.expected, self.answer
        tolerated = self.row.get("tolerated", [])
        checks = {
            "outcome": found.outcome == expected["outcome"],
            "values": _same(found.values, expected["values"], tolerated),
            "unclear": {key for key, _ in found.unclear}
            == {each["field"] for each in expected["unclear"]},
            "left_over_text": "left_over_text" not in expected
            or _same(found.left_over_text, expected["left_over_text"], tolerated),
        }
        return tuple(name for name, holds in checks.items() if not holds)

    @property
    def is_executed_wrongly(self) -> bool:
        """Whether something was done that was not said."""
        expected, found = self.expected, self.answer
        if found.outcome not in _ACTING:
            return False
        if expected["outcome"] not in _ACTING:
            return True
        if (
            {found.outcome, expected["outcome"]} & {"undo", "command"}
        ) and found.outcome != expected["outcome"]:
            return True
        return any(self._is_closed(key) and not self._agrees(key) for key in found.values)

    def _agrees(self, key: str) -> bool:
        wanted = self.expected["values"]
        return key in wanted and _closed(self.answer.values[key]) == _closed(wanted[key])

    def _is_closed(self, key: str) -> bool:
        return all(each.type not in _TEXTS for each in self.form.fields if each.key == key)


@dataclass
class Report:
    """What a run over a folder showed: lines to read, and the same as values."""

    cases: list[Case] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Shares and counts."""
        groups = {name: self._shares(name) for name in ("language", "client", "shape", "form")}
        wrong = [case for case in self.cases if case.is_executed_wrongly]
        return {
            "cases": len(self.cases),
            "exact": _share(self.cases),
            "wrong_executions": [case.row["id"] for case in wrong],
            "wrong_serious_executions": [case.row["id"] for case in wrong if case.row["serious"]],
            "seconds_per_message": round(
                sum(case.seconds for case in self.cases) / max(1, len(self.cases)), 4
            ),
            "longest_seconds": round(max((case.seconds for case in self.cases), default=0.0), 4),
            "not_exact": {case.row["id"]: list(case.wrong) for case in self.cases if case.wrong},
            "groups": groups,
        }

    def limits(self) -> list[Limit]:
        """What is promised: nearly all exact, and nothing serious done that nobody said."""
        values = self.values()
        serious = len(values["wrong_serious_executions"])
        return [
            Limit("mail-twin exact", round(values["exact"], 4), 0.98),
            Limit("mail-twin wrong serious executions", serious, 0, is_most=True),
        ]

    def _shares(self, name: str) -> dict[str, tuple[int, float]]:
        found = Counter(str(case.row[name]) for case in self.cases)
        by_group = {
            key: [case for case in self.cases if str(case.row[name]) == key] for key in found
        }
        return {key: (count, _share(by_group[key])) for key, count in sorted(found.items())}

    def lines(self) -> list[str]:
        """The same for people."""
        values = self.values()
        wrong, serious = values["wrong_executions"], values["wrong_serious_executions"]
        seconds = values["seconds_per_message"]
        lines = [
            f"mail-twin: {values['cases']} replies, exact {values['exact']:.3f}",
            f"  wrong executions {len(wrong)}, of these serious {len(serious)}",
            f"  {seconds:.4f} s a message, longest {values['longest_seconds']:.4f} s",
        ]
        for name, shares in values["groups"].items():
            shown = (
                f"{key} {share:.2f} ({count})"
                for key, (count, share) in shares.items()
                if _is_shown(count, share)
            )
            lines.append(f"  by {name}: {', '.join(shown)}")
        lines += [
            f"  not exact: {key} ({', '.join(why)})" for key, why in values["not_exact"].items()
        ]
        return lines + [f"  executed wrongly: {key}" for key in values["wrong_executions"]]


def judge(folder: Path, forms: Iterable[dict[str, Any]], read: Reader) -> Report:
    """Read every reply of this folder with `read` and compare it with what it means."""
    known = {row["id"]: Form.from_json(row) for row in forms}
    report = Report()
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        started = time.perf_counter()
        found = answer(
            known[row["form"]], source.message(read((folder / row["file"]).read_bytes()))
        )
        report.cases.append(Case(row, known[row["form"]], found, time.perf_counter() - started))
    return report


def _is_shown(count: int, share: float) -> bool:
    return count >= _SAYS_SOMETHING or share < 1


def _share(cases: list[Case]) -> float:
    return sum(not case.wrong for case in cases) / max(1, len(cases))


def _closed(value: object) -> object:
    """A choice with a text is compared by its option."""
    return value["option"] if isinstance(value, dict) and "option" in value else value


def _same(found: object, wanted: object, tolerated: list[str]) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return found == wanted or _bare(found, tolerated) == _bare(wanted, tolerated)
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(
            _same(found[key], wanted[key], tolerated) for key in found
        )
    return found == wanted


def _bare(text: str, tolerated: list[str]) -> str:
    """White space, apostrophes and outer punctuation do not count.

    Greeting, closing and signature may be there or not.
    """
    text = fold.collapse(text.replace("’", "'").replace("‘", "'"))
    for piece in sorted(tolerated, key=len, reverse=True):
        text = text.replace(fold.collapse(piece.replace("’", "'")), " ")
    return fold.collapse(text).strip(_OUTER)
