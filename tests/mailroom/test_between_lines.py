"""An answer between the quoted lines of our letter: her words and the sentence, never the frame."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from tests import factories as f
from tests.mailroom.letters import answered

from jln.conversations.models import Post
from jln.kit import clock
from jln.mail import outgoing, tokens
from jln.mail.relaying import quoted
from jln.mail.terms import Purpose
from jln.mailroom.woven import without_frame
from jln.notify.letters import said

pytestmark = pytest.mark.django_db
ASKED = {
    "en": ("How do you pay clinics for complicated deliveries in the districts?", "Do you audit them?"),
    "fr": ("Comment payez-vous les cliniques pour les accouchements compliqués ?", "Les contrôlez-vous ?"),
    "ar": ("كيف تدفعون للعيادات مقابل الولادات المعقدة في المناطق؟", "هل تراجعون الحسابات؟"),
}  # fmt: skip
ABOVE = {
    "gmail": "On Sun, 22 Nov 2026 at 10:00, Adjoa <r.x@jln.example> wrote:",
    "gmail fr": "Le dim. 22 nov. 2026 à 10:00, Adjoa <r.x@jln.example> a écrit :",
    "apple": "On 22 Nov 2026, at 10:00, Adjoa <r.x@jln.example> wrote:\n",
    "outlook": "________________________________\nFrom: Adjoa <r.x@jln.example>\nSent: Sunday, 22 November 2026 10:00\nTo: Ama <ama@x.example>\nSubject: Clinics\n",
}


def frame(text: str) -> list[str]:
    """The letter's text as a program quotes it."""
    letter = "\n".join([
        _("%(name)s asks, and you may know:") % {"name": "Adjoa, Ghana"},
        "",
        said(text),
        "",
        _("Why you?"),
        "- You offer help with Case-based payment.",
        "",
        _("Answer this letter, and your words become a post in the conversation."),
        _("Answer NOT ME if somebody else knows better; nobody is told."),
        "-- ",
        _("Answer STOP and you get no more letters like this one."),
        "This is a demonstration network.",
    ])  # fmt: skip
    return [f"> {line}".rstrip() for line in letter.splitlines()]


@pytest.mark.parametrize("program", ABOVE)
@pytest.mark.parametrize("language", ASKED)
def test_only_the_sentence_that_is_answered_stays(program, language):
    f.network()
    ama = f.person("Ama", address="ama@health.gov.example", language=language)
    topic = f.topic(f.person("Adjoa"), space=f.space(), text="\n".join(ASKED[language]))
    post = topic.posts.get(number=1)
    token = tokens.make(Purpose.POST, ama, at=clock.now(), subject=post)
    letter = outgoing.put(
        "post.written", ama, subject="Clinics", text="x", because="asked", reply=token
    )
    with translation.override(language):
        lines = frame(post.text)
    second = next(at for at, line in enumerate(lines) if ASKED[language][1] in line) + 1
    rest = [*lines[second : second + 4], "", "I worked on it for years.", "", *lines[second + 4 :]]
    body = "\n".join([ABOVE[program], *lines[:second], "", "Yes, one in ten.", "", *rest])
    came = answered(letter, body)

    assert came.reason == "posted"
    assert Post.objects.get(topic=topic, number=2).text == (
        f"> {ASKED[language][1]}\n\nYes, one in ten.\n\nI worked on it for years."
    )
    assert "Case-based" not in came.text


def test_of_a_quote_on_one_line_the_last_sentence_stays():
    woven = "> | First you pay. Then you\n> | audit, do you?\n\nYes.\n>\n> Why you?\nNo idea."

    assert without_frame(woven, ["First you pay. Then you audit, do you?"]) == (
        "> Then you audit, do you?\n\nYes.\n\nNo idea."
    )


@pytest.mark.parametrize("put", [said, quoted])
def test_a_quote_keeps_its_mark_when_it_is_wrapped(put):
    lines = put("> " + "caesareans and deliveries " * 6).splitlines()

    assert len(lines) > 1
    assert all(line.startswith("| > ") for line in lines)
