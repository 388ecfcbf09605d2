"""Reporting and deciding on the page: words without names, in five languages by mail."""

import pytest

from jln.conversations.models import Post, ReportCase
from jln.mailroom import words
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def post():
    f.network()
    return f.post(f.topic(by=f.person("Adjoa")), f.person("Author"), text="The lake road.")


def test_from_a_post_to_its_end(client, post):
    f.sign_in(client, f.person("Nadia"))
    path = f"/ask/{post.topic.code}/posts/2/report/"
    assert path in page_of(client, f"/ask/{post.topic.code}/")
    assert client.post(path, {"why": "A hospital"})["Location"].endswith("#p2")
    case = ReportCase.objects.get()
    assert client.get(f"/reports/{case.code}/").status_code == 404

    f.sign_in(client, f.staff())
    assert f"/reports/{case.code}/" in page_of(client, "/reports/")
    html = page_of(client, f"/reports/{case.code}/")
    assert "A hospital" in html
    assert "Nadia" not in html
    who = f"/reports/{case.code}/who/"
    assert "Nadia" not in page_of(client, who)
    assert "Nadia" in client.post(who, {"because": "Ten in a day"}).content.decode()
    client.post(f"/reports/{case.code}/", {"decision": "hidden", "because": "It names one"})
    assert Post.objects.get(pk=post.pk).hidden_because == "It names one"
    assert "Nothing waits." in text_of(page_of(client, "/reports/"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("REPORT A hospital can be recognised", "A hospital can be recognised"),
        ("REPORT: names\na patient", "names a patient"),
        ("SIGNALER, un patient est nommé", "un patient est nommé"),
        ("DENUNCIAR nombra a un paciente", "nombra a un paciente"),
        ("إبلاغ: اسم مريض", "اسم مريض"),
        ("Report from Ghana: we pay by capitation", ""),
        ("REPORTED CASES fell", ""),
        ("The report is out", ""),
        ("", ""),
    ],
)
def test_the_word_report_is_read_in_five_languages_and_never_in_a_sentence(text, why):
    assert words.reported(text) == why


def test_reported_by_a_reply_and_decided_by_a_reply(post):
    from jln.conversations import actions
    from jln.facts.models import Fact
    from jln.notify import actions as notify

    nadia, staff = f.person("Nadia"), f.staff("Chen")
    actions.follow(post.topic, by=nadia, at=NOON)
    actions.answer(post.topic, text="The lake road again.", by=post.by, at=NOON)
    for fact in Fact.objects.filter(told_at=None):
        notify.tell(fact.pk)
    mail = answered(newest("post.written", nadia), "REPORT a hospital can be recognised")
    assert mail.reason == "reported"
    assert not Post.objects.filter(by=nadia).exists()
    waits = newest("report.waits", staff)
    assert "Nadia" not in waits.text
    answered(waits, "HIDE it names a hospital")
    case = ReportCase.objects.get()
    assert (case.decision, case.because) == ("hidden", "it names a hospital")
    assert newest("report.decided", nadia) is not None
