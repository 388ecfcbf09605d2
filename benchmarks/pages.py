"""What a page costs the server: processor time and requests per second, kept connections."""

import time
from dataclasses import dataclass, field
from statistics import median

from benchmarks.reader import Reader

BATCHES = 5
REQUESTS = 200
OK = 200
WARM = 20  # requests before the first batch


@dataclass
class Page:
    """One path as one kind of reader sees it."""

    name: str
    reader: str  # "anonymous", "signed in", or "" for a baseline
    path: str
    cookies: tuple[str, ...] = ("",)
    size: int = 0
    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)

    @property
    def ms(self):
        """Of the processor, a request."""
        return median(self.cpu)

    @property
    def per_second(self):
        """Requests one after the other on one connection, on the machine as it is."""
        return median(self.rate)


def measure(server, pages):
    """All pages in turn, batch after batch: what else the machine does falls on all alike."""
    for page in pages:
        reader = Reader(server.port, page.cookies)
        for _ in range(WARM):
            status, _headers, body = reader.get(page.path)
            if status != OK:
                raise RuntimeError(f"{page.path} as {page.reader}: {status}")
        page.size = len(body)
        reader.close()
    for _ in range(BATCHES):
        for page in pages:
            _batch(server, page)


def _batch(server, page):
    reader = Reader(server.port, page.cookies)
    reader.get(page.path)
    began, before = time.perf_counter(), server.cpu_ms()
    for _ in range(REQUESTS):
        status, _headers, _body = reader.get(page.path)
        if status != OK:
            raise RuntimeError(f"{page.path} as {page.reader}: {status}")
    page.cpu.append((server.cpu_ms() - before) / REQUESTS)
    page.rate.append(REQUESTS / (time.perf_counter() - began))
    reader.close()
