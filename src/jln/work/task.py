"""How a task is declared: `@task()` above a function of ids and codes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar

from django_tasks.base import DEFAULT_TASK_PRIORITY, DEFAULT_TASK_QUEUE_NAME, Task

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 10
SOON = 10
"""The priority of what people wait for: their message, their code. The rest goes in between."""
LONGEST_KEY = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeTask(Task[P, T], Generic[P, T]):
    """A task of django-tasks that also knows its twins and how often it is tried.

    Of a `unique` task there is one unfinished job for the same arguments, however often
    it is enqueued; enqueued while that job runs, it runs once more afterwards. `is_first`: it
    is about a row that the running transaction makes, so there can be no twin yet.
    """

    unique: bool = True
    is_first: bool = False
    unique_key: str | None = None
    attempts: int = ATTEMPTS

    def using(
        self,
        *,
        priority: int | None = None,
        queue_name: str | None = None,
        run_after: datetime | None = None,
        backend: str | None = None,
        unique_key: str | None = None,
    ) -> NudgeTask[P, T]:
        """The same task with other settings for one enqueueing."""
        given = {
            "priority": priority,
            "queue_name": queue_name,
            "run_after": run_after,
            "backend": backend,
            "unique_key": unique_key,
        }
        changes: dict[str, Any] = {k: value for k, value in given.items() if value is not None}
        return replace(self, **changes)

    def enqueue_first(self, *args: P.args, **kwargs: P.kwargs) -> object:
        """Enqueue what is about a row of the running transaction: one statement."""
        return replace(self, is_first=True).enqueue(*args, **kwargs)

    def key(self, args: Sequence[object], kwargs: Mapping[str, object]) -> str | None:
        """What two jobs share that are the same nudge; None for a task whose runs all count."""
        if self.unique_key is not None:
            return self.unique_key
        if not self.unique:
            return None
        said = json.dumps([args, kwargs], sort_keys=True, separators=(",", ":"))
        key = f"{self.module_path}:{said}"
        return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


def task(
    *,
    unique: bool = True,
    attempts: int = ATTEMPTS,
    priority: int = DEFAULT_TASK_PRIORITY,
    queue_name: str = DEFAULT_TASK_QUEUE_NAME,
) -> Callable[[Callable[P, T]], NudgeTask[P, T]]:
    """Make a task of a function. Queue `slow` is for work of more than a second."""

    def declare(function: Callable[P, T]) -> NudgeTask[P, T]:
        return NudgeTask(
            func=function,
            unique=unique,
            attempts=attempts,
            priority=priority,
            queue_name=queue_name,
        )

    return declare
