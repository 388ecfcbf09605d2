"""Deeds in conversations: refused they change nothing, repeated they happen once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import AskedColleague, Post, Thanks, Topic, TopicFollow
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import InboundMail
from jln.people.models import Person
from jln.problems.models import ProblemCountry
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON = f.NOON


def inbound(**values):
    return InboundMail.objects.create(
        **{
            "raw": b"Subject: x\r\n\r\ny",
            "size": 17,
            "received_at": NOON,
            "envelope_to": "r.x@jln.example",
        }
        | values
    )


def helpers(theme, count=3, **values):
    made = []
    for at in range(count):
        who = f.person(f"Helper {at}", country=f.country(f"H{at}", f"Land {at}"), **values)
        f.offers(who, theme)
        made.append(who)
    return made


def ask(by, **values):
    return actions.ask(
        values.pop("space", None) or f.space(),
        **{"text": "How do you pay the clinics that are in the hills?", "by": by, "at": NOON}
        | values,
    )


def kinds():
    return [Kind(kind) for kind in Fact.objects.order_by("pk").values_list("kind", flat=True)]


# Asking


def test_a_question_is_a_topic_with_one_post_followed_by_the_asker():
    ama = f.person("Ama")
    topic = ask(ama, title="Paying clinics")
    post = topic.posts.get()
    assert (topic.title, topic.post_count, topic.language) == ("Paying clinics", 1, "en")
    assert (post.number, post.by, post.html) == (
        1,
        ama,
        '<p dir="auto">How do you pay the clinics that are in the hills?</p>',
    )
    assert TopicFollow.objects.get(topic=topic).person == ama
    assert kinds() == [Kind.TOPIC_ASKED]


def test_a_question_without_a_title_gets_its_first_sentence():
    assert ask(f.person()).title == "How do you pay the clinics that are in the hills?"


def test_colleagues_who_offer_help_are_asked_each_with_reasons_and_a_fact():
    theme = f.theme()
    people = helpers(theme)
    f.speaks(people[0], "fr")
    topic = ask(
        f.person(), theme=theme, text="Comment payez-vous les centres de santé dans le district ?"
    )
    rows = AskedColleague.objects.filter(topic=topic)
    assert {row.person for row in rows} == set(people)
    assert rows.get(person=people[0]).reasons == [
        {"code": "expertise", "of": theme.pk},
        {"code": "language", "of": "fr"},
    ]
    facts = Fact.objects.filter(kind=Kind.COLLEAGUE_ASKED)
    assert {fact.about for fact in facts} == set(people)
    assert {fact.subject_id for fact in facts} == {topic.pk}


def test_a_country_with_the_same_problem_fills_up_to_three():
    theme = f.theme()
    problem = f.problem(theme=theme, country=f.country("KE", "Kenya"))
    ProblemCountry.objects.create(problem=problem, country=f.country("VN", "Vietnam"))
    kenyan, viet = (
        f.person(country=f.country(code, name))
        for code, name in (("KE", "Kenya"), ("VN", "Vietnam"))
    )
    f.person(country=f.country("PH", "Philippines"))
    (helper,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    asked = dict(AskedColleague.objects.filter(topic=topic).values_list("person", "reasons"))
    assert set(asked) == {helper.pk, kenyan.pk, viet.pk}
    assert {"code": "problem", "of": problem.pk} in asked[viet.pk]


def test_a_problem_only_some_may_read_is_no_reason():
    theme = f.theme()
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    f.problem(
        theme=theme, country=f.country("KE", "Kenya"), space=closed, visibility=Visibility.ROLL
    )
    ama = f.person()
    f.on_roll(closed, ama)
    f.person(country=f.country("KE", "Kenya"))
    assert not AskedColleague.objects.filter(topic=ask(ama, theme=theme)).exists()


@pytest.mark.parametrize(
    "values",
    [
        {"away_until": NOON.date()},
        {"status": "invited"},
        {"status": "suspended", "suspended_at": NOON},
        {"listing": "spaces"},
    ],
)
def test_who_is_away_not_yet_here_or_not_listed_is_not_asked(values):
    theme = f.theme()
    helpers(theme, 1, **values)
    assert not AskedColleague.objects.filter(topic=ask(f.person(), theme=theme)).exists()


def test_nobody_is_asked_more_than_twice_a_week_and_not_me_frees():
    theme = f.theme()
    (helper,) = helpers(theme, 1)
    topics = [ask(f.person(), theme=theme) for _ in range(3)]
    asked = AskedColleague.objects.filter(person=helper)
    assert set(asked.values_list("topic", flat=True)) == {topic.pk for topic in topics[:2]}
    assert actions.decline_ask(topics[0], by=helper, at=NOON)
    assert not actions.decline_ask(topics[0], by=helper, at=NOON)
    assert asked.filter(topic=ask(f.person(), theme=theme)).exists()
    assert asked.filter(topic=ask(f.person(), theme=theme, at=NOON + timedelta(days=8))).exists()


def test_only_people_who_read_the_space_are_asked():
    theme = f.theme()
    inside, _outside = helpers(theme, 2)
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    ama = f.person()
    f.on_roll(closed, ama)
    f.on_roll(closed, inside)
    topic = ask(ama, theme=theme, space=closed)
    assert [row.person for row in topic.asked.all()] == [inside]


def test_the_asker_may_leave_people_out_and_add_nobody():
    theme = f.theme()
    people = helpers(theme, 3)
    stranger = f.person()
    topic = ask(f.person(), theme=theme, colleagues=[people[1].pk, stranger.pk])
    assert [row.person for row in topic.asked.all()] == [people[1]]
    assert not ask(f.person(), theme=theme, colleagues=[]).asked.exists()


def test_the_same_form_or_message_again_is_the_same_topic():
    ama = f.person()
    by_form = ask(ama, form_key="one")
    assert ask(ama, form_key="one") == by_form
    mail = inbound()
    by_mail = ask(ama, inbound=mail, channel="mail")
    assert ask(ama, inbound=mail, channel="mail") == by_mail
    assert Topic.objects.count() == Post.objects.count() == 2
    assert kinds().count(Kind.TOPIC_ASKED) == 2


def test_somebody_elses_form_shows_nothing_of_hers():
    ask(f.person(), form_key="one")
    with pytest.raises(RuleBroken):
        ask(f.person(), form_key="one")
    topic = f.topic()
    with pytest.raises(RuleBroken):
        actions.answer(topic, text="x", by=f.person(), at=NOON, form_key="one")


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 60_001])
def test_a_refused_question_changes_nothing(text):
    with pytest.raises(RuleBroken):
        ask(f.person(), text=text)
    assert not (Topic.objects.exists() or Fact.objects.exists())


def test_a_closed_space_and_a_space_of_others_take_no_question():
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    with pytest.raises(PermissionDenied):
        ask(f.person(), space=closed)
    with pytest.raises(RuleBroken):
        ask(f.person(), space=f.space("old", closed_at=NOON))
    assert not Topic.objects.exists()


# Answering


def test_an_answer_gets_the_next_number_and_counts():
    topic = f.topic()
    linh = f.person("Linh", country=f.country("VN", "Vietnam"))
    post = actions.answer(topic, text="By capitation.", by=linh, at=NOON + timedelta(hours=1))
    topic.refresh_from_db()
    assert (post.number, post.country.code, post.space) == (2, "VN", topic.space)
    assert (topic.post_count, topic.last_post_at, topic.answered_at) == (
        2,
        post.posted_at,
        post.posted_at,
    )
    assert TopicFollow.objects.filter(topic=topic, person=linh).exists()
    fact = Fact.objects.get()
    assert (fact.kind, fact.subject_id, fact.space, fact.data) == (
        Kind.POST_WRITTEN,
        post.pk,
        topic.space,
        {"topic": topic.pk},
    )


def test_the_askers_own_word_is_no_answer():
    ama = f.person()
    topic = ask(ama)
    actions.answer(topic, text="More: they are small.", by=ama, at=NOON)
    topic.refresh_from_db()
    assert (topic.post_count, topic.answered_at) == (2, None)


def test_who_was_asked_has_answered_and_who_muted_stays_muted():
    theme = f.theme()
    (helper,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    actions.mute(topic, by=helper, at=NOON)
    actions.answer(topic, text="Yes.", by=helper, at=NOON)
    assert topic.asked.get().answered_at == NOON
    assert topic.follows.get(person=helper).muted_at == NOON


def test_an_answer_by_the_same_message_or_form_appears_once():
    topic, linh, mail = f.topic(), f.person(), inbound()
    first = actions.answer(topic, text="Yes.", by=linh, at=NOON, channel="mail", inbound=mail)
    assert (
        actions.answer(topic, text="Yes.", by=linh, at=NOON, channel="mail", inbound=mail) == first
    )
    second = actions.answer(topic, text="No.", by=linh, at=NOON, form_key="k")
    assert actions.answer(topic, text="No, changed", by=linh, at=NOON, form_key="k") == second
    assert Post.objects.filter(topic=topic).count() == 3
    assert kinds() == [Kind.POST_WRITTEN] * 2


def test_two_answers_from_stale_rows_get_two_numbers():
    topic = f.topic()
    stale = Topic.objects.get(pk=topic.pk)
    one = actions.answer(topic, text="One.", by=f.person(), at=NOON)
    two = actions.answer(stale, text="Two.", by=f.person(), at=NOON)
    topic.refresh_from_db()
    assert (one.number, two.number, topic.post_count) == (2, 3, 3)


def test_what_a_person_writes_is_kept_as_written_and_shown_safely():
    post = actions.answer(
        f.topic(), text="<b>a</b>\r\nb\x00 https://x.example/?a=1&b=2.", by=f.person(), at=NOON
    )
    assert post.text == "<b>a</b>\nb https://x.example/?a=1&b=2."
    assert "<b>" not in post.html
    assert 'href="https://x.example/?a=1&amp;b=2"' in post.html


@pytest.mark.parametrize("values", [{"closed_at": NOON}, {"hidden_at": NOON}])
def test_a_closed_or_hidden_topic_takes_no_answer(values):
    topic = f.topic(**values)
    with pytest.raises((RuleBroken, PermissionDenied)):
        actions.answer(topic, text="Yes.", by=f.person(), at=NOON)
    assert (Post.objects.count(), Fact.objects.count(), TopicFollow.objects.count()) == (1, 0, 0)


def test_an_outsider_answers_nothing():
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    topic = f.topic(space=closed)
    with pytest.raises(PermissionDenied):
        actions.answer(topic, text="Yes.", by=f.person(), at=NOON)
    assert Post.objects.count() == 1


# Thanking


def test_the_askers_thanks_say_that_it_helped():
    ama, linh = f.person("Ama"), f.person("Linh")
    topic = f.topic(by=ama)
    post = f.post(topic, linh)
    thanks = actions.thank(post, words=" It saved us  two weeks. ", by=ama, at=NOON)
    topic.refresh_from_db()
    post.refresh_from_db()
    assert (thanks.words, thanks.to, post.thanked_at, topic.solved_at) == (
        "It saved us two weeks.",
        linh,
        NOON,
        NOON,
    )
    fact = Fact.objects.get()
    assert (fact.kind, fact.about, fact.data) == (
        Kind.POST_THANKED,
        linh,
        {"topic": topic.pk, "thanks": thanks.pk},
    )


def test_a_colleagues_thanks_do_not_solve_the_question():
    topic = f.topic()
    actions.thank(f.post(topic, f.person()), by=f.person(), at=NOON)
    topic.refresh_from_db()
    assert topic.solved_at is None


def test_thanks_said_twice_are_once_with_the_newer_words():
    ama = f.person()
    post = f.post(f.topic(by=ama), f.person())
    actions.thank(post, words="Good.", by=ama, at=NOON)
    actions.thank(post, words="Very good.", by=ama, at=NOON)
    actions.thank(post, by=ama, at=NOON)
    assert Thanks.objects.get().words == "Very good."
    assert kinds() == [Kind.POST_THANKED]


def test_thanks_to_oneself_or_the_departed_change_nothing():
    ama = f.person()
    topic = f.topic(by=ama)
    departed = f.post(topic, f.person())
    Post.objects.filter(pk=departed.pk).update(by=None)
    for post in (topic.posts.get(number=1), departed):
        with pytest.raises(RuleBroken):
            actions.thank(post, by=ama, at=NOON)
    assert not (Thanks.objects.exists() or Fact.objects.exists())


# Following


def test_following_and_muting_turn_each_other():
    topic, ama = f.topic(), f.person()
    assert actions.follow(topic, by=ama, at=NOON).muted_at is None
    assert actions.mute(topic, by=ama, at=NOON).muted_at == NOON
    assert actions.mute(topic, by=ama, at=NOON + timedelta(days=1)).muted_at == NOON
    assert actions.follow(topic, by=ama, at=NOON).muted_at is None
    assert kinds() == [Kind.TOPIC_FOLLOWED, Kind.TOPIC_MUTED, Kind.TOPIC_FOLLOWED]
    assert not Fact.objects.filter(told_at=None).exists()


# Hiding and taking back


def test_staff_hide_with_a_reason_and_nobody_else_does():
    topic = f.topic()
    post = f.post(topic, f.person())
    with pytest.raises(PermissionDenied):
        actions.hide_post(post, because="Mine", by=topic.by, at=NOON)
    with pytest.raises(RuleBroken):
        actions.hide_post(post, because=" ", by=f.staff(), at=NOON)
    assert not Fact.objects.exists()
    for _again in range(2):
        actions.hide_post(post, because="Names a patient", by=f.staff(), at=NOON)
    topic.refresh_from_db()
    assert (topic.post_count, kinds()) == (1, [Kind.POST_HIDDEN])
    assert actions.hide_topic(topic, because="Spam", by=f.staff(), at=NOON).hidden_because == "Spam"
    assert kinds() == [Kind.POST_HIDDEN, Kind.TOPIC_HIDDEN]


def test_a_post_taken_back_is_gone_and_its_number_stays():
    theme = f.theme()
    (linh,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    post = actions.answer(topic, text="Wrong.", by=linh, at=NOON, form_key="k")
    for _again in range(2):
        actions.undo_post(post, by=linh, at=NOON + timedelta(minutes=2))
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.text, post.html, post.hidden_because, topic.post_count) == ("", "", "", 1)
    assert topic.asked.get().answered_at is None
    assert actions.answer(topic, text="Wrong.", by=linh, at=NOON, form_key="k") == post
    assert actions.answer(topic, text="Right.", by=linh, at=NOON).number == 3
    assert kinds().count(Kind.POST_TAKEN_BACK) == 1


def test_a_question_taken_back_frees_who_was_asked():
    theme = f.theme()
    helpers(theme, 1)
    ama = f.person()
    topic = ask(ama, theme=theme)
    actions.undo_post(topic.posts.get(), by=ama, at=NOON)
    topic.refresh_from_db()
    assert topic.hidden_at == NOON
    assert not AskedColleague.objects.exists()


def test_too_late_not_yours_and_answered_stay_as_they_are():
    ama = f.person()
    topic = ask(ama)
    question = topic.posts.get()
    actions.answer(topic, text="Yes.", by=f.person(), at=NOON)
    with pytest.raises(RuleBroken):
        actions.undo_post(question, by=ama, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.undo_post(question, by=f.person(), at=NOON)
    late = actions.answer(topic, text="More.", by=ama, at=NOON)
    with pytest.raises(RuleBroken):
        actions.undo_post(late, by=ama, at=NOON + timedelta(minutes=2, seconds=1))
    assert not Post.objects.filter(hidden_at__isnull=False).exists()


# Size


def test_choosing_asks_the_same_few_queries_of_twenty_people_as_of_many(django_assert_num_queries):
    from jln.conversations import queries

    theme, ama, space = f.theme(), f.person(), f.space()
    f.problem(theme=theme, country=f.country("H0"))
    helpers(theme, 3)
    with django_assert_num_queries(3):
        queries.chosen_for(space, theme.pk, "en", by=ama, at=NOON)
    many = Person.objects.bulk_create(
        Person(name=f"P{n}", country=f.country(f"H{n % 9}", "x"), created_at=NOON)
        for n in range(600)
    )
    from jln.people.models import Expertise

    Expertise.objects.bulk_create(
        Expertise(person=who, theme=theme, kind="offered") for who in many
    )
    with django_assert_num_queries(3):
        chosen = queries.chosen_for(space, theme.pk, "en", by=ama, at=NOON)
    assert len(chosen) == 5


WRITER = """
import django, sys
django.setup()
from jln.conversations import actions
from jln.conversations.models import Topic
from jln.people.models import Person
from tests.factories import NOON
topic, who = Topic.objects.get(), Person.objects.get(pk=sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for at in range(5):
    actions.answer(topic, text="Yes.", by=who, at=NOON, form_key=f"{who.pk}.{at}")
"""
SEEDS = """
import django
django.setup()
from tests import factories as f
f.topic()
print(f.person().pk, f.person().pk)
"""


def test_answers_of_two_processes_at_once_get_a_number_each(tmp_path):
    from subprocess import PIPE

    from tests.trees import plant

    tree = plant(tmp_path / "data")
    try:
        people = tree.run("-c", SEEDS).split()
        writers = [tree.start("-c", WRITER, who, stdin=PIPE, stdout=PIPE) for who in people]
        assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
        for writer in writers:
            writer.stdin.write("go\n")
            writer.stdin.flush()
        assert [writer.wait(60) for writer in writers] == [0, 0]
        told = tree.run(
            "-c",
            "import django; django.setup()\n"
            "from jln.conversations.models import Post, Topic\n"
            "print(sorted(Post.objects.values_list('number', flat=True)), Topic.objects.get().post_count)",
        )
    finally:
        tree.end()
    assert told.strip() == f"{list(range(1, 12))} 11"
