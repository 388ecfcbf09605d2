import pytest

from tests import factories as f


@pytest.mark.django_db
def test_a_world_can_be_made():
    topic = f.topic()
    assert topic.post_count == 1
