"""A conversation taken along as mail: by who reads it, without an address of anybody."""

import email
import mailbox
from email import policy

import pytest

from jln.conversations import actions as conversations
from tests import factories as f
from tests.pages import closed

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    f.network()
    asker, answers = f.person("Adjoa"), f.person("Núria")
    made = f.topic(by=asker, title="Paiement à l’acte", text="Comment payer ?\nFrom here on")
    f.post(made, answers, text="Par capitation.")
    hidden = f.post(made, f.person("Hidden"), text="A name.")
    conversations.hide_post(hidden, because="A name", by=f.staff(), at=f.NOON)
    return made


def test_a_post_is_a_message_that_answers_the_first(topic, client):
    f.sign_in(client, f.person())
    answer = client.get(f"/ask/{topic.code}/posts/2/post.eml")
    assert answer["Content-Type"] == "message/rfc822"
    assert answer["Content-Disposition"].startswith("attachment")
    mail = email.message_from_bytes(answer.content, policy=policy.default)
    assert not mail.defects
    assert mail["Subject"] == "Re: Paiement à l’acte"
    assert mail["From"].addresses[0].display_name == "Núria"
    assert mail["From"].addresses[0].addr_spec == "network@jln.example"
    assert mail.get_content().strip() == "Par capitation."
    first = client.get(f"/ask/{topic.code}/posts/1/post.eml").content
    assert mail["In-Reply-To"] == email.message_from_bytes(first)["Message-ID"]
    assert b"health.example" not in answer.content + first
    assert client.get(f"/ask/{topic.code}/posts/3/post.eml").status_code == 404


def test_the_whole_is_an_mbox_that_others_read(topic, client, tmp_path):
    f.sign_in(client, f.person())
    content = client.get(f"/ask/{topic.code}/topic.mbox").content
    file = tmp_path / "taken.mbox"
    file.write_bytes(content)
    mails = list(mailbox.mbox(file))
    assert len(mails) == 2
    assert "Adjoa" in mails[0]["From"]
    assert mails[1]["References"] == mails[0]["Message-ID"]
    assert b"health.example" not in content
    assert b"A name." not in content


def test_who_does_not_read_it_takes_nothing(client):
    f.network()
    secret = f.topic(space=closed())
    for reader, status in ((f.person(), 404), (None, 302)):
        if reader:
            f.sign_in(client, reader)
        else:
            client.cookies.clear()
        for path in (f"/ask/{secret.code}/topic.mbox", f"/ask/{secret.code}/posts/1/post.eml"):
            assert client.get(path).status_code == status
