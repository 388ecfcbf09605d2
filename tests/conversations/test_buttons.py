"""A button names its deed: nobody has to guess what pressing it does."""

import re

import pytest

from tests import factories as f

DEEDS = {
    "follow/": "Keep this choice",
    "not-me/": "Leave it to somebody else",
    "posts/1/undo/": "Take the post back",
    "posts/2/hidden/": "Hide the post",
    "hidden/": "Hide the conversation",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("end", "words"), DEEDS.items())
def test_each_small_deed_has_a_button_with_its_name(client, end, words):
    f.network()
    reader = f.staff()
    topic = f.topic(by=reader)
    f.post(topic, f.person())
    f.sign_in(client, reader)

    page = client.get(f"/ask/{topic.code}/{end}").content.decode()

    main = page.split('<main id="main">')[1]
    assert re.findall(r'<button class="btn">([^<]+)</button>', main) == [words]
