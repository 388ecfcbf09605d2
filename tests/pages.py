"""What the tests of pages look at: a page that is valid and light, its words and its links."""

import gzip
import random

import html5lib
from django.db import connection

from jln.spaces.terms import SpaceKind, Visibility
from jln.web import network
from tests import factories as f
from tests import markup

LIMIT = 13_600
SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]


def prose(seed, length):
    """Text that compresses as a language does, not as a row of one letter."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choice(SYLLABLES) for _syllable in range(chance.randint(1, 4)))
        for _word in range(length // 4)
    ]
    return " ".join(words)[:length].strip()


def known_network():
    """The network, looked up already as it is in a running process."""
    f.network()
    network.current()


def for_visitors(queries):
    """SQLite is asked once more for a page that may be kept: whether anybody wrote since."""
    return queries if connection.vendor == "sqlite" else queries - 1


def record():
    return f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)


def closed():
    return f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)


def public(**values):
    """Values of a thing that everyone may read."""
    return {"space": record(), "visibility": Visibility.PUBLIC} | values


def page_of(client, path, status=200):
    """The page's HTML; valid, and within one round trip."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    if "html" in answer["Content-Type"]:
        assert markup.errors(answer.content.decode()) == ()
    assert len(gzip.compress(answer.content, 6)) <= LIMIT
    return answer.content.decode()


def links_of(html):
    """The addresses of a page's main part, in their order."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    main = tree.find(".//main")
    return [a.get("href") for a in main.iter("a") if a.get("href")]


def text_of(html):
    """What a reader sees of the main part, with single spaces."""
    main = html5lib.parse(html, namespaceHTMLElements=False).find(".//main")
    return " ".join(" ".join(main.itertext()).split()).replace(" ,", ",")
