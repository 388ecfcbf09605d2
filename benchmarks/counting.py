"""Counting: an election of 200 voters, equal shares of 200 countries over 500 problems, a vote."""

import random
import time

from jln.elections import rules
from jln.governance.rules import voting
from jln.priorities import shares

COUNTRIES, PROBLEMS, WANTED, POINTS, SEATS = 200, 500, 20, 10, 12


def measured():
    """Seconds: an election, equal shares, the same without each country, and a vote of 16 seats."""
    chance = random.Random(1)
    codes = [f"{number:03}" for number in range(COUNTRIES)]
    regions = {code: str(number % 6) for number, code in enumerate(codes[:60])}
    ballots = [chance.sample(sorted(regions), 12) for _code in codes]
    points = {code: _spread(chance) for code in codes}
    return (
        _seconds(lambda: rules.count(regions, ballots, seats=12, floor=1, seed="seed")),
        _seconds(lambda: shares.equal_shares(points, WANTED)),
        _seconds(lambda: shares.without_each(points, WANTED)),
        _seconds(lambda: _vote(chance)),
    )


def _vote(chance):
    """Each seat's two people changed their minds six times."""
    places = [
        voting.Place(term, codes, term < SEATS) for term, codes in enumerate("ABCDEFGHIJKLMNOP")
    ]
    words = ("for", "against", "abstain")
    voices = [
        voting.Voice(number, number % 16, number % 32, number % 32 > 15, chance.choice(words))
        for number in range(16 * 2 * 6)
    ]
    numbers = voting.Numbers(quorum_percent=50, majority_thirds=2)
    voting.judge(voting.tally("vote", places, voices, numbers, has_convener=True))


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
