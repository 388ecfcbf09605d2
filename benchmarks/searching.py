"""Search over many posts, beside the two statements its page needs: `FOLDER OF A NETWORK [POSTS]`.

The texts are sentences of the demonstration, shuffled; a database of its own, in a
temporary folder. SQLite searches in the process, whose processor time is the figure; of
PostgreSQL it is the time that passes.
"""

import json
import random
import sqlite3
import sys
import time
from pathlib import Path

import django

POSTS = 100_000
QUERIES = 200
SEED = 2
CHUNK = 2_000


def main(source, posts=POSTS):
    """Prints the figures as JSON."""
    django.setup()

    from django.core.management import call_command

    from jln.search import queries

    call_command("migrate", verbosity=0)
    sentences = _sentences(source)
    chance = random.Random(SEED)
    _fill(sentences, chance, int(posts))
    asked = [_query(sentences, chance) for _ in range(QUERIES)]
    person = _member()
    sys.stdout.write(
        json.dumps(
            {
                "find": _compare(lambda text: queries.find(person, text), asked),
                "best_of_each": _compare(
                    lambda text: queries.best_of_each(person, text, each=3), asked
                ),
            }
        )
    )


def _sentences(source):
    """(language, sentence, its stems), each once."""
    from jln.search.stems import stems_of

    with sqlite3.connect(Path(source) / "jln.sqlite3") as line:
        rows = line.execute("SELECT DISTINCT language, body FROM jln_searchentry").fetchall()
    found = {
        (language, part.strip())
        for language, body in rows
        for part in body.replace("\n", ". ").split(". ")
        if len(part) > 20
    }
    return [(code, text, " ".join(stems_of(text, code))) for code, text in sorted(found)]


def _fill(sentences, chance, posts):
    from django.db import connection

    from jln.search.models import SearchEntry

    by_language = {}
    for one in sentences:
        by_language.setdefault(one[0], []).append(one)
    languages = chance.choices(
        list(by_language), [len(some) for some in by_language.values()], k=posts
    )
    rows = (
        _post(number, language, chance.choices(by_language[language], k=chance.randint(2, 6)))
        for number, language in enumerate(languages, start=1)
    )
    while chunk := [row for _, row in zip(range(CHUNK), rows, strict=False)]:
        SearchEntry.objects.bulk_create(chunk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _post(number, language, said):
    from jln.search.models import SearchEntry

    title = said[0]
    return SearchEntry(
        kind="topic" if number % 6 == 0 else "post",
        subject_id=number,
        parent_id=number // 6 + 1,
        reach="public" if number % 10 == 0 else "members",
        language=language,
        title=title[1][:200],
        body=". ".join(text for _code, text, _stems in said),
        dated="2026-11-20",
        title_stems=title[2],
        body_stems=" ".join(stems for _code, _text, stems in said),
    )


def _query(sentences, chance):
    """One to three words that stand together somewhere."""
    words = [
        word for word in chance.choice(sentences)[1].split() if word.isalpha() and len(word) > 3
    ]
    if not words:
        return _query(sentences, chance)
    start = chance.randrange(len(words))
    return " ".join(words[start : start + chance.randint(1, 3)])


def _member():
    from jln.kit import clock
    from jln.people.models import Person

    return Person.objects.create(name="Reader", created_at=clock.now())


def _compare(ask, asked):
    """p50 and p95 in ms: of the product and of the bare statements, turn by turn."""
    from django.db import connection

    tick = time.process_time if connection.vendor == "sqlite" else time.perf_counter

    ours, raw = [], []
    for text in asked[:20]:
        ask(text)
    for text in asked:
        heard = []
        with connection.execute_wrapper(_listening(heard)):
            ask(text)
        began = tick()
        ask(text)
        ours.append(tick() - began)
        raw.append(_bare(connection, tick, heard[-2:]))  # the counts and the hits of the page
    return {"ours": _percentiles(ours), "raw": _percentiles(raw)}


def _listening(heard):
    def listen(execute, sql, values, many, context):
        if "jln_search_words" in sql:
            heard.append((sql, values))
        return execute(sql, values, many, context)

    return listen


def _bare(connection, tick, statements):
    """As a program would that knows nothing of Django."""
    if connection.vendor == "sqlite":
        cursor = sqlite3.Connection.cursor(connection.connection)
        statements = [(sql.replace("%s", "?"), values) for sql, values in statements]
    else:
        cursor = connection.connection.cursor()
    began = tick()
    for sql, values in statements:
        cursor.execute(sql, values)
        cursor.fetchall()
    return tick() - began


def _percentiles(times):
    ordered = sorted(times)
    return {
        "p50": ordered[len(ordered) // 2] * 1000,
        "p95": ordered[int(len(ordered) * 0.95)] * 1000,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
