# ruff: noqa: E501 -- word lists are read by machines
"""The words of the line above a quote: "On Monday Ama wrote:"."""

from __future__ import annotations

import re

from jln.mail.reading.phrases import fold

#: Parts of words that say "wrote"; looked for anywhere in the folded line.
_WROTE = """
wrote|writes|a ecrit|ecrit :|ecrivait|a repondu|escribio|ha escrito|escribe|escreveu|schrieb|geschrieben|ha scritto|scrive|schreef|geschreven|napisal|pisze|napsal|napisal(a)|pise|je napisao|je napisala|napisao je|irta|ezt irta|skrev|skrifaði|kirjoitti|kirjutas|rase|rakste|a scris|napisa|написал|пишет|написав|написала|пише|пишет|напиша|egrapse|έγραψε|εγραψε|yazdi|sunu yazdi|yazmis|yazdı|כתב|כותב|كتب|كتبت|تمت كتابة|تمت الكتابة|نوشت|نوشته است|نوشتند|menulis|tulis|da viet|viet:|viết|aliandika|ameandika|alituma|aliyeandika|wrote|ka shkruar|shkroi|shkruajti|写道|写到|來信|寫道|写了|のメール|書きました|wrote|님이 작성|작성:|님이 쓴 글|썼습니다|wrote|ने लिखा|लिखा|লিখেছেন|লিখেছে|লিখলেন|እንዲህ ጽፈዋል|ጽፏል|ጻፈ|ጽፈዋል|ፃፈ|бичсэн|бичив|เขียนว่า|เขียน|escriu|va escriure|idatzi|scribhinn|schreift|sumulat ni|isinulat ni|nagsulat|შენ დაწერა|დაწერა|yazıb|жазды|yozdi|schrieb:|сообщил|пользователь|a tiché|hat geschrieben|a envoye|envoye par|skrifar|skreiv
"""
WROTE = re.compile(
    "|".join(
        sorted(
            {re.escape(fold(word)) for word in _WROTE.replace("\n", "|").split("|") if word.strip()}
        )
    )
)

#: How such a line begins; a number or a quoted name may follow.
_STARTS = """
on|le|el|em|no dia|a|am|il|op|den|dnia|w dniu|dne|dňa|dana|στις|la|pe|на|в|на дата|pada|pada tanggal|vào|vào lúc|mnamo|tarehe|më|me|في|في يوم|بتاريخ|در|در تاریخ|在|于|於|on the|sa|noong|i|eldri|il giorno|il giorno|il|at|alle|den|ma|ti|ke|to|pe|so|lø|på|pirms|kell|2|з|у|ngày|pada hari|na|בתאריך|ב-|ב|em|el dia|het|de|เมื่อ|เมื่อวันที่|በ|dia|siku ya|von|from|di|il|date|data|am|den|tir|man|ons|tor|fre|lor|son|mån|tis|tors|lör|sön
"""
STARTS = frozenset(fold(word) for word in _STARTS.replace("\n", "|").split("|") if word.strip())

#: What closes such a line, the colons of several scripts.
COLONS = (":", "：", "﹕", "︰", "፦", "፡", "៖", "׃", "፥")
