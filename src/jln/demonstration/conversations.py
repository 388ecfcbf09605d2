"""Topics with answers, colleagues asked, thanks and followers, as three years would leave them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from jln.conversations.models import AskedColleague, Post, Thanks, Topic, TopicFollow
from jln.conversations.rules import ASKS_A_WEEK
from jln.conversations.terms import AskReason, Channel, TopicKind
from jln.demonstration.cast import Scene
from jln.demonstration.stage import CHUNK, Draft, Stage
from jln.demonstration.texts import table
from jln.facts.kinds import Kind
from jln.people.models import Person
from jln.spaces.terms import Visibility
from jln.ui.prose import text_html

WEEK = timedelta(days=7)
LONGEST = timedelta(days=11)  # from a question to its last answer
OPEN_FOR = timedelta(days=9)  # so long ago, and a colleague who was asked may still answer
MOST_ASKED = 4
SOON = 1.8  # above 1: the first answers come soon, the last take their time


class Rows:
    """What is written at the end, in this order."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.asked: list[AskedColleague] = []
        self.thanks: list[Thanks] = []
        self.follows: dict[tuple[int, int], TopicFollow] = {}


def save_conversations(stage: Stage, scenes: list[Scene]) -> None:
    """All of them, with their facts."""
    for scene in scenes:
        stage.topics[scene.question.key] = _topic(stage, scene)
    Topic.objects.bulk_create(stage.topics.values(), CHUNK)
    rows = Rows()
    for scene in scenes:
        _fill(stage, rows, scene, stage.topics[scene.question.key])
    Post.objects.bulk_create(rows.posts, CHUNK)
    for thanks in rows.thanks:
        thanks.post = thanks.post  # it has its number by now
    Thanks.objects.bulk_create(rows.thanks, CHUNK)
    AskedColleague.objects.bulk_create(rows.asked, CHUNK)
    TopicFollow.objects.bulk_create(rows.follows.values(), CHUNK)
    Topic.objects.bulk_update(
        stage.topics.values(), ["post_count", "last_post_at", "answered_at", "solved_at"], CHUNK
    )
    _remember(stage, rows)


def _topic(stage: Stage, scene: Scene) -> Topic:
    part = scene.question.part
    rng = stage.random(f"hour {scene.question.key}")
    at = stage.before(scene.days) + timedelta(hours=rng.randint(6, 15), minutes=rng.randint(0, 59))
    at = min(at, stage.now - timedelta(hours=1))
    if product := part.options.get("product"):
        stage.products[product]
    return Topic(
        space=stage.spaces[scene.slug],
        kind=part.options.get("kind", TopicKind.QUESTION),
        title=part.first_line,
        language=part.language,
        theme=stage.themes[scene.question.theme],
        product=stage.products[product] if product else None,
        by=scene.asker.person,
        started_at=at,
        last_post_at=at,
    )


def _fill(stage: Stage, rows: Rows, scene: Scene, topic: Topic) -> None:
    rng = stage.random(f"topic {scene.question.key}")
    part = scene.question.part
    _post(rows, topic, scene.asker, part.rest, part.language, topic.started_at, Channel.WEB)
    times = _times(stage, rng, topic.started_at, len(scene.answers))
    for (answer, draft), at in zip(scene.answers, times, strict=True):
        by_mail = "mail" in answer.words or rng.random() < 0.35  # noqa: PLR2004 -- about every third
        channel = Channel.MAIL if by_mail else Channel.WEB
        post = _post(rows, topic, draft, answer.body, answer.language, at, channel)
        if answer.thanks and draft is not scene.asker:
            _thank(stage, rows, topic, post, scene.asker, answer.thanks, _later(stage, rng, at))
        if draft is not scene.asker:
            _further_thanks(stage, rng, rows, scene, topic, post)
    if topic.kind == TopicKind.QUESTION:
        _ask(stage, rng, rows, scene, topic, times)
    for draft in rng.sample(stage.everybody, rng.randint(0, 6)):
        if topic.space.visibility != Visibility.ROLL:
            _follow(rows, topic, draft.person, topic.started_at + timedelta(hours=5))


def _times(stage: Stage, rng: Random, start: datetime, count: int) -> list[datetime]:
    """Moments of the answers, the first soon, all of them past."""
    room = min(LONGEST, stage.now - timedelta(minutes=30) - start)
    return [
        start + room * (0.01 + 0.97 * ((place + rng.random()) / count) ** SOON)
        for place in range(count)
    ]


def _later(stage: Stage, rng: Random, at: datetime) -> datetime:
    return min(at + timedelta(hours=rng.randint(2, 60)), stage.now - timedelta(minutes=5))


def _post(
    rows: Rows,
    topic: Topic,
    draft: Draft,
    text: str,
    language: str,
    at: datetime,
    channel: Channel,
) -> Post:
    topic.post_count += 1
    topic.last_post_at = at
    if topic.answered_at is None and draft.person.pk != topic.by_id:
        topic.answered_at = at
    post = Post(
        topic=topic,
        space=topic.space,
        number=topic.post_count,
        by=draft.person,
        country=draft.person.country,
        channel=channel,
        language=language,
        text=text,
        html=str(text_html(text)),
        posted_at=at,
    )
    rows.posts.append(post)
    _follow(rows, topic, draft.person, at)
    return post


def _follow(rows: Rows, topic: Topic, person: Person, at: datetime) -> None:
    rows.follows.setdefault(
        (topic.pk, person.pk), TopicFollow(topic=topic, person=person, since=at)
    )


def _thank(
    stage: Stage,
    rows: Rows,
    topic: Topic,
    post: Post,
    draft: Draft,
    words: str,
    at: datetime,
) -> None:
    at = min(at, stage.now - timedelta(minutes=1))
    rows.thanks.append(Thanks(post=post, by=draft.person, to=post.by, words=words, at=at))
    post.thanked_at = min(post.thanked_at or at, at)
    if draft.person.pk == topic.by_id:
        topic.solved_at = min(topic.solved_at or at, at)


def _further_thanks(
    stage: Stage, rng: Random, rows: Rows, scene: Scene, topic: Topic, post: Post
) -> None:
    """From others who read it: of the roll in a closed space, of anywhere else."""
    if topic.space.visibility == Visibility.ROLL:
        return
    for draft in rng.sample(stage.everybody, rng.choice((0, 0, 1, 1, 2, 3))):
        if draft is not scene.asker and draft.person.pk != post.by_id:
            words = rng.choice(table("thanks")[draft.person.language])
            at = _later(stage, rng, post.posted_at)
            _thank(stage, rows, topic, post, draft, words, at)


def _ask(
    stage: Stage,
    rng: Random,
    rows: Rows,
    scene: Scene,
    topic: Topic,
    times: list[datetime],
) -> None:
    """Some of those who answered had been asked; others were asked and did not answer."""
    theme = scene.question.theme
    answered = {
        draft.person.pk: at
        for (_part, draft), at in reversed(list(zip(scene.answers, times, strict=True)))
    }
    named = [stage.drafts[code][0] for code in scene.question.part.listed("asks")]
    helpers = [draft for _part, draft in scene.answers]
    if topic.space.visibility != Visibility.ROLL:
        knows = [one for one in stage.everybody if theme in one.offered and one.person.country]
        helpers += rng.sample(knows, min(3, len(knows)))
    at = topic.started_at
    chosen: list[Draft] = []
    for draft in (*named, *helpers):
        lately = [one for one in stage.asked[draft.person.pk] if abs(one - at) < WEEK]
        if draft is scene.asker or draft in chosen or len(lately) >= ASKS_A_WEEK:
            continue
        if len(chosen) < MOST_ASKED:
            chosen.append(draft)
    for draft in chosen:
        stage.asked[draft.person.pk].append(at)
        rows.asked.append(_asked(stage, topic, draft, answered.get(draft.person.pk)))


def _asked(
    stage: Stage, topic: Topic, draft: Draft, answered_at: datetime | None
) -> AskedColleague:
    reasons: list[dict[str, object]] = []
    if topic.theme and topic.theme.code in draft.offered:
        reasons.append({"code": AskReason.EXPERTISE.value, "of": topic.theme.pk})
    if topic.language in draft.languages:
        reasons.append({"code": AskReason.LANGUAGE.value, "of": topic.language})
    is_old = topic.started_at < stage.now - OPEN_FOR
    declined = topic.started_at + timedelta(days=2) if is_old and not answered_at else None
    return AskedColleague(
        topic=topic,
        person=draft.person,
        reasons=reasons,
        asked_at=topic.started_at,
        answered_at=answered_at,
        declined_at=declined,
    )


def _remember(stage: Stage, rows: Rows) -> None:
    for topic in stage.topics.values():
        country = topic.by.country if topic.by else None
        stage.fact(
            Kind.TOPIC_ASKED,
            topic,
            topic.started_at,
            by=topic.by,
            space=topic.space,
            country=country,
        )
    for asked in rows.asked:
        stage.fact(
            Kind.COLLEAGUE_ASKED,
            asked.topic,
            asked.asked_at,
            by=asked.topic.by,
            about=asked.person,
            space=asked.topic.space,
        )
    for post in rows.posts:
        if post.number > 1:
            data: dict[str, object] = {"topic": post.topic_id}
            stage.fact(
                Kind.POST_WRITTEN, post, post.posted_at, by=post.by, space=post.space, data=data
            )
    for one in rows.thanks:
        data = {"topic": one.post.topic_id, "thanks": one.pk}
        stage.fact(
            Kind.POST_THANKED,
            one.post,
            one.at,
            by=one.by,
            about=one.to,
            space=one.post.space,
            data=data,
        )
