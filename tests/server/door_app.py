"""The product's pages and a few that only tests need: slow ones, and one that enqueues."""

import time
from pathlib import Path

from django.conf import settings

from jln.web.wsgi import application as product


def application(environ, start_response):
    """`/test/slow?SECONDS` sleeps, `/test/enqueue?FILE` enqueues a task; the rest is the product's."""
    path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
    if path == "/test/slow":
        Path(settings.DATA_DIR, "slow").touch()  # it has begun
        time.sleep(float(query))
    elif path == "/test/enqueue":
        from tests.work import sample_tasks

        sample_tasks.append.enqueue(query, "x")
    else:
        return product(environ, start_response)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"done"]
