"""A month of a network, told hour by hour: does anybody get more than they asked for?

`python -m benchmarks attention`: on a new demonstration network people write, ask, thank, poll,
take on actions, go away and come back for thirty days. Then it is counted from the rows themselves whose minutes
were passed, which deadlines were in no message, and where the week as the page of one's mail
tells it again differs from what was sent.
"""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

DAYS, POSTS = 30, 12  # of the month; a day
MOST_OVER = 1.05
AWAY, POLLS = 0.1, 0.2  # how often somebody goes or comes back; of what begins
HOUR, A_DAY, A_WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


class Found(NamedTuple):
    """What a month showed."""

    letters: int
    messages: int
    weeks: int
    most: float  # of their minutes, the fullest week of anybody
    over: list[str]
    dropped: list[str]
    told: int  # weeks told again
    differing: list[str]


def main():
    """Prints a line a figure; 1 where a condition is missed."""
    with tempfile.TemporaryDirectory(prefix="jln-month-") as folder:
        os.environ |= {"JLN_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "jln.settings"}
        subprocess.run([sys.executable, "-m", "jln.cli", "demo"], check=True, stdout=sys.stderr)
        import django

        django.setup()
        settle(random.Random(1))
        found = month(random.Random(2), DAYS, POSTS)
    sys.stdout.write(
        f"{found.letters} letters, {found.messages} messages, {found.weeks} weeks of people\n"
        f"fullest week: {found.most:.2f} of its minutes; over {MOST_OVER}: {len(found.over)}\n"
        f"deadlines in no message: {len(found.dropped)}\n"
        f"weeks told again: {found.told}; otherwise than sent: {len(found.differing)}\n"
    )
    sys.stdout.write("".join(f"{one}\n" for one in (*found.over, *found.dropped, *found.differing)))
    return int(bool(found.over or found.dropped or found.differing))


def settle(rng):
    """People choose: a third their minutes and hours, everybody how each space comes."""
    from jln.notify.digests import rules
    from jln.notify.models import MailPlan
    from jln.people.models import Person
    from jln.spaces.models import Subscription
    from jln.spaces.terms import Delivery

    for person in Person.objects.present().order_by("pk"):
        if rng.random() < 1 / 3:
            MailPlan.objects.update_or_create(
                person=person,
                defaults={
                    "minutes": rng.choice([*rules.MINUTES, None]),
                    "daily_at": rng.choice([7, 8, 18]),
                    "weekly_on": rng.randrange(7),
                    "news": rng.choice(["every", "daily", "weekly", "none"]),
                },
            )
    for row in Subscription.objects.filter(left_at=None).order_by("pk"):
        row.delivery = rng.choice(Delivery.values)
        row.save(update_fields=["delivery"])


def month(rng, days, posts):
    """So many days are lived; then what was sent is judged."""
    from jln.kit import clock

    began = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + A_DAY
    ends = began + days * A_DAY
    moments = [(at, "messages") for at in _hours(began, ends)]
    moments += [(began + (n + 1 / 2) * HOUR, "polls close") for n in range(24 * days)]
    moments += [(began + rng.random() * days * A_DAY, "post") for _ in range(posts * days)]
    moments += [(began + (n + rng.random()) * A_DAY, "action") for n in range(days)]
    for at, what in sorted(moments):
        with at_moment(at):
            _happens(what, rng, at)
    return _judged(began, ends)


def _hours(began, ends):
    """The moments at which a message of somebody goes."""
    from jln.notify.digests import days
    from jln.notify.models import MailPlan
    from jln.people.models import Person

    people = Person.objects.present().select_related("mail_plan")
    due = {(one.timezone, getattr(one, "mail_plan", MailPlan()).daily_at) for one in people}
    found = set()
    for zone, hour in due:
        at = days.coming(began, zone, hour)
        while at < ends:
            found.add(at)
            at = days.coming(at, zone, hour)
    return sorted(found)


@contextlib.contextmanager
def at_moment(moment):
    from jln.kit import clock

    real, clock.now = clock.now, lambda: moment
    try:
        yield
    finally:
        clock.now = real


def _happens(what, rng, at):
    from jln.conversations import actions as said
    from jln.facts.models import Fact
    from jln.notify import actions as notify
    from jln.notify.digests import actions

    if what == "messages":
        actions.make_due(at)
        return
    if what == "polls close":
        said.close_polls(at=at)
    else:
        (_acts if what == "action" else _writes)(rng, at)
        if rng.random() < AWAY:
            _goes_or_comes(rng, at)
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def _goes_or_comes(rng, at):
    """Somebody goes away for some days; who is away comes back."""
    from jln.notify import plans
    from jln.people.models import Person

    person = rng.choice(list(Person.objects.filter(status="active").order_by("pk")))
    until = None if person.away_until else (at + rng.randrange(1, 15) * A_DAY).date()
    plans.away(person, until, by=person, at=at)


def _acts(rng, at):
    """Somebody takes on an action that is due within some days."""
    from jln.governance.models import CoreGroupAction

    actions = list(CoreGroupAction.objects.filter(owner__isnull=False).order_by("pk"))
    if actions:
        action = rng.choice(actions)
        due_on = (at + rng.randrange(2, 12) * A_DAY).date()
        CoreGroupAction.objects.create(
            group=action.group, meeting=action.meeting, text="Send the data", owner=action.owner,
            due_on=due_on, given_at=at,
        )  # fmt: skip


def _writes(rng, at):
    """A discussion, an announcement, a question, an answer, or thanks, by who may."""
    from jln.access.check import can
    from jln.access.permissions import Permission
    from jln.conversations import actions as said
    from jln.conversations.models import Post, Topic
    from jln.spaces.models import Subscription

    rows = list(Subscription.objects.filter(left_at=None).select_related("space", "person"))
    row = rng.choice(sorted(rows, key=lambda one: one.pk))
    if not can(row.person, Permission.TOPIC_START, row.space):
        return
    text = " ".join(f"word{n}" for n in range(int(rng.choice([15, 60, 150, 400, 900]))))
    topics = Topic.objects.filter(space=row.space, closed_at=None, hidden_at=None)
    topics = list(topics.filter(started_at__gt=at - 3 * A_WEEK).order_by("pk"))
    roll = rng.random()
    if not topics or roll < 0.2:
        kind = (
            "announcement"
            if can(row.person, Permission.TOPIC_ANNOUNCE, row.space)
            else "discussion"
        )
        if rng.random() < POLLS:
            _polls(row.space, text, row.person, rng, at)
        else:
            said.start(row.space, kind=kind, text=text, by=row.person, at=at)
    elif roll < 0.35:
        others = [one.person_id for one in rng.sample(rows, 2) if one.person_id != row.person_id]
        said.ask(row.space, text=f"{text}?", by=row.person, at=at, colleagues=others)
    elif roll < 0.9:
        said.answer(rng.choice(topics), text=text, by=row.person, at=at)
    else:
        post = (
            Post.objects.filter(topic__in=topics, by__isnull=False).exclude(by=row.person).first()
        )
        if post is not None and can(row.person, Permission.POST_THANK, post):
            said.thank(post, by=row.person, at=at)


def _polls(space, text, by, rng, at):
    """People or countries are asked to choose until a day of the next two weeks."""
    from jln.conversations import actions as said
    from jln.kit.verdict import RuleBroken

    ballot = said.Ballot(
        text[:80], ("Yes", "No"), at + rng.randrange(1, 14) * A_DAY,
        voice=rng.choice(["person", "country"]), text=text,
    )  # fmt: skip
    with contextlib.suppress(RuleBroken):  # where messages wait, nobody starts a poll
        said.start_poll(space, ballot, by=by, at=at)


def _judged(began, ends):
    from jln.mail.models import OutgoingMail
    from jln.notify.models import Digest

    over, most, weeks = _over(began)
    differing, told = told_again(began, ends)
    return Found(
        letters=OutgoingMail.objects.filter(created_at__gte=began)
        .exclude(state="withheld")
        .count(),
        messages=Digest.objects.filter(made_at__gte=began).count(),
        weeks=weeks,
        most=most,
        over=over,
        dropped=_dropped(began),
        told=told,
        differing=differing,
    )


def _over(began):
    """What may be left out, by person and week of theirs, beside their minutes."""
    from jln.mail.models import OutgoingMail
    from jln.notify.digests import days, items
    from jln.notify.models import Digest, MailPlan
    from jln.people.models import Person

    people = {one.pk: one for one in Person.objects.all()}
    plans = {one.person_id: one for one in MailPlan.objects.all()}
    used = defaultdict(int)

    def add(number, at, seconds):
        plan = plans.get(number, MailPlan())
        on = days.today(at, people[number].timezone)
        used[number, days.week_began(on, plan.weekly_on)] += seconds

    letters = OutgoingMail.objects.filter(
        created_at__gte=began, fact__kind__in=[*items.POSTS, *items.NEWS]
    ).exclude(state="withheld")
    letters = letters.exclude(because__in=items.NEVER_WAIT).select_related("fact__digest_item")
    for one in letters:
        add(one.person_id, one.created_at, one.fact.digest_item.seconds)
    for digest in Digest.objects.filter(made_at__gte=began):
        rows = [one for one in digest.entries if not one["title"] and one["part"] != "waiting"]
        add(digest.person_id, digest.made_at, sum(one["seconds"] for one in rows))
    shares = {
        key: seconds / (60 * minutes)
        for key, seconds in used.items()
        if (minutes := plans.get(key[0], MailPlan()).minutes) is not None
    }
    over = [f"over: {key} {share:.2f}" for key, share in shares.items() if share > MOST_OVER]
    return over, max(shares.values(), default=0.0), len(used)


def _dropped(began):
    """Open actions due within the week of a weekly message that do not stand in it whole."""
    from jln.governance.models import CoreGroupAction
    from jln.notify.models import Digest

    found = []
    for digest in Digest.objects.filter(made_at__gte=began, is_weekly=True):
        due = CoreGroupAction.objects.filter(
            owner=digest.person_id,
            done_at=None,
            given_at__lte=digest.made_at,
            due_on__gte=digest.made_at.date(),
            due_on__lt=(digest.made_at + A_WEEK).date(),
        )
        whole = {one["key"] for one in digest.entries if not one["title"]}
        found += [
            f"dropped: {one.pk} of {digest.person_id} on {digest.on}"
            for one in due
            if f"action:{one.pk}" not in whole
        ]
    return found


def told_again(began, ends):
    """Each person's last whole weeks, as their page tells them, beside what was sent."""
    from jln.people.models import Person

    differing, told = [], 0
    for person in Person.objects.filter(status="active").order_by("pk"):
        until = ends
        while until - 2 * A_WEEK >= began:
            shown = shown_in(person, until)
            sent = sent_in(person, until - A_WEEK, until)
            told += 1
            if shown != sent:
                differing.append(f"{person.pk} to {until}: {sorted(shown ^ sent)}")
            until -= A_WEEK
    return differing, told


def shown_in(person, until):
    """The week before as the page tells it, by what each letter and message tells of."""
    from jln.notify import plans
    from jln.notify.digests import week

    (came,) = week.told_again(person, week.Settings(plans.of(person)), until=until)
    return {(one.message is None, one.items, one.titles) for one in came}


def sent_in(person, began, until):
    """Letters and messages as they stand in the outbox, by what they tell of."""
    from jln.mail.models import OutgoingMail
    from jln.notify.models import Digest

    letters = OutgoingMail.objects.filter(
        person=person, created_at__gte=began, created_at__lt=until, fact__digest_item__isnull=False
    ).exclude(state="withheld")
    made = Digest.objects.filter(person=person, made_at__gte=began, made_at__lt=until)
    found = {(True, (one,), ()) for one in letters.values_list("fact__digest_item", flat=True)}
    for digest in made.exclude(entries=[]):
        rows = digest.entries
        told = tuple(pk for one in rows for pk in one["items"])
        found.add((False, told, tuple(pk for one in rows if one["title"] for pk in one["items"])))
    return found
