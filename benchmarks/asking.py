"""Who answered whom on real lists: would the product's own rule have asked the one who answered?

`python -m benchmarks ask FOLDER`: each archive's last year is held back. For each question of
that year the people who wrote before it are ranked by the rule that ranks colleagues, fed with
what they answered; beside it chance, and those who wrote most in the year before.
"""

import email
import email.policy
import email.utils
import gzip
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from jln.conversations.rules.evidence import Evidence, answers, score
from jln.conversations.terms import AskReason
from jln.search.likeness import telling_words
from jln.search.stems import alternatives, stems_of

YEAR = timedelta(days=365)
FIRST = 5  # so many are asked at once
HITS = 300  # posts that are looked at for a question, as in the product
FEWEST = 10  # questions of a year, for a figure of a list of its own
MOST_COMMON = 0.25  # of the posts: a word in more of them tells nothing
_START = re.compile(rb"(?m)^From [^\n]*\n(?=[A-Za-z-]+:)")
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|sv)\s*:|\[[^\]]*\])\s*", re.IGNORECASE)


class Message(NamedTuple):
    """One of an archive, as far as it tells who knows what."""

    pk: str
    by: str
    at: datetime
    subject: str
    text: str
    parents: tuple[str, ...]


class Figures(NamedTuple):
    """Of one list: how many questions, and how many of them each way found the answerer for."""

    name: str
    questions: int
    known: int  # answered by somebody who had written before
    rule: int
    active: int
    chance: float


def main(folder):
    """A line for each archive, and all together; 1 where a condition is missed."""
    found = [judged(path.name, messages(path)) for path in archives(Path(folder))]
    found = [one for one in found if one.questions]
    total = summed(found)
    sys.stdout.write(
        f"{'list':34}{'questions':>10}{'known':>7}{'rule':>7}{'active':>8}{'chance':>8}\n"
    )
    for one in [*(one for one in found if one.questions >= FEWEST), total]:
        sys.stdout.write(line(one))
    met = total.rule >= 3 * total.chance and total.rule > total.active
    times = f"{total.rule / total.chance:.1f} times chance" if total.chance else "no chance to beat"
    sys.stdout.write(f"{times}: {'met' if met else 'missed'}\n")
    return 0 if met else 1


def line(one):
    """Its figures, as a share of all its questions."""
    n = max(one.questions, 1)
    shares = f"{one.rule / n:7.1%}{one.active / n:8.1%}{one.chance / n:8.1%}"
    return f"{one.name[:33]:34}{one.questions:10}{one.known:7}{shares}\n"


def summed(found):
    """All lists together."""
    columns = list(zip(*(one[1:] for one in found), strict=True)) or [(0,)] * 5
    return Figures("together", *(sum(column) for column in columns))


def archives(folder):
    """Every archive below a folder, or the one file itself."""
    if folder.is_file():
        return [folder]
    return sorted(one for one in folder.rglob("*") if one.name.endswith((".mbox", ".mbox.gz")))


def messages(path):
    """The messages of an archive that say who wrote them and when, in their order in time."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    known = {one.pk: one for part in _START.split(raw)[1:] if (one := _message(part))}
    return sorted(known.values(), key=lambda one: (one.at, one.pk))


def judged(name, posts):
    """How often the answerer of a held-back question is among the first five."""
    if not posts:
        return Figures(name, 0, 0, 0, 0, 0.0)
    cut = posts[-1].at - YEAR
    before, threads = [one for one in posts if one.at < cut], _threads(posts)
    roots = {one.pk: thread[0] for thread in threads.values() for one in thread}
    told = [one for one in before if roots[one.pk].by != one.by]
    index, everyone = Index(told, cut), {one.by for one in before}
    lately = Counter(one.by for one in before if one.at >= cut - YEAR)
    counts = Counter()
    for question, answerer in _answered(threads, cut):
        others = everyone - {question.by}
        counts["questions"] += 1
        if answerer in others:
            counts["known"] += 1
            counts["chance"] += min(FIRST / len(others), 1)
            counts["rule"] += answerer in index.ranked(question)[:FIRST]
            active = [by for by, _n in lately.most_common(FIRST + 1) if by != question.by]
            counts["active"] += answerer in active[:FIRST]
    return Figures(
        name, *(counts[one] for one in ("questions", "known", "rule", "active", "chance"))
    )


class Index:
    """What was answered, by its words: the ranking of FTS5, as the product has it."""

    def __init__(self, posts, cut):
        self.posts, self.counts = posts, Counter()
        self.lately = Counter(one.by for one in posts if one.at >= cut - YEAR)
        self.base = sqlite3.connect(":memory:")
        self.base.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, body, tokenize='unicode61')"
        )
        for at, one in enumerate(posts):
            title, body = stems_of(_bare(one.subject), "en"), stems_of(one.text, "en")
            self.counts.update({*title, *body})
            row = (at, " ".join(title), " ".join(body))
            self.base.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", row)

    def ranked(self, question):
        """Everybody who wrote what is like it, by the rule."""
        words = telling_words(f"{_bare(question.subject)}\n{question.text}")
        ways = [way for word in words for way in alternatives(word) if self._tells(way)]
        if not ways:
            return []
        wanted = " OR ".join(f'"{way}"' for way in dict.fromkeys(ways))
        rows = self.base.execute(
            "SELECT rowid, bm25(words, 5.0, 1.0) AS r FROM words WHERE words MATCH ?"
            " ORDER BY r LIMIT ?",
            (wanted, HITS),
        ).fetchall()
        best = -min((rank for _row, rank in rows), default=-1.0)
        theirs = defaultdict(list)
        for row, rank in rows:
            post = self.posts[row]
            if post.by != question.by:
                evidence = Evidence(AskReason.WROTE, row, -rank / best if best else 0.0, post.at)
                theirs[post.by].append(evidence)
        now = question.at
        for by, found in theirs.items():
            if self.lately[by]:
                found.append(answers(self.lately[by]))
        return sorted(theirs, key=lambda by: (-score(theirs[by], now), by))

    def _tells(self, way):
        return 0 < self.counts[way] <= max(MOST_COMMON * len(self.posts), 3)


def _answered(threads, cut):
    """Each question of the last year, with who first answered it."""
    for posts in threads.values():
        question = posts[0]
        answers = [one for one in posts[1:] if one.by != question.by]
        if question.at >= cut and answers:
            yield question, answers[0].by


def _threads(posts):
    """By what they answer, else by their subject within a month, as archives do."""
    root, subjects, threads = {}, {}, defaultdict(list)
    for one in posts:
        parent = next((root[pk] for pk in reversed(one.parents) if pk in root), None)
        subject = _bare(one.subject).casefold()
        if parent is None and _REPLY.match(_untagged(one.subject)) and subject in subjects:
            earlier, at = subjects[subject]
            parent = earlier if one.at - at < timedelta(days=30) else None
        root[one.pk] = parent or one.pk
        subjects[subject] = (root[one.pk], one.at)
        threads[root[one.pk]].append(one)
    return threads


def _message(part):
    mail = email.message_from_bytes(part, policy=email.policy.compat32)
    by = email.utils.parseaddr(str(mail.get("From", "")))[1].lower()
    try:
        at = email.utils.parsedate_to_datetime(str(mail.get("Date", "")))
        at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    if not by:
        return None
    named = f"{mail.get('References', '')} {mail.get('In-Reply-To', '')}"
    parents = tuple(re.findall(r"<[^<>\s]+>", named))
    subject = str(
        email.header.make_header(email.header.decode_header(str(mail.get("Subject", ""))))
    )
    return Message(
        str(mail.get("Message-ID", part[:80])).strip(), by, at, subject, _text(mail), parents
    )


def _text(mail):
    """The words of its own: what is quoted was written by others."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            body = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
            lines = [one for one in body.splitlines() if not one.lstrip().startswith((">", "|"))]
            return "\n".join(lines).partition("\n-- \n")[0][:20_000]
    return ""


def _untagged(subject):
    return re.sub(r"^\s*(\[[^\]]*\]\s*)+", "", subject)


def _bare(subject):
    """Without the list's mark and the answer's."""
    while (shorter := _REPLY.sub("", subject, count=1)) != subject:
        subject = shorter
    return " ".join(subject.split())
