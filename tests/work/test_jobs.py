"""Jobs as rows: one of a kind, in order, tried again, given up, never lost."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from jln.kit import clock
from jln.work import bell, leases
from jln.work.backend import Jobs
from jln.work.models import Job
from jln.work.running import run, run_due
from jln.work.task import NudgeTask, task
from tests.work import sample_tasks

ME = leases.myself()


@pytest.fixture(autouse=True)
def _jobs_are_rows(db):
    """The real backend, and none of the jobs that other code enqueues."""
    before = task_backends["default"]
    task_backends["default"] = Jobs("default", {"QUEUES": []})
    yield
    task_backends["default"] = before


@pytest.fixture
def file(tmp_path):
    return tmp_path / "said"


def claim(queues=("default", "slow"), at=None):
    return leases.claim(queues, holder=ME, at=at or clock.now())


def test_a_job_runs_once_with_its_arguments(file):
    sample_tasks.append.enqueue(str(file), line="hello")
    assert run_due() == 1
    assert file.read_text() == "hello\n"
    assert run_due() == 0
    assert Job.objects.get().done_at is not None


def test_a_job_lives_and_dies_with_the_transaction_that_causes_it(file):
    with pytest.raises(RuntimeError), transaction.atomic():
        sample_tasks.append.enqueue(str(file), "lost")
        raise RuntimeError
    assert run_due() == 0


def test_the_bell_rings_after_the_commit(file, django_capture_on_commit_callbacks):
    rings = []
    bell.answer_with(lambda: rings.append(1))
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            sample_tasks.append.enqueue(str(file), "x")
        assert rings == []
        for callback in callbacks:
            callback()
        assert rings == [1]
    finally:
        bell.answer_with(lambda: None)


def test_twins_are_one_job(file):
    first = sample_tasks.append.enqueue(str(file), "a")
    assert sample_tasks.append.enqueue(str(file), "a").id == first.id
    assert sample_tasks.append.enqueue(str(file), "b").id != first.id
    assert run_due() == 2
    assert file.read_text() == "a\nb\n"
    sample_tasks.append.enqueue(str(file), "a")
    assert run_due() == 1


def test_tasks_whose_runs_all_count_have_no_twins(file):
    for _ in range(3):
        sample_tasks.count.enqueue(str(file))
    assert run_due() == 3


def test_a_key_of_ones_own_makes_twins_of_different_arguments(file):
    keyed = sample_tasks.append.using(unique_key="only-one")
    assert keyed.enqueue(str(file), "a").id == keyed.enqueue(str(file), "b").id
    run_due()
    assert file.read_text() == "a\n"


def test_long_arguments_still_make_a_key():
    key = sample_tasks.append.key(["x" * 1000], {})
    assert len(key) == 64
    assert key != sample_tasks.append.key(["x" * 1001], {})


def test_a_nudge_to_a_running_job_makes_it_run_once_more(file):
    sample_tasks.append.enqueue(str(file), "a")
    job = claim()
    sample_tasks.append.enqueue(str(file), "a")
    sample_tasks.append.enqueue(str(file), "a")
    assert run(job, holder=ME)
    assert Job.objects.get().done_at is None
    assert run_due() == 1
    assert file.read_text() == "a\na\n"
    assert run_due() == 0


def test_a_nudge_brings_a_later_twin_forward(file):
    later = clock.now() + timedelta(hours=1)
    sample_tasks.append.using(run_after=later).enqueue(str(file), "a")
    assert run_due() == 0
    sample_tasks.append.enqueue(str(file), "a")
    assert run_due() == 1


def test_a_later_nudge_does_not_put_off_its_twin(file):
    sample_tasks.append.enqueue(str(file), "a")
    sample_tasks.append.using(run_after=clock.now() + timedelta(hours=1)).enqueue(str(file), "a")
    assert run_due() == 1


def test_not_before(file):
    at = clock.now() + timedelta(minutes=5)
    sample_tasks.append.using(run_after=at).enqueue(str(file), "x")
    assert claim(at=at - timedelta(seconds=1)) is None
    assert claim(at=at) is not None


def test_urgent_jobs_go_first_then_those_who_came_first(file):
    for line, priority in (("1", 0), ("2", 0), ("3", 5), ("4", -5)):
        sample_tasks.append.using(priority=priority).enqueue(str(file), line)
    run_due()
    assert file.read_text() == "3\n1\n2\n4\n"


def test_a_failure_is_recorded_and_tried_again_later_and_later(file):
    sample_tasks.stumble.enqueue(str(file))
    waits = []
    at = clock.now()
    for _ in range(3):
        job = claim(at=at)
        leases.fail(job, "ValueError: not today", attempts=4, holder=ME, at=at)
        job.refresh_from_db()
        waits.append((job.not_before - at).total_seconds())
        assert claim(at=job.not_before - timedelta(seconds=1)) is None
        at = job.not_before
    assert waits == [5, 10, 20]


def test_the_last_attempt_gives_up_and_says_why(file):
    result = sample_tasks.stumble.enqueue(str(file))
    for _ in range(3):
        Job.objects.update(not_before=clock.now())
        assert run_due() == 1
    assert run_due() == 0
    job = Job.objects.get()
    assert job.has_failed
    assert job.attempts == 3
    assert "not today" in job.last_error
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert "ValueError" in result.errors[0].traceback
    assert sample_tasks.stumble.enqueue(str(file)).id != result.id


def test_a_task_that_is_no_more_fails_like_any_other():
    Job.objects.create(
        task="jln.nowhere.gone",
        not_before=clock.now(),
        created_at=clock.now(),
        args={"args": [], "kwargs": {}},
    )
    assert run_due(limit=1) == 1
    assert "No module named 'jln.nowhere'" in Job.objects.get().last_error


def test_results_follow_the_row(file):
    result = sample_tasks.append.enqueue(str(file), "x")
    assert result.status == TaskResultStatus.READY
    job = claim()
    result.refresh()
    assert result.status == TaskResultStatus.RUNNING
    run(job, holder=ME)
    again = sample_tasks.append.get_result(result.id)
    assert again.status == TaskResultStatus.SUCCESSFUL
    assert again.finished_at is not None
    for nothing in ("999999", "nonsense"):
        with pytest.raises(TaskResultDoesNotExist):
            sample_tasks.append.get_result(nothing)


def test_a_held_job_is_nobody_elses(file):
    sample_tasks.append.enqueue(str(file), "x")
    assert claim() is not None
    assert claim() is None
    Job.objects.update(leased_until=leases.machine_now() - timedelta(seconds=1))
    assert claim().attempts == 2


def test_an_outcome_counts_only_while_the_lease_is_ours(file):
    sample_tasks.append.enqueue(str(file), "x")
    lost = claim()
    Job.objects.update(holder="other/1/1")
    leases.finish(lost, holder=ME, at=clock.now())
    leases.fail(lost, "late", attempts=1, holder=ME, at=clock.now())
    leases.give_back([lost.pk], holder=ME)
    job = Job.objects.get()
    assert (job.holder, job.done_at, job.last_error, job.attempts) == ("other/1/1", None, "", 1)


def test_moving_a_demonstrations_clock_ends_no_lease(file):
    sample_tasks.append.enqueue(str(file), "x")
    assert claim() is not None
    assert claim(at=clock.now() + timedelta(days=400)) is None


def test_jobs_of_dead_workers_are_free_again_and_those_of_the_living_are_not(file):
    for line in "abc":
        sample_tasks.append.enqueue(str(file), line)
    dead, far, mine = (claim() for _ in range(3))
    host, pid, started = ME.rsplit("/", 2)
    Job.objects.filter(pk=dead.pk).update(holder=f"{host}/{pid}/{int(started) - 1}")
    Job.objects.filter(pk=far.pk).update(holder=f"not-{host}/1/1")
    assert leases.release_the_dead() == 1
    assert claim().pk == dead.pk
    assert claim() is None
    assert Job.objects.get(pk=mine.pk).holder == ME


def test_giving_back_does_not_count_as_an_attempt(file):
    sample_tasks.append.enqueue(str(file), "x")
    leases.give_back([claim().pk], holder=ME)
    assert claim().attempts == 1


def test_idle_is_one_select_and_no_write():
    with CaptureQueriesContext(connection) as captured:
        assert claim() is None
    assert len(captured) == 1
    assert captured[0]["sql"].startswith("SELECT")


def test_the_look_for_work_uses_the_index():
    if connection.vendor == "postgresql":  # it would read an empty table as a whole
        connection.cursor().execute("SET LOCAL enable_seqscan = off")
    plan = leases._due(("default",), at=clock.now()).explain()
    assert "job_due" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_a_queue_of_ones_own(file):
    sample_tasks.crawl.enqueue(0)
    assert claim(("default",)) is None
    assert claim(("default", "slow")).queue == "slow"


def test_done_jobs_are_forgotten_after_a_week(file):
    from jln.work.tasks import forget_old_jobs

    old, new = (
        sample_tasks.append.enqueue(str(file), "old"),
        sample_tasks.append.enqueue(str(file), "new"),
    )
    run_due()
    Job.objects.filter(pk=old.id).update(done_at=clock.now() - timedelta(days=8))
    assert forget_old_jobs.call() == 1
    assert list(Job.objects.values_list("pk", flat=True)) == [int(new.id)]


def test_tasks_are_checked_when_declared():
    def outer():
        @task()
        def inner():
            pass

    with pytest.raises(Exception, match="module level"):
        outer()


def test_declared_tasks_are_tasks_of_the_api():
    assert isinstance(sample_tasks.append, NudgeTask)
    assert sample_tasks.append.using(priority=3).priority == 3
    assert sample_tasks.append.priority == 0
