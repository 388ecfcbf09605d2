"""Tasks for the tests of work: they say in files what they did."""

import os
import signal
import time
from pathlib import Path

from jln.work.task import task


@task()
def append(file, line):
    with Path(file).open("a") as out:
        out.write(f"{line}\n")


@task()
def linger(file, seconds):
    with Path(file).open("a") as out:
        out.write("began\n")
    time.sleep(seconds)
    with Path(file).open("a") as out:
        out.write("ended\n")


@task(unique=False)
def count(file):
    with Path(file).open("a") as out:
        out.write("x")


@task(attempts=3)
def stumble(file):
    with Path(file).open("a") as out:
        out.write("x")
    raise ValueError("not today")


@task(attempts=2)
def drop_dead():
    os.kill(os.getpid(), signal.SIGKILL)


@task(queue_name="slow")
def crawl(seconds):
    time.sleep(seconds)
