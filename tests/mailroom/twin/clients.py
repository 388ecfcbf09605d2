"""How mail programs quote: attribution lines, header blocks, marks or none, for replies made here."""

from __future__ import annotations

import re

from jln.mailroom.twin.form import Form
from jln.mailroom.twin.render import render

TOKEN = "r.39275f54eed1c1195f863e1648abcdef@jln.example"
ATTRIBUTIONS = (
    f"On Mon, 8 Mar 2027 at 09:15, JLN <{TOKEN}> wrote:",
    f"Am Mo., 8. März 2027 um 09:15 Uhr schrieb JLN <{TOKEN}>:",
    f"Mnamo Jum, 8 Mac 2027 saa 09:15, JLN <{TOKEN}> aliandika:",
    f"सोम, 8 मार्च 2027 को 09:15 बजे, JLN <{TOKEN}> ने लिखा:",
    f"সোম, ৮ মার্চ, ২০২৭ তারিখে ০৯:১৫ টায়, JLN <{TOKEN}> লিখেছেন:",
    "On Mon, Mar 08, 2027 at 09:15:00AM +0000, JLN wrote:",
    f"2027年3月8日(月) 9:15 JLN <{TOKEN}>:",
    "Le 08/03/2027 à 09:15, JLN a écrit :",
    f"في الاثنين، 8 مارس 2027 في 9:15 ص تمت كتابة ما يلي بواسطة JLN <{TOKEN}>:",
)
HEADERS = (
    f"From: JLN <{TOKEN}>\nSent: Monday, 8 March 2027 09:15\nTo: Ama <ama@h.example>\nSubject: Vote",
    f"De : JLN <{TOKEN}>\nEnvoyé : lundi 8 mars 2027 09:15\nÀ : Ama <ama@h.example>\nObjet : Vote",
    f"De: JLN [mailto:{TOKEN}]\nEnviado el: lunes, 8 de marzo de 2027 9:15\nPara: Ama\nAsunto: Vote",
    f"Gesendet: Montag, 08. März 2027 um 09:15 Uhr\nVon: JLN <{TOKEN}>\nAn: Ama\nBetreff: Vote",
    f"Kutoka: JLN <{TOKEN}>\nImetumwa: Jumatatu, 8 Machi 2027\nKwa: Ama\nMada: Vote",
    f"发件人: JLN <{TOKEN}>\n发送时间: 2027年3月8日 9:15\n收件人: Ama\n主题: Vote",
    f"*From:* JLN <{TOKEN}>\n*Sent:* Monday, 8 March 2027\n*To:* Ama\n*Subject:* Vote",
)


def marked(text: str, mark: str = "> ") -> str:
    """Every line behind a mark."""
    return "\n".join((mark + line).rstrip() for line in text.rstrip("\n").split("\n"))


def replies(form: Form, language: str, text: str):
    """The same reply as many programs would send it, each with a name."""
    sent = render(form, language)
    for place, attribution in enumerate(ATTRIBUTIONS):
        yield f"top-{place}", f"{text}\n\n{attribution}\n\n{marked(sent)}\n"
        yield f"bottom-{place}", f"{attribution}\n{marked(sent)}\n\n{text}\n"
        wrapped = attribution.replace(" JLN", " JLN\n", 1)
        yield f"wrapped-{place}", f"{text}\n\n{wrapped}\n{marked(sent, '>')}\n"
        if "@" in attribution:
            yield f"indented-{place}", f"{text}\n\n    {attribution}\n \n{marked(sent, ' ')}\n"
    for place, headers in enumerate(HEADERS):
        yield f"headers-{place}", f"{text}\n\n{headers}\n\n{sent}"
        yield f"rule-{place}", f"{text}\n\n{'_' * 32}\n{headers}\n\n{sent}"
        yield f"original-{place}", f"{text}\n\n-----Original Message-----\n{headers}\n\n{sent}"
        yield f"both-{place}", f"{text}\n\n{headers}\n\n{marked(sent)}"
    yield "no-attribution", f"{text}\n\n{marked(sent)}\n"
    yield "no-marks", f"{text}\n\n{sent}"
    yield "nothing-quoted", text


def filled(form: Form, language: str, answers: list[str], mark: str, *, into: str) -> str:
    """The form with answers `in` its answer lines, or `below` them."""
    rows: list[str] = []
    waiting = list(answers)
    inside = False
    for row in render(form, language).rstrip("\n").split("\n"):
        inside = inside != (row == "***")
        answer = waiting.pop(0) if inside and re.match(r"\s+\S.* =$", row) else ""
        rows.append((mark + (f"{row} {answer}" if answer and into == "in" else row)).rstrip())
        if answer and into == "below":
            rows += ["", answer, ""]
    return "\n".join(rows)


def raw(body: str, sender: str = "Ama Boateng") -> bytes:
    """A whole plain message."""
    head = (
        f"From: {sender} <ama@h.example>\nTo: JLN <{TOKEN}>\nSubject: Re: Vote\n"
        "In-Reply-To: <form.vote@jln.example>\nMessage-ID: <y@h.example>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return (head + body).encode()
