"""What a message said to each question, put together: one answer, none, or a reason to ask back."""

from __future__ import annotations

from dataclasses import dataclass, field

from jln.mailroom.twin.form import Field, Form
from jln.mailroom.twin.result import Found, How, Result, Unclear


@dataclass
class Ballot:
    """Everything one message answered, before it is judged as a whole."""

    form: Form
    said: dict[str, list[Result]] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)

    def add(self, question: Field, result: Result) -> None:
        """One more thing said to a question."""
        if result is not None:
            self.said.setdefault(question.key, []).append(result)

    def add_stray(self, reason: str) -> None:
        """Something that belongs to no question for certain."""
        if reason not in self.stray:
            self.stray.append(reason)

    @property
    def is_empty(self) -> bool:
        """Nothing was said to any question."""
        return not self.said and not self.stray

    def unclear(self) -> list[tuple[str | None, str]]:
        """The questions to ask back, in the form's order, each with its reason."""
        found: list[tuple[str | None, str]] = []
        for each in self.form.fields:
            reason = self._reason(self.said.get(each.key, []))
            if reason:
                found.append((each.key, reason))
        return found + [(None, reason) for reason in self.stray]

    def doubtful(self) -> dict[str, str]:
        """The line that is not clear, of each question that has to be asked back for one."""
        found: dict[str, str] = {}
        for key, said in self.said.items():
            unclear = next((each for each in said if isinstance(each, Unclear)), None)
            if unclear and unclear.said:
                found[key] = unclear.said
        return found

    def _reason(self, said: list[Result]) -> str:
        reasons = [result.reason for result in said if isinstance(result, Unclear)]
        if reasons:
            return reasons[0]
        answers = [result.value for result in said if isinstance(result, Found)]
        return "contradiction" if any(not _same(answers[0], other) for other in answers[1:]) else ""

    def values(self) -> dict[str, object]:
        """What is clear."""
        open_ones = {key for key, _ in self.unclear()}
        clear = {key: _fullest(said) for key, said in self.said.items() if key not in open_ones}
        return {each.key: clear[each.key] for each in self.form.fields if each.key in clear}

    def read_from(self) -> dict[str, How]:
        """How each clear answer was found: the least certain way counts."""
        order: list[How] = ["unmarked", "sentence", "order", "edited", "exact"]
        clear = self.values()
        found: dict[str, How] = {}
        for key in clear:
            ways = [result.how for result in self.said[key] if isinstance(result, Found)]
            found[key] = "exact" if "exact" in ways else min(ways, key=order.index)
        return found

    def missing(self) -> bool:
        """Whether a required answer, or a required text, is not there."""
        values = self.values()
        return any(self._is_missing(each, values) for each in self.form.fields)

    def _is_missing(self, question: Field, values: dict[str, object]) -> bool:
        value = values.get(question.key)
        if question.key in values:
            text = (
                isinstance(value, dict)
                and value.get("option") in question.text_required_for
                and not value["text"]
            )
            return bool(text)
        if question.required:
            return not self.form.independent
        return any(
            key in values and values[key] in wanted for key, wanted in question.required_if.items()
        )


def _same(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict) and "option" in one and "option" in other:
        return bool(one["option"] == other["option"])
    return one == other


def _fullest(said: list[Result]) -> object:
    """The same option twice, once with a text: the text is kept."""
    values = [result.value for result in said if isinstance(result, Found)]
    with_text = [value for value in values if isinstance(value, dict) and value.get("text")]
    return (with_text or values)[0]
