"""Thanks with a reason, by mail."""

from __future__ import annotations

import pytest
from tests.mailroom.letters import answered, newest
from tests.mailroom.test_who_wrote import letter_to, world  # noqa: F401 -- a fixture

from jln.conversations.models import Post

pytestmark = pytest.mark.django_db


def test_thanks_in_capitals_with_a_reason_thank_for_it(world):  # noqa: F811
    ama, topic = world
    came = answered(letter_to(ama, topic), "THANKS it is what we needed here")

    assert came.reason == "thanked"
    assert topic.posts.get(number=1).thanks.get().words == "it is what we needed here"
    assert "it is what we needed here" in newest("mail.receipt", ama).text
    assert not Post.objects.filter(by=ama).exists()
