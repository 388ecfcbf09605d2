"""Which message answers which."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jln.archives.threads import BY_SUBJECT, Item, thread

START = datetime(2016, 3, 1, tzinfo=UTC)


def item(key: str, day: float, subject: str = "", *, to: str = "", refs: str = "", **more) -> Item:
    return Item(
        key,
        START + timedelta(days=day),
        subject,
        in_reply_to=tuple(to.split()),
        references=tuple(refs.split()),
        **more,
    )


def test_an_answer_stands_below_what_it_answers_whatever_the_order_of_the_file():
    found = thread([item("b", 1, to="a"), item("c", 2, to="b", refs="a b"), item("a", 0)])
    assert found.parents == {"b": "a", "c": "b"}
    assert found.groups == [["a", "b", "c"]]


def test_a_clock_that_goes_wrong_puts_no_answer_before_its_question():
    found = thread([item("a", 5), item("b", 1, to="a"), item("c", 6, to="a")])
    assert found.groups == [["a", "b", "c"]]


def test_a_lost_message_holds_together_those_that_answer_it():
    found = thread([item("b", 1, to="lost"), item("c", 2, to="lost"), item("d", 3)])
    assert found.parents == {}
    assert found.groups == [["b", "c"], ["d"]]


def test_of_a_lost_parent_the_conversation_is_known_and_no_other_parent_is_made_up():
    found = thread([item("a", 0), item("d", 3, to="lost", refs="a lost")])
    assert found.parents == {}
    assert found.groups == [["a", "d"]]


def test_without_references_an_answer_joins_its_subject_for_some_weeks():
    late = BY_SUBJECT / timedelta(days=1) + 2
    found = thread(
        [
            item("a", 0, "Wards"),
            item("b", 1, "wards", is_answer=True),
            item("new", 1.5, "Wards"),
            item("late", late + 1.5, "Wards", is_answer=True),
        ]
    )
    assert found.parents == {}
    assert found.groups == [["a", "b"], ["new"], ["late"]]


def test_words_in_place_of_an_id_say_the_conversation_only():
    found = thread([item("a", 0), item("b", 1, hints=("a",))])
    assert found.parents == {}
    assert found.groups == [["a", "b"]]


IDS = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(IDS, st.integers(0, 40), IDS, st.lists(IDS, max_size=3)), max_size=12))
def test_every_message_is_in_one_thread_and_answers_never_run_in_a_circle(rows):
    items = [item(key, day, to=to, refs=" ".join(refs)) for key, day, to, refs in rows]
    found = thread(items)
    assert sorted(key for group in found.groups for key in group) == sorted({i.key for i in items})
    place = {
        key: (number, at)
        for number, group in enumerate(found.groups)
        for at, key in enumerate(group)
    }
    for below, above in found.parents.items():
        assert place[below][0] == place[above][0]
        assert place[below][1] > place[above][1]
