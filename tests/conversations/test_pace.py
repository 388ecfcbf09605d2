"""How fast questions are answered: by rule, and nothing of too few."""

from datetime import UTC, datetime, timedelta

import pytest

from jln.conversations.models import Topic
from jln.conversations.rules.pace import Pace, pace
from tests import factories as f
from tests.pages import page_of

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def asked(days, hours=None):
    at = NOW - timedelta(days=days)
    return at, None if hours is None else at + timedelta(hours=hours)


def test_half_of_all_questions_the_unanswered_counting_as_later_than_all():
    found = pace([asked(20, hours) for hours in range(1, 10)] + [asked(20)], NOW)
    assert found == Pace(questions=10, half=5, none_in_a_week=10)


def test_where_not_half_have_an_answer_no_hour_is_told():
    found = pace([asked(20, 3)] * 4 + [asked(20)] * 8, NOW)
    assert (found.half, found.none_in_a_week) == (0, 67)


def test_a_question_of_this_week_is_not_yet_without_an_answer():
    assert pace([asked(20, 200)] * 5 + [asked(2)] * 5, NOW).none_in_a_week == 100
    assert pace([asked(2)] * 10, NOW).none_in_a_week == 0
    assert pace([asked(2, 1)] * 9, NOW) is None


@pytest.mark.django_db
def test_the_page_tells_it_of_what_every_member_reads(client):
    ama, space = f.person("Ama"), f.space()
    f.network()
    f.sign_in(client, ama)
    at = f.NOON - timedelta(days=20)
    Topic.objects.bulk_create(
        Topic(
            space=space,
            title=f"Question {n}",
            started_at=at,
            last_post_at=at,
            answered_at=at + timedelta(hours=19) if n < 9 else None,
        )
        for n in range(10)
    )
    html = page_of(client, "/ask/")
    assert "Half have a first answer within 19 hours." in html
    assert "Of 100, 10 got none in 7 days." in html
    assert "10 questions that every member reads" in html
