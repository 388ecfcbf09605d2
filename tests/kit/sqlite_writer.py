"""One process of writers, started by test_sqlite.py: `FILE THREADS SECONDS`.

Each thread reads a counter and writes it back, one greater, in a transaction; every
third time it appends a row outside a transaction. Prints what each thread did.
"""

import json
import sys
import threading
import time

import django
from django.conf import settings


def main(path, threads, seconds):
    settings.configure(
        DATABASES={"default": {"ENGINE": "jln.kit.sqlite", "NAME": path, "CONN_MAX_AGE": None}},
        INSTALLED_APPS=[],
    )
    django.setup()
    from django.db import connection, transaction

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    done, rows, errors, longest = [0] * threads, [0] * threads, [], [0.0] * threads
    until = time.monotonic() + seconds

    def work(number):
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("SELECT n FROM counter")
                    (n,) = cursor.fetchone()
                    cursor.execute("UPDATE counter SET n = %s", [n + 1])
                done[number] += 1
                if done[number] % 3 == 0:
                    with connection.cursor() as cursor:
                        cursor.execute("INSERT INTO line (n) VALUES (%s) RETURNING id", [n])
                        assert cursor.fetchone()[0] > 0
                    rows[number] += 1
            except Exception as error:  # noqa: BLE001 -- the test reads what it was
                errors.append(repr(error))
            longest[number] = max(longest[number], time.monotonic() - began)
        connection.close()

    workers = [threading.Thread(target=work, args=(i,)) for i in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    json.dump({"done": done, "rows": rows, "errors": errors, "longest": max(longest)}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
