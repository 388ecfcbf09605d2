"""Our backend of django-tasks: a job is a row, written in the transaction that causes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from jln.kit import clock
from jln.work import bell
from jln.work.models import Job
from jln.work.task import NudgeTask

TRIES = 5  # a twin may finish between our two looks at it, but not five times running


class Jobs(BaseTaskBackend):
    """Writes jobs to the database; `jln.work.worker` does them."""

    task_class = NudgeTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self, task: Task[Any, Any], args: Sequence[object], kwargs: Mapping[str, object]
    ) -> TaskResult[Any]:
        """Write the job, or nudge its unfinished twin. Part of the caller's transaction."""
        self.validate_task(task)
        job = _write(task, normalize_json(list(args)), normalize_json(dict(kwargs)))
        transaction.on_commit(bell.ring, robust=True)
        return _result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """How a job stands. What a task returns is not kept."""
        job = Job.objects.filter(pk=result_id).first() if result_id.isdigit() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(job, import_string(job.task))


class AtOnce(BaseTaskBackend):
    """For tests: runs the task as soon as what causes it is committed, and lets it raise."""

    task_class = NudgeTask
    supports_defer = True
    supports_priority = True

    def enqueue(
        self, task: Task[Any, Any], args: Sequence[object], kwargs: Mapping[str, object]
    ) -> TaskResult[Any]:
        """Run the task, now or after the commit of a transaction that is not the test's own."""
        self.validate_task(task)
        plain, named = normalize_json(list(args)), normalize_json(dict(kwargs))
        if all(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
            task.call(*plain, **named)
        else:
            transaction.on_commit(lambda: task.call(*plain, **named))
        at = clock.now()
        return _result(Job(args={"args": plain, "kwargs": named}, created_at=at, done_at=at), task)


def _write(task: Task[Any, Any], args: list[object], kwargs: dict[str, object]) -> Job:
    at = clock.now()
    key = task.key(args, kwargs) if isinstance(task, NudgeTask) else None
    job = Job(
        task=task.module_path,
        args={"args": args, "kwargs": kwargs},
        unique_key=key,
        queue=task.queue_name,
        priority=task.priority,
        not_before=task.run_after or at,
        created_at=at,
    )
    if key is None or (isinstance(task, NudgeTask) and task.is_first):
        job.save(force_insert=True)
        return job
    if not connection.in_atomic_block and (twin := _waiting(job)):
        return twin
    for _try in range(TRIES):
        twin = _write_or_nudge(job)
        if twin is not None:
            return twin
    raise RuntimeError(f"The job {key} came and went {TRIES} times while it was enqueued.")


def _waiting(job: Job) -> Job | None:
    """Its twin that nobody has taken yet: whoever takes it sees what is committed by now."""
    twins = Job.objects.filter(unique_key=job.unique_key, done_at=None, leased_until=None)
    return twins.filter(not_before__lte=job.not_before).first()


@transaction.atomic
def _write_or_nudge(job: Job) -> Job | None:
    """The one unfinished job of its key, made to run after this transaction; None if it just ended.

    The row stays locked until the transaction ends: a worker that took it earlier would
    not see what the transaction writes, and the nudge would be lost.
    """
    Job.objects.bulk_create([job], ignore_conflicts=True)
    twins = Job.objects.filter(unique_key=job.unique_key, done_at=None)
    twin = twins.select_for_update().first()
    if twin is None:
        return None
    if twin.leased_until is not None:
        twins.update(is_wanted_again=True)
    elif twin.not_before > job.not_before:
        twins.update(not_before=job.not_before)
    return twin


def _result(job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
    errors = [TaskError(exception_class_path="builtins.Exception", traceback=job.last_error)]
    return TaskResult(
        task=task,
        id=str(job.pk or 0),
        status=_status(job),
        enqueued_at=job.created_at,
        started_at=None,
        finished_at=job.done_at,
        last_attempted_at=None,
        args=job.args["args"],
        kwargs=job.args["kwargs"],
        backend=task.backend,
        errors=errors if job.last_error else [],
        worker_ids=[job.holder] * job.attempts,
    )


def _status(job: Job) -> TaskResultStatus:
    if job.has_failed:
        return TaskResultStatus.FAILED
    if job.done_at is not None:
        return TaskResultStatus.SUCCESSFUL
    return TaskResultStatus.READY if job.leased_until is None else TaskResultStatus.RUNNING
