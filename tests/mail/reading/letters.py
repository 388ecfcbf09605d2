"""Letters in many languages as many mail programs send them: the same answer, the same quote."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage

LIST = "phc-costing@lists.jln.example"
MIRIAM = f"Miriam Okello <{LIST}>"
SUBJECT = "Costing of primary care: what first?"
MARK = "the first step it took"
QUOTE = f"""Dear colleagues,

Please name {MARK}.

Miriam Okello
Technical facilitator

--\x20
Leave the list: https://jln.example/l"""


@dataclass(frozen=True)
class Writer:
    body: str
    closing: str
    name: str
    office: str
    address: str

    @property
    def who(self):
        return f"{self.name} <{self.address}>"


#: The last one writes a language that does not exist: only structure can read her.
WRITERS = {
    "en": Writer(
        "We agree.\n\nOn the second point:\n- pay first\n- enrol later\n\nFrom: next year we publish.",
        "Best,",
        "Ama Boateng",
        "Deputy Director | NHIA\nT +233 30 000 0000",
        "ama@nhia.example",
    ),
    "ar": Writer(
        "نوافق على المشاركة في الحوار. وسنرسل الأسماء يوم الأحد.",
        "مع خالص التحية،",
        "سارة عبد الله",
        "وزارة الصحة",
        "sara@moh.example",
    ),
    "am": Writer(
        "ለረቂቁ እናመሰግናለን። በጥናት ጉብኝቱ ላይ እንሳተፋለን።",
        "ከአክብሮት ጋር፣",
        "አበበ ከበደ",
        "የጤና ሚኒስቴር",
        "abebe@moh.example",
    ),
    "sq": Writer(
        "Faleminderit për draftin. Kosova mund të ndajë tarifat javën e ardhshme.",
        "Me respekt,",
        "Arta Krasniqi",
        "Fondi i Sigurimeve",
        "arta@fssh.example",
    ),
    "ko": Writer(
        "초안을 보내주셔서 감사합니다. 한국 팀은 다음 회의에서 발표할 수 있습니다.",
        "감사합니다.",
        "김민수",
        "국민건강보험공단",
        "kim@nhis.example",
    ),
    "de": Writer(
        "Danke für den Entwurf. Wir schlagen den 14. April vor. Passt das allen?",
        "Mit freundlichen Grüßen",
        "Jürgen Weiß",
        "Bundesministerium\nTel. +49 30 1234567",
        "weiss@bmg.example",
    ),
    "th": Writer(
        "ขอบคุณสำหรับร่าง ประเทศไทยยินดีนำเสนอผลการศึกษา",
        "ขอแสดงความนับถือ",
        "สมชาย ใจดี",
        "สำนักงานหลักประกันสุขภาพ",
        "somchai@nhso.example",
    ),
    "none": Writer(
        "Blarg fnord wibble, snarf! Quux zonk plugh.",
        "Mibble wub,",
        "Zarq Vongole",
        "Ministerium blarg",
        "zarq@blarg.example",
    ),
}


def marked(text):
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def attributions():
    """Lines above a marked quote."""
    return {
        "gmail": f"On Mon, 3 Mar 2025 at 10:15, {MIRIAM} wrote:\n",
        "gmail wrapped": f"On Mon, Mar 3, 2025 at 10:15 AM Miriam Okello <\n{LIST}> wrote:\n",
        "gmail ko": f"2025년 3월 3일 (월) 오전 10:15, {MIRIAM}님이 작성:\n",
        "gmail am": f"በ ሰኞ, 3 ማርች 2025 በ 10:15 ጥዋት {MIRIAM} እንዲህ ጽፈዋል፦\n",
        "gmail fa": f"در تاریخ دوشنبه ۳ مارس ۲۰۲۵ ساعت ۱۰:۱۵ {MIRIAM} نوشت:\n",
        "gmail he": f"\u202bבתאריך יום ב׳, 3 במרץ 2025 ב-10:15 מאת \u202aMiriam Okello\u202c\u200f <\u202a{LIST}\u202c\u200f>:\u202c\n",
        "roundcube": "Le 2025-03-03 10:15, Miriam Okello a écrit :",
        "k-9": f"Am 3. März 2025 10:15:00 MEZ schrieb {MIRIAM}:",
        "mail.ru": f"Понедельник, 3 марта 2025, 10:15 +03:00 от {MIRIAM}:\n ",
        "netease": f'在 2025-03-03 10:15:00，"Miriam Okello" <{LIST}> 写道：',
        "evolution": "On Mon, 2025-03-03 at 10:15 +0000, Miriam Okello wrote:",
        "gnus": "Miriam Okello writes:\n",
        "tuta": f"3 Mar 2025, 10:15 by {LIST}:\n",
        "proton": f"-------- Original Message --------\nOn 03/03/2025 10:15, {MIRIAM} wrote:\n",
        "hungarian": f"{MIRIAM} ezt írta (időpont: 2025. márc. 3., H, 10:15):\n",
        "7 bit": f"Le lun. 3 mars 2025 ? 10:15, {MIRIAM} a ?crit :",
        "nobody": f"Blapp 3 mar. 2025 zump 10:15 glib {MIRIAM}:\n",
    }


def headers(writer):
    """Blocks above a quote that is not marked at all."""
    me = writer.who
    return {
        "outlook": f"From: {MIRIAM}\nSent: Monday, March 3, 2025 10:15 AM\nTo: {me}\nSubject: {SUBJECT}\n",
        "outlook mac": f"From: {MIRIAM}\nDate: Monday, 3 March 2025 at 10:15\nTo: {me}\nCc: X <x@y.example>, Y <y@y.example>,\n Z <z@y.example>\nSubject: [EXT] {SUBJECT}\n",
        "outlook web": f"________________________________\nDe: {MIRIAM}\nEnvoyé: lundi 3 mars 2025 10:15\nÀ: {me}\nObjet: {SUBJECT}\n",
        "outlook de": f"Von: {MIRIAM}\nGesendet: Montag, 3. März 2025 10:15\nAn: {me}\nBetreff: {SUBJECT}\n",
        "outlook stars": f"*From:* Miriam Okello [mailto:{LIST}]\n*Sent:* Monday, March 3, 2025\n*To:* {me}\n*Subject:* {SUBJECT}\n",
        "outlook names": f"From: Miriam Okello\nSent: 03 March 2025 10:15\nTo: {writer.name}\nSubject: {SUBJECT}\n",
        "nobody": f"Blap: {MIRIAM}\nZump: blorkday 3 marbl 2025 10:15\nKa: {me}\nFloop: {SUBJECT}\n",
        "samsung": f"\n-------- Original message --------\nFrom: {MIRIAM}\nDate: 03/03/2025  10:15  (GMT+00:00)\nTo: {me}\nSubject: {SUBJECT}\n",
        "samsung nobody": f"\n-------- Blap zump --------\nBlap: {MIRIAM}\nZump: 03/03/2025 10:15\nKa: {me}\nFloop: {SUBJECT}\n",
        "samsung one row": f"\n-------- Original message --------From: {MIRIAM} Date: 03/03/2025  10:15 To: {me} Subject: {SUBJECT} ",
        "zimbra": f"----- Mail original -----\nDe: {MIRIAM}\nÀ: {me}\nEnvoyé: Lundi 3 Mars 2025 10:15:00\nObjet: {SUBJECT}\n",
        "qq": f'------------------ 原始邮件 ------------------\n发件人: "Miriam"<{LIST}>;\n发送时间: 2025年3月3日 上午10:15\n收件人: "x"<{writer.address}>;\n主题: {SUBJECT}\n',
        "daum": f"--------- 원본 메일 ---------\n보낸사람: {MIRIAM}\n받는사람: {me}\n날짜: 2025. 3. 3. 10:15\n제목: {SUBJECT}\n",
        "gmx": f"Gesendet: Montag, 03. März 2025 um 10:15 Uhr\nVon: {MIRIAM}\nAn: {me}\nBetreff: {SUBJECT}\n",
        "yandex": f'03.03.2025, 10:15, "Miriam Okello" <{LIST}>:',
        "yahoo": f"\n     On Monday, March 3, 2025 at 10:15:00 AM GMT+3, {MIRIAM} wrote:  \n ",
        "yahoo nobody": f"\n     Blorkday, marbl 3, 2025, 10:15:00, {MIRIAM} zumped:  \n ",
        "yahoo phone": f"  On Mon, Mar 3, 2025 at 10:15, {MIRIAM} wrote:   Dear Ama,",
        "zoho": f"---- On Mon, 03 Mar 2025 10:15:00 +0000 {MIRIAM} wrote ---\n",
        "help desk": "##- Please type your reply above this line -##\n",
        "bare": "-----Original Message-----",
    }


FOOTERS = (
    "Sent from my iPhone",
    "Nga iPhone im",
    "Dihantar daripada iPhone saya",
    "ከ iPhone የተላከ",
    "나의 iPhone에서 보냄",
    "Von meinem iPhone gesendet",
    "أُرسلت من الـ iPhone",
    "Envoyé de mon iPhone",
    "Enviado desde mi Samsung",
    "Get Outlook for Android<https://aka.ms/AAb9ysg>",
    "Yahoo Mail: Search, Organize, Conquer",
    "Sent with Proton Mail secure email.",
    "Blapt sump TECNO SPARK 10",
)


def letter(writer, text, *, html="", subject=f"Re: {SUBJECT}", **more):
    """A whole message, from this writer to the list."""
    message = EmailMessage()
    message["From"] = writer.who
    message["To"] = '"Miriam Okello via JLN" <r.abc@jln.example>'
    message["Cc"] = LIST
    message["Subject"] = subject
    message["In-Reply-To"] = "<post.1@jln.example>"
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message.as_bytes()
