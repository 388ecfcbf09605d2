"""Counting: an election of 200 voters, and equal shares of 200 countries over 500 problems."""

import random
import time

from jln.elections import rules
from jln.priorities import shares

COUNTRIES, PROBLEMS, WANTED, POINTS = 200, 500, 20, 10


def measured():
    """Seconds of the count of an election, of equal shares, and of leaving out each country."""
    chance = random.Random(1)
    codes = [f"{number:03}" for number in range(COUNTRIES)]
    regions = {code: str(number % 6) for number, code in enumerate(codes[:60])}
    ballots = [chance.sample(sorted(regions), 12) for _code in codes]
    points = {code: _spread(chance) for code in codes}
    return (
        _seconds(lambda: rules.count(regions, ballots, seats=12, floor=1, seed="seed")),
        _seconds(lambda: shares.equal_shares(points, WANTED)),
        _seconds(lambda: shares.without_each(points, WANTED)),
    )


def _spread(chance):
    found = {}
    for _point in range(POINTS):
        problem = min(chance.randrange(PROBLEMS), chance.randrange(PROBLEMS))
        found[problem] = found.get(problem, 0) + 1
    return found


def _seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began
